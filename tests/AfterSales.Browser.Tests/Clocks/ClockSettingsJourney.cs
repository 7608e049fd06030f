using AfterSales.Browser.Tests.Shared;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Clocks;

public sealed class ClockSettingsJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Owner_ChangesALimit_TheNextCaseFollowsIt_TheRunningOneDoesNot()
    {
        var store = await OwnStoreAsync("规则小店");
        var before = await store.Api.BuyerSaysAsync("规则买家一", "发错货了");
        var page = await Desk.SignInAsync(store.OwnerSignIn);
        await page.OpenAsync("/settings/clocks");
        await page.Locator(".chip", new() { HasText = "第 1 版" }).First.WaitForAsync();
        var limit = page.GetByRole(AriaRole.Region, new() { Name = "响应" }).GetByLabel("时限", new() { Exact = true });

        await limit.FillAsync("0");
        await page.Button("保存").ClickAsync();
        await page.GetByText("处要改，请看标红的地方。").WaitForAsync();
        await limit.FillAsync("20");
        await page.Button("保存").ClickAsync();
        await page.GetByText("已保存为第 2 版").WaitForAsync();
        await page.Locator("header .chip", new() { HasText = "第 2 版" }).WaitForAsync();

        var after = await store.Api.BuyerSaysAsync("规则买家二", "少发了一件");
        (await ReplyLimitAsync(store, before)).ShouldBe(TimeSpan.FromMinutes(5));
        (await ReplyLimitAsync(store, after)).ShouldBe(TimeSpan.FromMinutes(20));

        var bench = new Workbench(page);
        await bench.OpenAsync(after);
        await bench.RunningClock("Reply").ClickAsync();
        await page.OpenDialog().GetByText("时限 20 分钟（时效规则第 2 版）。").WaitForAsync();
    }

    private static async Task<TimeSpan> ReplyLimitAsync(OwnStore store, string number)
    {
        var clocks = (await store.Api.CaseAsync(number)).GetProperty("clocks").EnumerateArray();
        var reply = clocks.Single(c => c.GetProperty("clock").GetString() == "Reply");
        return reply.GetProperty("due_at").GetDateTimeOffset() - reply.GetProperty("started_at").GetDateTimeOffset();
    }
}
