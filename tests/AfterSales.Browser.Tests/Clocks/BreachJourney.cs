using System.Net.Http.Json;
using System.Text.Json;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Clocks;

public sealed class BreachJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Breach_AppearsInQueueBellAndConversation_WithoutAReload()
    {
        var store = await OwnStoreAsync("超时小店");
        var supervisor = await store.JoinAsync("陈超时", Role.Supervisor);
        var bench = new Workbench(await Desk.SignInAsync(supervisor));
        await store.ChangeClocksAsync(new { reply = new { limit = "PT4S", warn = Array.Empty<string>() } });
        await bench.QueueAsync();
        await bench.Page.EvaluateAsync("() => { window.stillTheSamePage = true; }");

        var number = await store.Api.BuyerSaysAsync("超时买家", "快递丢件了");
        await bench.Row("超时买家").ClickAsync();
        await bench.RunningClock("Reply").WaitForAsync();

        // It goes by itself; all else stays.
        await bench.Page.Locator(".toast", new() { HasText = "响应超时：超时买家" }).WaitForAsync();
        await bench.Row("超时买家").Locator("time.late", new() { HasText = "超时" }).WaitForAsync();
        await bench.Page.Locator("section.queue h2", new() { HasText = "已超时 · 1" }).WaitForAsync();
        await bench.SaysAsync("响应超时");
        await Assertions.Expect(bench.Bell.Locator(".count")).ToHaveTextAsync("1");
        await bench.Bell.Locator("summary").ClickAsync();
        await bench.Bell.GetByText("响应超时：超时买家").WaitForAsync();
        (await bench.Page.EvaluateAsync<bool>("() => window.stillTheSamePage === true")).ShouldBeTrue();

        var events = await store.Api.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/clock-events", UriKind.Relative));
        events.GetProperty("events").EnumerateArray().Count(e => e.GetProperty("case").GetString() == number && e.GetProperty("kind").GetString() == "Breach").ShouldBe(1);
    }

    [Fact]
    public async Task LateOnTheBoard_OpensTheQueueOfTheLateOnes_AndOneThatBecomesLateJoins()
    {
        var store = await OwnStoreAsync("看板小店");
        var supervisor = await store.JoinAsync("陈看板", Role.Supervisor);
        await store.Api.BuyerSaysAsync("从容买家", "快递丢件了");
        await store.ChangeClocksAsync(new { reply = new { limit = "PT1S", warn = Array.Empty<string>() } });
        await store.Api.BuyerSaysAsync("超时买家", "快递丢件了");
        var bench = new Workbench(await Desk.SignInAsync(supervisor));
        await bench.Page.OpenAsync("/board");

        await bench.Page.Locator(".figures a", new() { HasText = "此刻超时" }).ClickAsync();
        await bench.Row("超时买家").WaitForAsync();
        await Assertions.Expect(bench.Row("从容买家")).ToHaveCountAsync(0);
        await store.Api.BuyerSaysAsync("后来买家", "快递丢件了");
        await bench.Row("后来买家").WaitForAsync();
        await store.ChangeClocksAsync(new { reply = new { limit = "PT30M", warn = Array.Empty<string>() } });
        await store.Api.BuyerSaysAsync("将近买家", "快递丢件了");
        await bench.Page.OpenAsync("/board");
        await bench.Page.Locator(".figures a", new() { HasText = "1 小时内到期" }).ClickAsync();
        await bench.Row("将近买家").WaitForAsync();
        await Assertions.Expect(bench.Row("超时买家")).ToHaveCountAsync(0);
        await bench.Page.OpenAsync("/cases?view=all&only=late");

        await bench.Row("超时买家").ClickAsync();
        await bench.RunningClock("Resolution").WaitForAsync();
        bench.Page.Url.ShouldEndWith("view=all&only=late");
        await bench.Page.GetByRole(AriaRole.Link, new() { Name = "只看超时" }).ClickAsync();
        await bench.Row("从容买家").WaitForAsync();
    }

    [Fact]
    public async Task Reply_StopsTheClock_OnEveryScreen()
    {
        var store = await OwnStoreAsync("响应小店");
        var agent = await store.JoinAsync("林响应", Role.AfterSales);
        var supervisor = await store.JoinAsync("陈响应", Role.Supervisor);
        var number = await store.Api.BuyerSaysAsync("响应买家", "发错货了");
        var bench = new Workbench(await Desk.SignInAsync(agent));
        await bench.OpenAsync(number);
        var watcher = new Workbench(await Desk.SignInAsync(supervisor));
        await watcher.OpenAsync(number);
        foreach (var each in new[] { bench, watcher })
        {
            await each.RunningClock("Reply").WaitForAsync();
            await each.Row("响应买家").GetByText("剩 ").WaitForAsync();
        }

        await bench.ReplyAsync("亲，非常抱歉，马上给您换");

        foreach (var each in new[] { bench, watcher })
        {
            await Assertions.Expect(each.RunningClock("Reply")).ToHaveCountAsync(0);
            await Assertions.Expect(each.Row("响应买家").GetByText("剩 ")).ToHaveCountAsync(0);
            await each.Facts.GetByText("按时完成").WaitForAsync();
            await each.RunningClock("Resolution").WaitForAsync();
        }
    }
}
