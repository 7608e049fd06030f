using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Conversations;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Tests.Cases;

public sealed class FollowUpTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromDays(3);

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private async Task<CaseDetails> DetailsAsync(string number) => (await _desk.Get<CaseQueries>().DetailsAsync(_desk.Agent, number)).Value.ShouldNotBeNull();

    private async Task<string> ResolvedAsync(string buyer = "买家", string? orderNo = null)
    {
        var number = await _desk.BuyerSaysAsync(buyer, "少了一件", orderNo);
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "亲，马上补发"), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal.ShouldBeNull();
        return number;
    }

    private Task<Result<int>> RecordAsync(string number, FollowUpOutcome outcome, int? satisfaction = null, string? words = null) =>
        _desk.Get<RecordFollowUp>().ExecuteAsync(new(number, outcome, satisfaction, words, null), _desk.Agent);

    private async Task FireAsync()
    {
        while (await _desk.Get<FireTimers>().FireDueAsync(CancellationToken.None) > 0)
        {
        }
    }

    private async Task<List<(string Kind, Guid Person)>> ToldAsync()
    {
        await using var db = _desk.Db();
        return [.. (await db.Notifications.ToListAsync()).Select(n => (n.Kind, n.PersonId))];
    }

    private static ClockOnCase? FollowUpClock(CaseDetails details) => details.Clocks.FirstOrDefault(c => c.Kind == ClockKind.FollowUp);

    [Fact]
    public async Task Resolve_StartsTheFollowUpClock_WithThreeDays()
    {
        var details = await DetailsAsync(await ResolvedAsync());
        details.OwesFollowUp.ShouldBeTrue();
        FollowUpClock(details)!.DueAt.ShouldBe(_desk.Time.Now + Limit);
    }

    [Fact]
    public async Task Details_WhileTheAnswerIsRecorded_TellOneMoment()
    {
        var number = await ResolvedAsync();
        await using var recording = await _desk.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await SayAsync(recording, "begin; lock table follow_ups in access exclusive mode");

        // Whoever looks has read the clocks and waits for what the buyer said.
        var looking = Task.Run(() => DetailsAsync(number));
        await Eventually.TrueAsync(() => _desk.SomebodyWaitsForAsync(recording), TimeSpan.FromSeconds(30));
        await SayAsync(recording, """
            update clocks set stopped_at = now(), stop_cause = 'Recorded' where kind = 'FollowUp';
            insert into follow_ups (store_id, case_id, cycle, outcome, satisfaction, words, actor_kind, actor_name, at) select store_id, id, cycle, 'Settled', 5, '', 'Person', '客服', now() from cases;
            commit
            """);

        var details = await looking;
        (details.OwesFollowUp, details.FollowUps.Count).ShouldBeOneOf((true, 0), (false, 1));
    }

    private static async Task SayAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task Warning_ADayBefore_GoesToTheAssignee_TheBreachToSupervisorsToo()
    {
        await ResolvedAsync();
        _desk.Time.Move(Limit - TimeSpan.FromDays(1));
        await FireAsync();
        (await ToldAsync()).ShouldBe([("clock.warned", _desk.Agent.Id!.Value)]);

        _desk.Time.Move(TimeSpan.FromDays(1));
        await FireAsync();
        (await ToldAsync()).Where(t => t.Kind == "clock.breached").Select(t => t.Person).ShouldBe([_desk.Agent.Id!.Value, _desk.Supervisor.Id!.Value], ignoreOrder: true);
    }

    [Fact]
    public async Task Record_Settled_StopsTheClock_AndTheCaseMayBeClosed()
    {
        var number = await ResolvedAsync();
        _desk.Time.Move(TimeSpan.FromDays(1));
        (await RecordAsync(number, FollowUpOutcome.Settled, 5, "收到了，谢谢")).Refusal.ShouldBeNull();

        var details = await DetailsAsync(number);
        details.Case.State.ShouldBe(CaseState.FollowUp);
        (details.OwesFollowUp, FollowUpClock(details)!.StopCause).ShouldBe((false, StopCause.Recorded));
        var told = details.FollowUps.ShouldHaveSingleItem();
        (told.Outcome, told.Satisfaction, told.Words, told.ActorName, told.Cycle).ShouldBe((FollowUpOutcome.Settled, 5, "收到了，谢谢", _desk.Agent.Name, 1));
        details.Timeline.Select(t => t.Event?.Kind).ShouldContain(CaseEventKind.FollowedUp);
        (await _desk.Get<CloseCase>().ExecuteAsync(new(number, details.Case.Version), _desk.Agent)).Refusal.ShouldBeNull();
        _desk.Time.Move(Limit);
        await FireAsync();
        (await ToldAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(FollowUpOutcome.NotSettled, null, Priority.Normal, Priority.High)]
    [InlineData(FollowUpOutcome.Settled, 2, Priority.Normal, Priority.High)]
    [InlineData(FollowUpOutcome.NotSettled, 1, Priority.Urgent, Priority.Urgent)]
    public async Task Record_Dissatisfied_TakesTheCaseBackToWork(FollowUpOutcome outcome, int? mark, Priority before, Priority after)
    {
        var number = await ResolvedAsync();
        if (before != Priority.Normal) (await _desk.Get<PrioritiseCase>().ExecuteAsync(new(number, before, null), _desk.Agent)).Refusal.ShouldBeNull();
        _desk.Time.Move(TimeSpan.FromHours(5));
        (await RecordAsync(number, outcome, mark, "补的也是坏的")).Refusal.ShouldBeNull();

        var details = await DetailsAsync(number);
        (details.Case.State, details.Case.Cycle, details.Case.Priority, details.Case.AssigneeId).ShouldBe((CaseState.Confirming, 2, after, _desk.Agent.Id));
        details.Clocks.Single(c => c.StoppedAt is null).ShouldBe(details.Clocks.Single(c => c is { Kind: ClockKind.Resolution, Cycle: 2 }));
        details.Clocks.Single(c => c.Kind == ClockKind.Resolution && c.Cycle == 2).DueAt.ShouldBe(_desk.Time.Now.AddHours(48));
        FollowUpClock(details)!.StopCause.ShouldBe(StopCause.Recorded);
        var history = details.Timeline.Select(t => t.Event).OfType<HistoryLine>().ToList();
        history.Single(h => h.Kind == CaseEventKind.FollowedUp).Data["words"].ShouldBe("补的也是坏的");
        history.Single(h => h.Kind == CaseEventKind.Reopened).Data["because"].ShouldBe(RecordFollowUp.Dissatisfied);

        (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal.ShouldBeNull();
        (await RecordAsync(number, FollowUpOutcome.Settled, 4)).Refusal.ShouldBeNull("the next cycle is asked about for itself");
    }

    [Fact]
    public async Task Record_Dissatisfied_WhileAnotherCaseOfTheOrderIsOpen_IsKept_AndToldThere()
    {
        var number = await ResolvedAsync(orderNo: "1001");
        _desk.Time.Move(TimeSpan.FromDays(31));
        var open = await _desk.BuyerSaysAsync("买家", "又少了一件", "1001");
        open.ShouldNotBe(number);

        (await RecordAsync(number, FollowUpOutcome.NotSettled, 1, "补的也是坏的")).Refusal.ShouldBeNull();

        var asked = await DetailsAsync(number);
        (asked.Case.State, asked.Case.Cycle, asked.OwesFollowUp).ShouldBe((CaseState.Resolved, 1, false));
        asked.FollowUps.ShouldHaveSingleItem().Words.ShouldBe("补的也是坏的");
        asked.Timeline.Select(t => t.Event).OfType<HistoryLine>().Single(h => h.Kind == CaseEventKind.LinkedToOpen).Data["number"].ShouldBe(open);
        var told = (await DetailsAsync(open)).Timeline.Select(t => t.Event).OfType<HistoryLine>().Single(h => h.Kind == CaseEventKind.FollowedUpElsewhere);
        (told.Data["number"], told.Data["words"], told.Data["outcome"], told.ActorName).ShouldBe((number, "补的也是坏的", "NotSettled", _desk.Agent.Name));
        (await RecordAsync(number, FollowUpOutcome.Settled)).Refusal!.Code.ShouldBe("follow_up.already_recorded");
    }

    [Fact]
    public async Task Record_NotReached_MayComeAgain_AndTheClockRunsOn()
    {
        var number = await ResolvedAsync();
        (await RecordAsync(number, FollowUpOutcome.NotReached)).Refusal.ShouldBeNull();
        _desk.Time.Move(TimeSpan.FromDays(1));
        (await RecordAsync(number, FollowUpOutcome.NotReached, words: "关机")).Refusal.ShouldBeNull();

        var details = await DetailsAsync(number);
        details.Case.State.ShouldBe(CaseState.Resolved);
        (details.OwesFollowUp, details.FollowUps.Count).ShouldBe((true, 2));
        FollowUpClock(details)!.DueAt.ShouldBe(_desk.Time.Now.AddDays(-1) + Limit);
        (await RecordAsync(number, FollowUpOutcome.Settled)).Refusal.ShouldBeNull();
        (await RecordAsync(number, FollowUpOutcome.Settled, 5)).Refusal!.Code.ShouldBe("follow_up.already_recorded");
    }

    [Fact]
    public async Task Record_OfACaseThatIsNotResolved_IsRefused()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        (await RecordAsync(number, FollowUpOutcome.Settled)).Refusal!.Code.ShouldBe("follow_up.not_resolved");
        (await _desk.Get<RecordFollowUp>().ExecuteAsync(new(number, FollowUpOutcome.Settled, null, null, null), _desk.Warehouse)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Record_TwentyAtOnce_OneCounts()
    {
        var number = await ResolvedAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => RecordAsync(number, FollowUpOutcome.Settled, 5))));
        results.Count(r => r.Ok).ShouldBe(1);
        results.Where(r => !r.Ok).ShouldAllBe(r => r.Refusal!.Code == "follow_up.already_recorded");
    }

    [Fact]
    public async Task Close_WhileAFollowUpIsOwed_NeedsAReason_AndCancelsTheClock()
    {
        var number = await ResolvedAsync();
        foreach (var nothing in new[] { null, "  " })
            (await _desk.Get<CloseCase>().ExecuteAsync(new(number, null, nothing), _desk.Agent)).Refusal!.Code.ShouldBe("case.follow_up_owed");
        (await _desk.Get<CloseCase>().ExecuteAsync(new(number, null, new string('长', 501)), _desk.Agent)).Refusal!.Code.ShouldBe("follow_up.words_too_long");
        (await _desk.Get<CloseCase>().ExecuteAsync(new(number, null, "联系不上买家"), _desk.Agent)).Refusal.ShouldBeNull();

        var details = await DetailsAsync(number);
        (details.Case.State, FollowUpClock(details)!.StopCause).ShouldBe((CaseState.Closed, StopCause.Cancelled));
        details.Timeline.Select(t => t.Event).OfType<HistoryLine>().Single(h => h.Kind == CaseEventKind.Closed).Data["because"].ShouldBe("联系不上买家");
    }

    [Fact]
    public async Task Close_ACaseResolvedBeforeThereWereFollowUps_NeedsNoReason()
    {
        var number = await ResolvedAsync();
        await using (var db = _desk.Db())
            await db.Database.ExecuteSqlRawAsync("delete from clock_timers where clock_id in (select id from clocks where kind = 'FollowUp'); delete from clocks where kind = 'FollowUp'");
        (await _desk.Get<CloseCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Reopened_ByHandOrByAMessage_CancelsTheClock()
    {
        var byHand = await ResolvedAsync();
        var byMessage = await ResolvedAsync("买家二");
        _desk.Time.Move(TimeSpan.FromHours(1));
        (await _desk.Get<ReopenCase>().ExecuteAsync(new(byHand, null, null), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.BuyerSaysAsync("买家二", "还是没收到")).ShouldBe(byMessage);

        foreach (var number in new[] { byHand, byMessage })
        {
            var clock = FollowUpClock(await DetailsAsync(number))!;
            (clock.StopCause, clock.StoppedAt).ShouldBe((StopCause.Cancelled, _desk.Time.Now));
        }
        _desk.Time.Move(Limit);
        await using var db = _desk.Db();
        await FireAsync();
        (await db.ClockEvents.CountAsync(e => e.Clock == ClockKind.FollowUp)).ShouldBe(0);
    }

    [Fact]
    public async Task FollowUps_CannotBeEditedOrDeleted()
    {
        var number = await ResolvedAsync();
        await RecordAsync(number, FollowUpOutcome.NotReached);
        await using var db = _desk.Db();
        foreach (var sql in new[] { "update follow_ups set words = 'x'", "delete from follow_ups" })
            (await Should.ThrowAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql))).MessageText.ShouldContain("append-only");
    }

    [Fact]
    public async Task List_NearestFirst_PageByPage_OfOneOrOfAll()
    {
        var numbers = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            numbers.Add(await ResolvedAsync($"买家{i}"));
            _desk.Time.Move(TimeSpan.FromMinutes(1));
        }
        (await _desk.Get<AssignCase>().ExecuteAsync(new(numbers[3], _desk.OtherAgent.Id, null), _desk.Supervisor)).Refusal.ShouldBeNull();
        (await RecordAsync(numbers[1], FollowUpOutcome.Settled)).Refusal.ShouldBeNull();
        var queries = _desk.Get<FollowUpQueries>();

        var first = (await queries.ListAsync(_desk.Agent, null, 2)).Value!;
        first.Rows.Select(r => r.Number).ShouldBe([numbers[0], numbers[2]]);
        first.Rows[0].Nearest!.Kind.ShouldBe(ClockKind.FollowUp);
        var second = (await queries.ListAsync(_desk.Agent, null, 2, first.Next)).Value!;
        second.Rows.Select(r => r.Number).ShouldBe([numbers[3], numbers[4]]);
        second.Next.ShouldBeNull();
        (await queries.ListAsync(_desk.Agent, _desk.Agent.PersonId, 10)).Value!.Rows.Select(r => r.Number).ShouldBe([numbers[0], numbers[2], numbers[4]]);
        (await queries.ListAsync(_desk.Agent, null, 2, "nonsense")).Refusal!.Code.ShouldBe("list.cursor_invalid");
    }
}
