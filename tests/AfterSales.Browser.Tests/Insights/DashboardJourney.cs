using AfterSales.Application.Cases;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Insights;

/// <summary>An owner's morning: the numbers, the cases behind them, and what comes while one looks.</summary>
public sealed class DashboardJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Owner_SeesTheNumbers_OpensTheCasesBehindOne_AndSeesTheNextComeIn()
    {
        var store = await OwnStoreAsync("看板小店");
        var lead = await store.JoinAsync("周主管", Role.Supervisor);
        await store.ImportOrdersAsync(("3388000000000001", "看板买家", "120.00"));
        var number = await store.Api.BuyerSaysAboutAsync("看板买家", "袖口开线了", "3388000000000001");
        (await Desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Quality, CaseSubtype.Defect, null), store.Owner)).Refusal.ShouldBeNull();

        var page = await Desk.SignInAsync(lead);
        await page.OpenAsync("/dashboard");
        var types = page.Locator("section[aria-labelledby=card-types]");
        await Assertions.Expect(types.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(types).ToContainTextAsync("质量");

        // Somebody else writes: the number moves by itself.
        var next = await store.Api.BuyerSaysAboutAsync("又一位买家", "快递一直不动", "3388000000000002");
        (await Desk.Get<ClassifyCase>().ExecuteAsync(new(next, CaseType.Logistics, CaseSubtype.Delayed, null), store.Owner)).Refusal.ShouldBeNull();
        await Assertions.Expect(types.Locator("tbody tr")).ToHaveCountAsync(2);

        await types.Locator("tr", new() { HasText = "质量" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "新工单 · 质量" }).WaitForAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "下载 CSV" }).ClickAsync());
        (await File.ReadAllTextAsync(await file.PathAsync())).ShouldContain(number);
        await page.GetByRole(AriaRole.Link, new() { Name = number }).ClickAsync();
        await page.WaitForURLAsync($"**/cases/{number}**");
    }

    [Fact]
    public async Task Agent_IsTold_ThatReportsAreNotForThem()
    {
        var store = await OwnStoreAsync("看板小店二");
        var page = await Desk.SignInAsync(await store.JoinAsync("小客服", Role.AfterSales));

        await page.OpenAsync("/dashboard");

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("经营看板给主管和店长看");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "经营", Exact = true })).ToHaveCountAsync(0);
    }
}
