using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Cases;

public sealed class CaseUseCaseTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private async Task<CaseDetails> DetailsAsync(string number) =>
        (await _desk.Get<CaseQueries>().DetailsAsync(_desk.Agent, number)).Value.ShouldNotBeNull();

    private async Task<int> OkAsync(Task<Result<int>> work)
    {
        var result = await work;
        result.Refusal.ShouldBeNull();
        return result.Value;
    }

    private Task<Result<int>> ReplyAsync(string number, string text = "亲，抱歉") =>
        _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, text), _desk.Agent);

    [Fact]
    public async Task WholeLife_FromMessageToClose_IsToldByHistory()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        await OkAsync(ReplyAsync(number));
        await OkAsync(_desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.Missing, null), _desk.Agent));
        await OkAsync(_desk.Get<MoveCase>().ExecuteAsync(new(number, CaseState.Executing, null), _desk.Agent));
        await OkAsync(_desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent));
        await OkAsync(_desk.Get<RecordFollowUp>().ExecuteAsync(new(number, FollowUpOutcome.Settled, 5, null, null), _desk.Agent));
        await OkAsync(_desk.Get<CloseCase>().ExecuteAsync(new(number, null), _desk.Agent));

        var details = await DetailsAsync(number);
        details.Case.State.ShouldBe(CaseState.Closed);
        details.Clocks.ShouldAllBe(c => c.StoppedAt != null);
        details.Clocks.Single(c => c.Kind == ClockKind.Resolution).StopCause.ShouldBe(StopCause.Resolved);
        details.Timeline.Where(t => t.Event is not null).Select(t => t.Event!.Kind).ShouldBe(
            [CaseEventKind.Opened, CaseEventKind.TypeProposed, CaseEventKind.Replied, CaseEventKind.Claimed, CaseEventKind.TypeChanged,
             CaseEventKind.StateChanged, CaseEventKind.Resolved, CaseEventKind.FollowedUp, CaseEventKind.Closed], ignoreOrder: true);
        await using var db = _desk.Db();
        (await db.Outbox.OrderBy(o => o.Id).Select(o => o.Kind).ToListAsync()).ShouldBe(["case.opened", "case.resolved", "case.followed_up", "case.closed"]);
    }

    [Fact]
    public async Task MoveOn_WithATypeThatWasOnlyProposed_ConfirmsIt()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        await OkAsync(ReplyAsync(number));
        (await DetailsAsync(number)).Case.TypeConfirmed.ShouldBeFalse();

        await OkAsync(_desk.Get<MoveCase>().ExecuteAsync(new(number, CaseState.Analysing, null), _desk.Agent));

        (await DetailsAsync(number)).Case.TypeConfirmed.ShouldBeTrue();
    }

    [Fact]
    public async Task Reply_OnAnUnclaimedCase_ClaimsIt()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        await OkAsync(ReplyAsync(number));
        (await DetailsAsync(number)).Case.AssigneeId.ShouldBe(_desk.Agent.Id);
    }

    [Fact]
    public async Task Resolve_WithAnUnansweredMessage_IsRefused()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal!.Code.ShouldBe("case.unanswered");
    }

    [Fact]
    public async Task Change_WithAVersionSeenBeforeAnotherChange_IsStaleAndNamesWho()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        var seen = (await DetailsAsync(number)).Case.Version;
        await OkAsync(_desk.Get<PrioritiseCase>().ExecuteAsync(new(number, Priority.Urgent, seen), _desk.OtherAgent));

        var refusal = (await _desk.Get<MoveCase>().ExecuteAsync(new(number, CaseState.Confirming, seen), _desk.Agent)).Refusal!;

        (refusal.Kind, refusal.Code, refusal.Args[1]).ShouldBe((RefusalKind.Conflict, "case.stale", _desk.OtherAgent.Name));
    }

    [Fact]
    public async Task Message_ComingIn_MakesNoScreenStale()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        var seen = (await DetailsAsync(number)).Case.Version;
        await _desk.BuyerSaysAsync("买家", "在吗");
        (await _desk.Get<MoveCase>().ExecuteAsync(new(number, CaseState.Confirming, seen), _desk.Agent)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Claim_TwentyAtOnce_OneWins()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        var seen = (await DetailsAsync(number)).Case.Version;
        var people = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _desk.PersonAsync($"客服{i}", Role.AfterSales)));

        var results = await Task.WhenAll(people.Select(p => Task.Run(() => _desk.Get<AssignCase>().ExecuteAsync(new(number, p.Id, seen), p))));

        results.Count(r => r.Ok).ShouldBe(1);
        results.Where(r => !r.Ok).ShouldAllBe(r => r.Refusal!.Code == "case.stale");
    }

    [Fact]
    public async Task Assign_SomebodyElsesCase_NeedsASupervisor()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        await OkAsync(_desk.Get<AssignCase>().ExecuteAsync(new(number, _desk.OtherAgent.Id, null), _desk.OtherAgent));

        (await _desk.Get<AssignCase>().ExecuteAsync(new(number, _desk.Agent.Id, null), _desk.Agent)).Refusal!.Code.ShouldBe("case.belongs_to_other");
        await OkAsync(_desk.Get<AssignCase>().ExecuteAsync(new(number, _desk.Agent.Id, null), _desk.Supervisor));

        await using var db = _desk.Db();
        (await db.Notifications.Select(n => n.PersonId).ToListAsync()).ShouldBe([_desk.Agent.Id!.Value]);
    }

    [Fact]
    public async Task Assign_ToWarehouseOrStranger_IsRefused()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        foreach (var person in new[] { _desk.Warehouse.Id, Ids.New(_desk.Time.Now) })
            (await _desk.Get<AssignCase>().ExecuteAsync(new(number, person, null), _desk.Supervisor)).Refusal!.Code.ShouldBe("case.assignee_unfit");
    }

    [Theory]
    [InlineData(-1, "promise.in_the_past")]
    [InlineData(49 * 60, "promise.too_far")]
    [InlineData(48 * 60, null)]
    public async Task Promise_MustBeAheadAndNeverOver48Hours(int minutes, string? code)
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        (await _desk.Get<MakePromise>().ExecuteAsync(new(number, _desk.Time.Now.AddMinutes(minutes)), _desk.Agent)).Refusal?.Code.ShouldBe(code);
    }

    [Fact]
    public async Task Promise_StopsAtTheNextHumanReply_ANewOneReplacesTheOld()
    {
        var number = await _desk.BuyerSaysAsync("买家", "物流不动了");
        await OkAsync(_desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "今天 18:00 前回复您", Promise: _desk.Time.Now.AddHours(8)), _desk.Agent));
        await OkAsync(_desk.Get<MakePromise>().ExecuteAsync(new(number, null), _desk.Agent));
        var promises = (await DetailsAsync(number)).Clocks.Where(c => c.Kind == ClockKind.Promise).ToList();
        promises.Count(c => c.StopCause == StopCause.Replaced).ShouldBe(1);
        promises.Single(c => c.StoppedAt is null).DueAt.ShouldBe(_desk.Time.Now.AddHours(24));

        await OkAsync(ReplyAsync(number, "亲，查到了"));
        (await DetailsAsync(number)).Clocks.ShouldNotContain(c => c.Kind == ClockKind.Promise && c.StoppedAt == null);
    }

    [Fact]
    public async Task ReplyAndWait_PutsTheCaseOnWait_TheBuyersAnswerTakesItOff()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        await OkAsync(_desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "麻烦拍张照", AndWait: true), _desk.Agent));
        (await DetailsAsync(number)).Case.WaitingFor.ShouldBe(Waiting.Buyer);
        await _desk.BuyerSaysAsync("买家", "给你");
        (await DetailsAsync(number)).Case.WaitingFor.ShouldBeNull();
    }

    [Fact]
    public async Task Reopen_ByHand_StartsANewCycleAndResolutionClock()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        await OkAsync(ReplyAsync(number));
        await OkAsync(_desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent));
        await OkAsync(_desk.Get<ReopenCase>().ExecuteAsync(new(number, "买家来电", null), _desk.Agent));
        var details = await DetailsAsync(number);
        (details.Case.State, details.Case.Cycle).ShouldBe((CaseState.Confirming, 2));
        details.Clocks.Count(c => c.Kind == ClockKind.Resolution).ShouldBe(2);
    }

    [Fact]
    public async Task Reopen_WhenTheBuyerHasAnotherOpenCaseForTheOrder_IsRefused()
    {
        var first = await _desk.BuyerSaysAsync("买家", "少了一件", "1001");
        await OkAsync(ReplyAsync(first));
        await OkAsync(_desk.Get<ResolveCase>().ExecuteAsync(new(first, null), _desk.Agent));
        _desk.Time.Move(TimeSpan.FromDays(31));
        var second = await _desk.BuyerSaysAsync("买家", "还是少", "1001");
        second.ShouldNotBe(first);
        await using (var db = _desk.Db())
            await db.Database.ExecuteSqlAsync($"update cases set resolved_at = {_desk.Time.Now} where number = {first}");

        var refusal = (await _desk.Get<ReopenCase>().ExecuteAsync(new(first, null, null), _desk.Agent)).Refusal!;
        (refusal.Code, refusal.Args[0]).ShouldBe(("case.other_open", second));
    }

    [Fact]
    public async Task OpenByHand_StartsNoReplyClockAndIsTheAgents()
    {
        var opened = await _desk.Get<OpenCaseByHand>().ExecuteAsync(new("phone", "来电买家", "1001", "说外套开线了", CaseType.Quality, CaseSubtype.Defect), _desk.Agent);
        var details = await DetailsAsync(opened.Value!.Number);
        details.Clocks.Select(c => c.Kind).ShouldBe([ClockKind.Resolution]);
        (details.Case.AssigneeId, details.Case.TypeConfirmed).ShouldBe((_desk.Agent.Id, true));
    }

    [Fact]
    public async Task Warehouse_MayNote_ButNotReplyOrMove()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        await OkAsync(_desk.Get<WriteNote>().ExecuteAsync(new(number, "底单称重 0.31kg"), _desk.Warehouse));
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "亲"), _desk.Warehouse)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<MoveCase>().ExecuteAsync(new(number, CaseState.Confirming, null), _desk.Warehouse)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await DetailsAsync(number)).Clocks.ShouldContain(c => c.Kind == ClockKind.Reply && c.StoppedAt == null, "a note stops no clock");
    }

    [Fact]
    public async Task History_CannotBeEditedOrDeleted()
    {
        await _desk.BuyerSaysAsync("买家", "少了一件");
        await using var db = _desk.Db();
        foreach (var sql in new[] { "update case_history set actor_name = 'x'", "delete from case_history", "update messages set text = 'x'", "delete from clock_policies" })
            (await Should.ThrowAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql))).MessageText.ShouldContain("append-only");
    }
}
