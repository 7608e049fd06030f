using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Conversations;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Domain.Stores;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Clocks;

public sealed class FireTimersTests : IAsyncLifetime
{
    private static readonly TimeSpan Warning = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private async Task<int> FireAsync(TestDesk? node = null)
    {
        var timers = (node ?? _desk).Get<FireTimers>();
        var all = 0;
        while (await timers.FireDueAsync(CancellationToken.None) is > 0 and var fired) all += fired;
        return all;
    }

    private async Task<string> ClaimedCaseAsync()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        (await _desk.Get<AssignCase>().ExecuteAsync(new(number, _desk.Agent.Id, null), _desk.Agent)).Ok.ShouldBeTrue();
        return number;
    }

    private async Task<List<ClockEvent>> EventsAsync()
    {
        await using var db = _desk.Db();
        return await db.ClockEvents.OrderBy(e => e.Id).ToListAsync();
    }

    private async Task<List<(string Kind, Guid PersonId)>> ToldAsync()
    {
        await using var db = _desk.Db();
        return [.. (await db.Notifications.Where(n => n.Kind.StartsWith("clock.")).ToListAsync()).Select(n => (n.Kind, n.PersonId))];
    }

    [Fact]
    public async Task FireDue_Warning_GoesToTheAssignee()
    {
        await ClaimedCaseAsync();
        _desk.Time.Move(Warning);
        (await FireAsync()).ShouldBe(1);
        (await ToldAsync()).ShouldBe([("clock.warned", _desk.Agent.Id!.Value)]);
    }

    [Fact]
    public async Task FireDue_WarningRaisedTooLateToActOn_IsRecordedAndBothersNobody()
    {
        await ClaimedCaseAsync();
        _desk.Time.Move(Limit);
        await FireAsync();
        (await EventsAsync()).Select(e => e.Kind).ShouldBe([TimerKind.Warn, TimerKind.Breach]);
        (await ToldAsync()).ShouldNotContain(t => t.Kind == "clock.warned");
    }

    [Fact]
    public async Task FireDue_Breach_GoesToTheAssigneeAndEverySupervisorOfTheStore()
    {
        var second = await _desk.PersonAsync("主管二", Role.Supervisor);
        await ClaimedCaseAsync();
        _desk.Time.Move(Limit);
        await FireAsync();
        (await ToldAsync()).Where(t => t.Kind == "clock.breached").Select(t => t.PersonId)
            .ShouldBe([_desk.Agent.Id!.Value, _desk.Supervisor.Id!.Value, second.Id!.Value], ignoreOrder: true);
    }

    [Fact]
    public async Task FireDue_AssigneeIsASupervisor_IsToldOnce()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        await _desk.Get<AssignCase>().ExecuteAsync(new(number, _desk.Supervisor.Id, null), _desk.Supervisor);
        _desk.Time.Move(Limit);
        await FireAsync();
        (await ToldAsync()).Count(t => t.Kind == "clock.breached").ShouldBe(1);
    }

    [Fact]
    public async Task FireDue_UnclaimedCase_WarnsNobodyAndTellsSupervisorsOfTheBreach()
    {
        await _desk.BuyerSaysAsync("买家", "少了一件");
        _desk.Time.Move(Limit);
        await FireAsync();
        (await ToldAsync()).ShouldBe([("clock.breached", _desk.Supervisor.Id!.Value)]);
    }

    [Fact]
    public async Task FireDue_Breach_IsRecordedOnClockHistoryEventsAndOutbox()
    {
        var number = await ClaimedCaseAsync();
        var dueAt = _desk.Time.Now + Limit;
        _desk.Time.Move(Limit);
        await FireAsync();

        await using var db = _desk.Db();
        var clock = await db.Clocks.SingleAsync(c => c.Kind == ClockKind.Reply);
        (clock.BreachedAt, clock.ResponsibleId).ShouldBe((dueAt, _desk.Agent.Id));
        var breach = (await EventsAsync()).Single(e => e.Kind == TimerKind.Breach);
        (breach.Clock, breach.DueAt, breach.FiredAt, breach.ResponsibleId).ShouldBe((ClockKind.Reply, dueAt, _desk.Time.Now, _desk.Agent.Id));
        var history = await db.History.Where(h => h.Kind == CaseEventKind.ClockWarned || h.Kind == CaseEventKind.ClockBreached).OrderBy(h => h.Id).ToListAsync();
        history.Select(h => h.Kind).ShouldBe([CaseEventKind.ClockWarned, CaseEventKind.ClockBreached]);
        history[1].Data["clock"].ShouldBe("Reply");
        history[1].Data["due_at"].ShouldBe(dueAt.ToString("O"), "the same form as every other time in a history");
        history[1].ActorKind.ShouldBe(ActorKind.System);
        var sent = await db.Outbox.Where(o => o.Kind.StartsWith("clock.")).OrderBy(o => o.Id).ToListAsync();
        sent.Select(o => (o.Kind, o.Data["case"])).ShouldBe([("clock.warned", number), ("clock.breached", number)]);
    }

    [Fact]
    public async Task FireDue_EverythingWasDown_RecordsTheTrueDueTimes()
    {
        await ClaimedCaseAsync();
        var start = _desk.Time.Now;
        _desk.Time.Move(TimeSpan.FromDays(3));
        await FireAsync();
        (await EventsAsync()).Select(e => (e.Clock, e.Kind, e.DueAt - start)).ShouldBe(
        [
            (ClockKind.Reply, TimerKind.Warn, Warning),
            (ClockKind.Reply, TimerKind.Breach, Limit),
            (ClockKind.Resolution, TimerKind.Warn, TimeSpan.FromHours(36)),
            (ClockKind.Resolution, TimerKind.Warn, TimeSpan.FromHours(44)),
            (ClockKind.Resolution, TimerKind.Breach, TimeSpan.FromHours(48)),
        ]);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public async Task FireDue_ReplyAroundTheDueInstant_WasLateOnlyFromThatInstantOn(int milliseconds, bool late)
    {
        var number = await ClaimedCaseAsync();
        _desk.Time.Move(Limit + TimeSpan.FromMilliseconds(milliseconds));
        await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "亲，抱歉"), _desk.Agent);
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        await FireAsync();
        (await EventsAsync()).Any(e => e.Clock == ClockKind.Reply && e.Kind == TimerKind.Breach).ShouldBe(late);
    }

    [Fact]
    public async Task FireDue_TimerOfAStoppedClockLeftBehind_IsMarkedAndRaisesNothing()
    {
        await ClaimedCaseAsync();
        await using (var db = _desk.Db())
            await db.Database.ExecuteSqlAsync($"update clocks set stopped_at = {_desk.Time.Now.AddMinutes(1)}, stop_cause = 'HumanReply' where kind = 'Reply'");
        _desk.Time.Move(Limit);
        (await FireAsync()).ShouldBe(2);
        (await EventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task FireDue_SomebodyIsWritingToTheCase_WaitsForThemAndThenSeesTheirReply()
    {
        var number = await ClaimedCaseAsync();
        _desk.Time.Move(Limit - TimeSpan.FromMilliseconds(1));
        var work = (await _desk.Get<CaseLocks>().OpenAsync(_desk.Agent, Permission.HandleCases, number, null, CancellationToken.None)).Value!;
        _desk.Time.Move(TimeSpan.FromSeconds(1));
        (await FireAsync()).ShouldBe(0, "the reply that is being saved was in time");

        work.Clocks.Stop(work.Subject.Id, ClockKind.Reply, work.Now, StopCause.HumanReply);
        await work.CommitAsync(CancellationToken.None);
        await work.DisposeAsync();
        await FireAsync();
        (await EventsAsync()).ShouldAllBe(e => e.Kind == TimerKind.Warn);
    }

    [Fact]
    public async Task FireDue_PausedWhileWaitingForTheBuyer_WaitsAsLongAsThePause()
    {
        var policy = ClockPolicy.Default with
        {
            Rules = new Dictionary<ClockKind, ClockRule>(ClockPolicy.Default.Rules)
            {
                [ClockKind.Resolution] = ClockPolicy.Default.Rules[ClockKind.Resolution] with { PauseWhileWaitingBuyer = true },
            },
        };
        (await _desk.Get<ChangeClockPolicy>().ExecuteAsync(new(1, policy, ApplyToRunning: false), _desk.Owner)).Refusal.ShouldBeNull();
        var number = await ClaimedCaseAsync();
        var start = _desk.Time.Now;
        await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "麻烦拍张照", AndWait: true), _desk.Agent);
        _desk.Time.Move(TimeSpan.FromDays(10));
        (await FireAsync()).ShouldBe(0);

        await _desk.BuyerSaysAsync("买家", "给你");
        await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "收到"), _desk.Agent);
        _desk.Time.Move(TimeSpan.FromDays(3));
        await FireAsync();
        (await EventsAsync()).Single(e => e.Kind == TimerKind.Breach).DueAt.ShouldBe(start + TimeSpan.FromDays(10) + TimeSpan.FromHours(48));
    }

    [Fact]
    public async Task FireDue_BuyerAsksAgain_TheClockIsNotRestarted()
    {
        await ClaimedCaseAsync();
        var dueAt = _desk.Time.Now + Limit;
        _desk.Time.Move(TimeSpan.FromMinutes(4));
        await _desk.BuyerSaysAsync("买家", "在吗？");
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        await FireAsync();
        (await EventsAsync()).Single(e => e.Kind == TimerKind.Breach).DueAt.ShouldBe(dueAt);
    }

    [Fact]
    public async Task FireDue_SupervisorOfAnotherStore_HearsNothing()
    {
        var elsewhere = await _desk.PersonAsync("别店主管");
        await using (var db = _desk.Get<Databases>().AcrossStores())
        {
            var other = new Store(Ids.New(_desk.Time.Now), "别的店", "Asia/Shanghai", _desk.Time.Now, isDemo: false);
            db.Stores.Add(other);
            db.Memberships.Add(new(other.Id, elsewhere.Id!.Value, Role.Supervisor, _desk.Time.Now));
            await db.SaveChangesAsync();
        }
        await ClaimedCaseAsync();
        _desk.Time.Move(Limit);
        await FireAsync();
        (await ToldAsync()).ShouldNotContain(t => t.PersonId == elsewhere.Id);
    }

    [Fact]
    public async Task Lag_AfterFiring_IsZeroAgain()
    {
        await ClaimedCaseAsync();
        _desk.Time.Move(Limit);
        var next = await _desk.Get<FireTimers>().NextDueAsync(CancellationToken.None);
        _desk.Get<ClockWorkerHealth>().Looked(_desk.Time.Now, next);
        _desk.Get<ClockWorkerHealth>().Lag.ShouldBe(Limit - Warning);
        await FireAsync();
        _desk.Get<ClockWorkerHealth>().Looked(_desk.Time.Now, await _desk.Get<FireTimers>().NextDueAsync(CancellationToken.None));
        _desk.Get<ClockWorkerHealth>().Lag.ShouldBe(TimeSpan.Zero);
    }
}
