using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Conversations;
using AfterSales.Application.Ledger;
using AfterSales.Application.Remedies;
using AfterSales.Application.Tests.Importing;
using AfterSales.Application.Tests.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Ledger.PayingDesk;

namespace AfterSales.Application.Tests.Insights;

/// <summary>
/// A desk at work over several months: buyers write at any hour, people answer in time or late, cases change their type, are resolved, reopened and followed
/// up, money is asked for, paid and shared, orders come in late. The same seed makes the same months.
/// </summary>
internal sealed class BusyMonths(TestDesk desk, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<string> _numbers = [];
    private int _orders;

    /// <param name="days">How long it goes on.</param>
    /// <param name="often">Called between days.</param>
    public async Task RunAsync(int days, Func<Task>? often = null)
    {
        await QualityCase.ImportAsync(desk);
        var acts = 0;
        for (var day = 0; day < days; day++)
        {
            for (var i = 0; i < 4; i++)
            {
                await ActAsync(acts++);
                desk.Time.Move(TimeSpan.FromSeconds(_random.Next(1, 21_600)));
                while (await desk.Get<FireTimers>().FireDueAsync(CancellationToken.None) > 0) { }
            }
            if (often is not null && day % 5 == 0) await often();
        }
    }

    private async Task ActAsync(int act)
    {
        if (_numbers.Count < 4 || _random.Next(4) == 0)
        {
            if (_random.Next(3) == 0) _numbers.Add(await QualityCase.OpenAsync(desk, ++_orders % 60, refused: _random.Next(2) == 0));
            else _numbers.Add(await desk.BuyerSaysAsync($"买家{_random.Next(50):D3}", _random.Next(2) == 0 ? "少发了一件" : "快递一直不动", $"10010000{100 + act % 40:D8}"));
            if (_random.Next(2) == 0) await AssignAsync(_numbers[^1]);
            if (_random.Next(3) == 0) await LetGoAsync(_numbers[^1]);
            return;
        }

        var number = _numbers[_random.Next(_numbers.Count)];
        _ = _random.Next(13) switch
        {
            0 or 1 => (await desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "马上为您处理"), Somebody)).Refusal,
            2 => await RepliedElsewhereAsync(number),
            3 => await AgainAsync(number),
            4 => (await desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Logistics, CaseSubtype.Lost, null), desk.Agent)).Refusal,
            5 => await AssignAsync(number),
            6 => (await desk.Get<ResolveCase>().ExecuteAsync(new(number, null, DespiteChecks: true), Somebody)).Refusal,
            7 => await FollowUpAsync(),
            8 => (await desk.Get<ReopenCase>().ExecuteAsync(new(number, "还没好", null), Somebody)).Refusal,
            9 => (await QualityCase.AgreeAsync(desk, number, _random.Next(5, 46), actor: Somebody)).Refusal,
            10 => await PayAsync(act),
            11 => await LetGoAsync(number),
            _ => await ImportLateAsync(act),
        };
    }

    private Domain.People.Actor Somebody => _random.Next(3) switch
    {
        0 => desk.Agent,
        1 => desk.OtherAgent,
        _ => desk.Supervisor,
    };

    private async Task<Refusal?> AgainAsync(string number)
    {
        await using var db = desk.Db();
        var subject = await db.Cases.AsNoTracking().SingleAsync(c => c.Number == number);
        await desk.BuyerSaysAsync(subject.CustomerNick, "在吗", subject.OrderNo);
        if (_random.Next(2) == 0) return null;
        // Now and then somebody sits at the desk.
        desk.Time.Move(TimeSpan.FromSeconds(_random.Next(10, 600)));
        while (await desk.Get<FireTimers>().FireDueAsync(CancellationToken.None) > 0) { }
        return (await desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "在的"), Somebody)).Refusal;
    }

    private async Task<Refusal?> AssignAsync(string number) =>
        (await desk.Get<AssignCase>().ExecuteAsync(new(number, _random.Next(2) == 0 ? desk.Agent.Id : desk.OtherAgent.Id, null), desk.Supervisor)).Refusal;

    // Whoever has it gives it back while its buyer may be waiting.
    private async Task<Refusal?> LetGoAsync(string number)
    {
        await using var db = desk.Db();
        var holder = await db.Cases.Where(c => c.Number == number).Select(c => c.AssigneeId).SingleAsync();
        return holder is { } person && new[] { desk.Agent, desk.OtherAgent }.FirstOrDefault(one => one.Id == person) is { } own ? (await desk.Get<AssignCase>().ExecuteAsync(new(number, null, null), own)).Refusal : null;
    }

    // Somebody whom only the platform knows, or one of us there.
    private async Task<Refusal?> RepliedElsewhereAsync(string number) =>
        (await desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "在的，亲", Agent: _random.Next(2) == 0 ? "小助手2号" : desk.Agent.Name), desk.Bridge)).Refusal;

    private async Task<Refusal?> FollowUpAsync()
    {
        await using var db = desk.Db();
        var resolved = await db.Cases.AsNoTracking().Where(c => c.State == CaseState.Resolved || c.State == CaseState.FollowUp).OrderBy(c => c.OpenedAt).ThenBy(c => c.Number).Select(c => c.Number).ToListAsync();
        if (resolved.Count == 0) return null;
        var number = resolved[_random.Next(resolved.Count)];
        var reached = _random.Next(4) != 0;
        return (await desk.Get<RecordFollowUp>().ExecuteAsync(new(number, reached ? FollowUpOutcome.Settled : FollowUpOutcome.NotReached, reached ? _random.Next(1, 6) : null, null, null), Somebody)).Refusal;
    }

    private async Task<Refusal?> PayAsync(int act)
    {
        await using var db = desk.Db();
        var payouts = await db.Payouts.AsNoTracking().Where(p => p.State != PayoutState.Voided).OrderBy(p => p.RequestedAt).ThenBy(p => p.Amount).ToListAsync();
        if (payouts.Count == 0) return null;
        var payout = payouts[_random.Next(payouts.Count)];
        var number = await db.Cases.Where(c => c.Id == payout.CaseId).Select(c => c.Number).SingleAsync();
        if (payout.State == PayoutState.Requested) return (await QualityCase.DecideAsync(desk, number, _random.Next(4) == 0 ? Domain.Approvals.Verdict.Rejected : Domain.Approvals.Verdict.Approved, desk.Owner, reason: "再和买家谈谈")).Refusal;
        return _random.Next(4) switch
        {
            0 => (await desk.Get<ChangeShares>().ExecuteAsync(new(number, payout.ActionId, [new(Party.Courier, 60, "中通"), new(Party.Store, 40)]), desk.Agent)).Refusal,
            1 when payout.State == PayoutState.Approved => (await desk.Get<VoidAction>().ExecuteAsync(new(number, payout.ActionId, $"不要了 {act}"), desk.Agent)).Refusal,
            _ => (await ByHandAsync(desk, payout)).Refusal,
        };
    }

    // An order whose case is known by its number alone.
    private async Task<Refusal?> ImportLateAsync(int act)
    {
        await desk.ImportAsync(Importer.Orders(100 + act % 40, 2));
        return null;
    }
}
