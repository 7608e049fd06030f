using AfterSales.Browser.Tests.Shared;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Cases;

/// <summary>Two people on one case.</summary>
public sealed class MeetingJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task TwoPeople_OnOneNode_SeeEachOther_WhoeverCameFirst()
    {
        var number = await Desk.Api.BuyerSaysAsync("碰面买家", "少发了一件");
        var mine = await OpenAsync("agent", number);
        await Assertions.Expect(mine.Viewers).ToBeEmptyAsync();
        var theirs = await OpenAsync("agent2", number);

        await Assertions.Expect(theirs.Viewers).ToContainTextAsync("林小满 也在查看");
        await Assertions.Expect(mine.Viewers).ToContainTextAsync("也在查看");
    }

    [Fact]
    public async Task TwoPeople_OnTwoNodes_SeeEachOther_UntilOneIsGone()
    {
        var number = await Desk.Api.BuyerSaysAsync("碰面买家一", "少发了一件");
        await using var node = await Desk.StartNodeAsync();
        var mine = await OpenAsync("agent", number);
        var theirs = await OpenAsync("agent2", number, node.Address);

        await Assertions.Expect(mine.Viewers).ToContainTextAsync("也在查看");
        await Assertions.Expect(theirs.Viewers).ToContainTextAsync("林小满 也在查看");
        await WritesAsync(theirs, seenBy: mine);
        await theirs.Composer.FillAsync("");
        await Assertions.Expect(mine.Viewers).ToContainTextAsync("也在查看");

        await theirs.Page.CloseAsync();
        await Assertions.Expect(mine.Viewers).ToBeEmptyAsync();

        await OpenAsync("agent2", number, node.Address);
        await Assertions.Expect(mine.Viewers).ToContainTextAsync("也在查看");
        await node.KillAsync();
        await Assertions.Expect(mine.Viewers).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Writer_WhoseConnectionWasLostAndCameBack_IsNotSaidToWrite()
    {
        var number = await Desk.Api.BuyerSaysAsync("碰面买家二", "少发了一件");
        await using var wire = Wire.To(Desk.Process.Address);
        var mine = await OpenAsync("agent", number);
        var theirs = await OpenAsync("agent2", number, wire.Address);
        await WritesAsync(theirs, seenBy: mine);

        wire.Cut();
        await Assertions.Expect(mine.Viewers).ToBeEmptyAsync();
        wire.Mend();
        await Assertions.Expect(mine.Viewers).ToContainTextAsync("也在查看");
        // The page behind is drawn anew; nobody has typed since.
        await Desk.Api.BuyerSaysAsync("碰面买家二", "在吗");
        await theirs.SaysAsync("在吗");
        await Assertions.Expect(mine.Viewers).ToContainTextAsync("也在查看");
    }

    [Fact]
    public async Task StaleSave_StandsSideBySide_AndIsSavedOverOnDemand()
    {
        var number = await Desk.Api.BuyerSaysAsync("碰面买家三", "少发了一件");
        var mine = await OpenAsync("agent", number);
        var theirs = await OpenAsync("agent2", number);

        await WriteMemoAsync(mine, "我的备注");
        await WriteMemoAsync(theirs, "他的备注");
        await theirs.Page.OpenDialog().Button("保存").ClickAsync();
        await Assertions.Expect(mine.Header.Locator(".flag-red")).ToBeVisibleAsync();
        await mine.Page.OpenDialog().Button("保存").ClickAsync();

        var versions = mine.Page.Locator("dl.versions");
        await Assertions.Expect(versions).ToContainTextAsync("没有旗帜");
        await Assertions.Expect(versions).ToContainTextAsync("他的备注");
        await Assertions.Expect(versions).ToContainTextAsync("我的备注");
        await mine.Page.Button("改成我的").ClickAsync();
        await Assertions.Expect(versions).ToHaveCountAsync(0);
        await Assertions.Expect(mine.Header.Locator(".flag-red")).ToHaveAttributeAsync("title", "我的备注");
    }

    private async Task<Workbench> OpenAsync(string person, string number, Uri? address = null)
    {
        var bench = new Workbench(await Desk.SignInAsync(person, address: address));
        await bench.OpenAsync(number);
        return bench;
    }

    // Who stops for a while is not writing any more: on and on, until it is seen.
    private static Task WritesAsync(Workbench writer, Workbench seenBy) => Eventually.TrueAsync(async () =>
    {
        await writer.Composer.PressSequentiallyAsync("我来");
        return (await seenBy.Viewers.TextContentAsync())!.Contains("正在回复", StringComparison.Ordinal);
    }, Limit);

    private static async Task WriteMemoAsync(Workbench bench, string memo)
    {
        await bench.Header.GetByTitle("插旗并备注").ClickAsync();
        await bench.Page.Locator("#flag-memo").FillAsync(memo);
    }
}
