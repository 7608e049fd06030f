using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using Microsoft.Extensions.Hosting;

namespace AfterSales.Application.Tests.Cases;

public sealed class OpenCasesTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private TestDesk _desk = null!;
    private TestDesk _other = null!;

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        _other = _desk.AnotherNode();
        foreach (var node in new[] { _desk, _other })
        {
            await node.Get<ChangeSignal>().StartAsync(default);
            await node.Get<OpenCases>().StartAsync(default);
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var node in new[] { _desk, _other })
        {
            foreach (IHostedService worker in new IHostedService[] { node.Get<OpenCases>(), node.Get<ChangeSignal>() }) await worker.StopAsync(default);
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Change_OnOneNode_ReachesTheBoardOfAnother()
    {
        var board = await _other.Get<OpenCases>().BoardAsync(_desk.StoreId);
        board.Counts(null).All.ShouldBe(0);

        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        await Eventually.TrueAsync(() => board.Read(QueueView.Unclaimed, null, 10).Rows is [var row] && row.Number == number && row.Nearest!.Kind == ClockKind.Reply, Limit);

        await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "亲，抱歉"), _desk.Agent);
        await Eventually.TrueAsync(() => board.Read(QueueView.Mine, _desk.Agent.Id, 10).Rows is [{ Nearest.Kind: ClockKind.Resolution }], Limit);
        board.Counts(_desk.Agent.Id).ShouldBe(new QueueCounts(1, 0, 0, 1));

        await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent);
        await Eventually.TrueAsync(() => board.Counts(null).All == 0, Limit);
    }

    [Fact]
    public async Task Change_WhoseNoticeIsLost_IsCaughtUp()
    {
        var board = await _other.Get<OpenCases>().BoardAsync(_desk.StoreId);
        await _desk.Get<ChangeSignal>().StopAsync(default);
        _desk.Get<ChangeSignal>().Dispose();

        await _desk.BuyerSaysAsync("买家", "少了一件");

        await Eventually.TrueAsync(() => board.Counts(null).All == 1, Limit);
    }

    [Fact]
    public async Task FollowUp_Owed_IsCountedOnEveryNode_WithItsNoticeOrWithout()
    {
        var board = await _other.Get<OpenCases>().BoardAsync(_desk.StoreId);
        var number = await ResolvedAsync("买家");
        await ResolvedAsync("买家二");
        await Eventually.TrueAsync(() => board.Counts(_desk.Agent.Id) is { MyFollowUps: 2, FollowUps: 2, All: 0 }, Limit);
        board.Counts(_desk.OtherAgent.Id).MyFollowUps.ShouldBe(0);

        await _desk.Get<ChangeSignal>().StopAsync(default);
        _desk.Get<ChangeSignal>().Dispose();
        (await _desk.Get<RecordFollowUp>().ExecuteAsync(new(number, FollowUpOutcome.Settled, 5, null, null), _desk.Agent)).Ok.ShouldBeTrue();
        await Eventually.TrueAsync(() => board.Counts(_desk.Agent.Id) is { MyFollowUps: 1, FollowUps: 1 }, Limit);
        await using var later = _desk.AnotherNode();
        (await later.Get<OpenCases>().BoardAsync(_desk.StoreId)).Counts(_desk.Agent.Id).ShouldBe(new QueueCounts(0, 0, 0, 0, 1, 1));
    }

    private async Task<string> ResolvedAsync(string buyer)
    {
        var number = await _desk.BuyerSaysAsync(buyer, "少了一件");
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "亲，马上补发"), _desk.Agent)).Ok.ShouldBeTrue();
        (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent)).Ok.ShouldBeTrue();
        return number;
    }

    [Fact]
    public async Task Board_SortsByTheNearestDeadline()
    {
        var later = await _desk.BuyerSaysAsync("甲", "少了一件");
        var sooner = await _desk.BuyerSaysAsync("乙", "少了一件", sentAt: _desk.Time.Now.AddMinutes(-2));
        var board = await _desk.Get<OpenCases>().BoardAsync(_desk.StoreId);
        await Eventually.TrueAsync(() => board.Counts(null).All == 2, Limit);
        board.Read(QueueView.All, null, 10).Rows.Select(r => r.Number).ShouldBe([sooner, later]);
        board.DueBefore(_desk.Time.Now.AddMinutes(4), 10).Select(r => r.Number).ShouldBe([sooner]);
    }
}
