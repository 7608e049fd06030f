using AfterSales.Browser.Tests.Shared;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Cases;

/// <summary>Two people, or two tabs, on one case; and drafts that outlive the page.</summary>
[Collection(BrowserJourneys.Name)]
public sealed class MeetingJourney(BrowserDesk desk)
{
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    // A killed node is given up after some seconds.
    static MeetingJourney() => Assertions.SetDefaultExpectTimeout(30_000);

    private static ILocator Box(IPage page) => page.Locator("#composer-text");

    private static ILocator Files(IPage page) => page.Locator("#composer .files li");

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static Task<IResponse?> OpenAsync(IPage page, string number) => page.GotoAsync($"/cases/{number}?view=all");

    private static async Task DraftKeptAsync(IPage page, string text) =>
        await page.WaitForFunctionAsync("text => Object.values(localStorage).some(v => v.includes(text))", text);

    [Fact]
    public async Task TwoPeople_OnTwoNodes_SeeEachOther_UntilOneIsGone()
    {
        var number = await desk.Api.BuyerSaysAsync("碰面买家一", "少发了一件");
        await using var node = await desk.StartNodeAsync();
        var mine = await desk.SignInAsync("agent");
        await OpenAsync(mine, number);
        var theirs = await desk.SignInAsync("agent2", address: node.Address);
        await OpenAsync(theirs, number);

        var seen = mine.Locator(".viewers");
        await Expect(seen).ToContainTextAsync("也在查看");
        await Expect(theirs.Locator(".viewers")).ToContainTextAsync("林小满也在查看");
        await Box(theirs).PressSequentiallyAsync("我来");
        await Expect(seen).ToContainTextAsync("正在回复");
        await Box(theirs).FillAsync("");
        await Expect(seen).ToContainTextAsync("也在查看");

        await theirs.CloseAsync();
        await Expect(seen).ToBeEmptyAsync();

        var again = await desk.SignInAsync("agent2", address: node.Address);
        await OpenAsync(again, number);
        await Expect(seen).ToContainTextAsync("也在查看");
        await node.KillAsync();
        await Expect(seen).ToBeEmptyAsync();
    }

    [Fact]
    public async Task StaleSave_StandsSideBySide_AndIsSavedOverOnDemand()
    {
        var number = await desk.Api.BuyerSaysAsync("碰面买家二", "少发了一件");
        var mine = await desk.SignInAsync("agent");
        await OpenAsync(mine, number);
        var theirs = await desk.SignInAsync("agent2");
        await OpenAsync(theirs, number);

        await OpenFlagAsync(mine);
        await mine.Locator("#flag-memo").FillAsync("我的备注");
        await OpenFlagAsync(theirs);
        await theirs.Locator("#flag-memo").FillAsync("他的备注");
        await theirs.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(mine.Locator("header.head .flag-red")).ToBeVisibleAsync();
        await mine.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();

        var versions = mine.Locator("dl.versions");
        await Expect(versions).ToContainTextAsync("没有旗帜");
        await Expect(versions).ToContainTextAsync("他的备注");
        await Expect(versions).ToContainTextAsync("我的备注");
        await mine.GetByRole(AriaRole.Button, new() { Name = "改成我的" }).ClickAsync();
        await Expect(versions).ToHaveCountAsync(0);
        await Expect(mine.Locator("header.head .flag-red")).ToHaveAttributeAsync("title", "我的备注");
    }

