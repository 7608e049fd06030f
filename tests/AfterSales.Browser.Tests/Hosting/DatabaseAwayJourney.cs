using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;
using Npgsql;

namespace AfterSales.Browser.Tests.Hosting;

/// <summary>The database goes away under an open page and comes back.</summary>
public sealed class DatabaseAwayJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Pages_OpenedMeanwhile_AreThereByThemselvesWhenItIsBack()
    {
        var store = await OwnStoreAsync("停库小店");
        var supervisor = await store.JoinAsync("陈停库", Role.Supervisor);
        await store.Api.BuyerSaysAsync("停库买家", "快递丢件了");
        var board = await Desk.SignInAsync(supervisor);
        await board.OpenAsync("/board");
        var page = await Desk.SignInAsync(supervisor);
        await page.OpenAsync("/orders");
        var asked = await Desk.SignInAsync(supervisor);
        foreach (var each in new[] { board, page }) await each.EvaluateAsync("() => { window.stillTheSamePage = true; }");

        await DatabaseAsync("allow_connections false");
        try
        {
            await page.Locator(".rail-entry[href='/imports']").ClickAsync();
            await page.GetByText("没能加载这一页的数据。").WaitForAsync();
            await board.GetByText("最新内容没有加载出来，显示的可能不是最新。").WaitForAsync();
            await board.GetByText("停库买家").First.WaitForAsync();
            (await asked.GotoAsync("/orders"))!.Status.ShouldBe(503);
        }
        finally
        {
            await DatabaseAsync("allow_connections true");
        }

        await page.GetByText("还没有导入过文件").WaitForAsync();
        await asked.SettleAsync();
        await asked.GetByText("还没有订单").WaitForAsync();
        await Assertions.Expect(board.GetByText("最新内容没有加载出来")).ToHaveCountAsync(0);
        foreach (var each in new[] { board, page }) (await each.EvaluateAsync<bool>("() => window.stillTheSamePage === true")).ShouldBeTrue();
    }

    private async Task DatabaseAsync(string state)
    {
        var own = new NpgsqlConnectionStringBuilder(Desk.ConnectionString);
        await using var server = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Desk.ConnectionString) { Database = "postgres", Pooling = false });
        await ExecuteAsync($"alter database {own.Database} {state}");
        if (state.EndsWith("false", StringComparison.Ordinal)) await ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{own.Database}'");

        async Task ExecuteAsync(string sql)
        {
            await using var command = server.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }
}
