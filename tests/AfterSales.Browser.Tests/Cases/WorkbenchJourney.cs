using AfterSales.Browser.Tests.Shared;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Cases;

/// <summary>An agent's day among the demo store's many cases.</summary>
public sealed class WorkbenchJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Message_ArrivesLive_IsAnsweredResolved_AndReopensByItself()
    {
        var bench = new Workbench(await Desk.SignInAsync("agent"));
        await bench.QueueAsync("unclaimed");

        var number = await Desk.Api.BuyerSaysAsync("旅程买家一", "裙子开线了，怎么办");
        await bench.Row("旅程买家一").ClickAsync();
        await bench.ReplyAsync("亲，非常抱歉，马上帮您处理");

        (await Desk.Api.StateAsync(number)).ShouldBe("Confirming");
        (await Desk.Api.CaseAsync(number)).GetProperty("case").GetProperty("assignee").GetString().ShouldBe("林小满");
        await Assertions.Expect(bench.Composer).ToHaveValueAsync("");

        await bench.Header.Button("解决").ClickAsync();
        await bench.Header.GetByText("✓ 已解决").WaitForAsync();
        (await Desk.Api.StateAsync(number)).ShouldBe("Resolved");

        await Desk.Api.BuyerSaysAsync("旅程买家一", "又开线了");
        (await Desk.Api.StateAsync(number)).ShouldBe("Confirming");
        await bench.SaysAsync("又开线了");
        await bench.SaysAsync("买家来消息，工单重新打开");
    }

    [Fact]
    public async Task SecondBrowser_SeesTheClaimAndTheReply()
    {
        var number = await Desk.Api.BuyerSaysAsync("旅程买家二", "少发了一件");
        var watcher = new Workbench(await Desk.SignInAsync("agent2"));
        await watcher.OpenAsync(number);
        var bench = new Workbench(await Desk.SignInAsync("agent"));
        await bench.OpenAsync(number);

        await bench.ReplyAsync("亲，给您补发");

        await watcher.SaysAsync("亲，给您补发");
        await watcher.SaysAsync("林小满 认领了工单");
    }

    [Fact]
    public async Task Draft_SurvivesAReload()
    {
        var number = await Desk.Api.BuyerSaysAsync("旅程买家三", "尺码不对");
        var bench = new Workbench(await Desk.SignInAsync("agent"));
        await bench.OpenAsync(number);
        await bench.TypeAsync("写到一半");
        await bench.Page.ReloadAsync();
        await Assertions.Expect(bench.Composer).ToHaveValueAsync("写到一半");
    }
}
