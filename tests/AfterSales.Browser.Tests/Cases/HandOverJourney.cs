using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Cases;

public sealed class HandOverJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Supervisor_ReassignsOnTheBoard_TheAssigneeHasItUnderMineAndTheBellRings()
    {
        var store = await OwnStoreAsync("交接小店");
        var supervisor = await store.JoinAsync("陈主管", Role.Supervisor);
        var leaving = await store.JoinAsync("林下班", Role.AfterSales);
        var coming = await store.JoinAsync("许上班", Role.AfterSales);
        string[] buyers = ["交接买家一", "交接买家二"];
        foreach (var buyer in buyers) await store.Api.BuyerSaysAsync(buyer, "发错货了");

        var first = new Workbench(await Desk.SignInAsync(leaving));
        foreach (var buyer in buyers)
        {
            await first.QueueAsync("unclaimed");
            await first.Row(buyer).ClickAsync();
            await first.Header.GetByText(buyer).WaitForAsync();
            await first.Header.Button("认领").ClickAsync();
            await first.SaysAsync("林下班 认领了工单");
        }
        await first.QueueAsync("mine");
        await Assertions.Expect(first.Page.Locator("[data-row]")).ToHaveCountAsync(2);

        var second = new Workbench(await Desk.SignInAsync(coming));
        await second.QueueAsync("mine");
        await second.Page.GetByText("您手上没有工单").WaitForAsync();

        var board = await Desk.SignInAsync(supervisor);
        await board.OpenAsync("/board");
        foreach (var buyer in buyers) await board.GetByLabel($"选择 {buyer} 的工单").CheckAsync();
        await board.GetByText("已选 2 个").WaitForAsync();
        await board.Button("转交").ClickAsync();
        await board.OpenDialog().GetByRole(AriaRole.Button, new() { Name = "许上班" }).ClickAsync();

        await Assertions.Expect(second.Page.Locator("[data-row]")).ToHaveCountAsync(2);
        await Assertions.Expect(second.Bell.Locator(".count")).ToHaveTextAsync("2");
        await second.Bell.Locator("summary").ClickAsync();
        await second.Bell.GetByText("陈主管 把工单交给您：交接买家二").WaitForAsync();
        await Assertions.Expect(first.Page.Locator("[data-row]")).ToHaveCountAsync(0);
        await Assertions.Expect(board.Locator("tr", new() { HasText = "许上班" }).Locator("td.end").First).ToHaveTextAsync("2");
    }
}