    [Fact]
    public async Task Draft_WithFileNoteAndPromise_SurvivesAReload()
    {
        var number = await desk.Api.BuyerSaysAsync("碰面买家三", "尺码不对");
        var page = await desk.SignInAsync("agent");
        await OpenAsync(page, number);
        await AttachAsync(page, "面单.png");
        await page.GetByRole(AriaRole.Button, new() { Name = "承诺回复时间" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "随回复发出" }).ClickAsync();
        await Expect(page.Locator("#composer .chip.good")).ToBeVisibleAsync();
        await Box(page).PressSequentiallyAsync("写到一半");
        await DraftKeptAsync(page, "写到一半");
        await page.Locator("[data-key=n]").ClickAsync();
        await Expect(page.Locator("#composer.as-note")).ToBeVisibleAsync();
        await Box(page).PressSequentiallyAsync("备注一半");
        await DraftKeptAsync(page, "备注一半");

        await page.ReloadAsync();

        await Expect(page.Locator("#composer.as-note")).ToBeVisibleAsync();
        await Expect(Box(page)).ToHaveValueAsync("备注一半");
        await Expect(Files(page)).ToContainTextAsync(["面单.png"]);
        await page.Locator("[data-key=r]").ClickAsync();
        await Expect(Box(page)).ToHaveValueAsync("写到一半");
        await Expect(page.Locator("#composer .chip.good")).ToBeVisibleAsync();
        await page.Locator("[data-send]").ClickAsync();
        await Expect(page.Locator(".bubble.reply")).ToContainTextAsync("写到一半");
        await Expect(page.Locator(".bubble.reply .grid li")).ToHaveCountAsync(1);
        await Expect(Files(page)).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Expect(Box(page)).ToHaveValueAsync("");
        await Expect(Files(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task TwoTabs_OnOneCase_KeepBothDrafts()
    {
        var number = await desk.Api.BuyerSaysAsync("碰面买家四", "色差很大");
        var one = await desk.SignInAsync("agent");
        await OpenAsync(one, number);
        var two = await one.Context.NewPageAsync();
        await OpenAsync(two, number);
        await Box(one).PressSequentiallyAsync("第一份");
        await Expect(Box(two)).ToHaveValueAsync("第一份");
        await AttachAsync(one, "色差.png");
        await Expect(Files(two)).ToContainTextAsync(["色差.png"]);

        // Written while the tab could not hear of it, as one that slept.
        await two.EvaluateAsync("""
            () => {
              const key = Object.keys(localStorage).find(k => k.startsWith("draft:") && JSON.parse(localStorage[k]).text === "第一份");
              localStorage.setItem(key, JSON.stringify({ text: "睡着时写的", at: Date.now() }));
            }
            """);
        await Box(two).PressSequentiallyAsync("，第二份");
        await two.Locator("[data-draft-aside] button").ClickAsync();
        await Expect(Box(two)).ToHaveValueAsync("睡着时写的");
        await two.Locator("[data-draft-aside] button").ClickAsync();
        await Expect(Box(two)).ToHaveValueAsync("第一份，第二份");
    }

    [Fact]
    public async Task Reply_WithAnotherBuyersOrder_IsStoppedAndMayBeSentAnyway()
    {
        await desk.Api.BuyerSaysAboutAsync("碰面买家五", "没收到", "7700000000000555");
        var number = await desk.Api.BuyerSaysAsync("碰面买家六", "少发了一件");
        var page = await desk.SignInAsync("agent");
        await OpenAsync(page, number);
        await Box(page).PressSequentiallyAsync("单号 7700000000000555");
        await DraftKeptAsync(page, "7700000000000555");

        await page.Locator("[data-send]").ClickAsync();
        var warning = page.Locator("dialog[open] .leaks");
        await Expect(warning).ToContainTextAsync("碰面买家五");
        await page.GetByRole(AriaRole.Button, new() { Name = "返回修改" }).ClickAsync();
        await Expect(warning).ToHaveCountAsync(0);
        await Expect(Box(page)).ToHaveValueAsync("单号 7700000000000555");

        await page.Locator("[data-send]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "仍然发送" }).ClickAsync();
        await Expect(page.Locator(".bubble.reply")).ToContainTextAsync("7700000000000555");
        await Expect(page.Locator("#content")).ToContainTextAsync("泄露提醒后仍发送");
    }

    private static async Task OpenFlagAsync(IPage page)
    {
        await page.Locator("header.head button", new() { HasText = "插旗" }).ClickAsync();
        await Expect(page.Locator("#flag-memo")).ToBeVisibleAsync();
    }

    private static async Task AttachAsync(IPage page, string name)
    {
        await Expect(page.Locator("#composer .tray")).ToBeAttachedAsync();
        // The tray takes files once it is live.
        await Eventually.TrueAsync(async () =>
        {
            await page.Locator("#composer input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "image/png", Buffer = Picture });
            await Task.Delay(300);
            return await Files(page).CountAsync() > 0;
        }, TimeSpan.FromSeconds(20));
        await DraftKeptAsync(page, name);
    }
}
