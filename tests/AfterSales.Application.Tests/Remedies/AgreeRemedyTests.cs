using AfterSales.Application.Cases;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Remedies;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Remedies.QualityCase;

namespace AfterSales.Application.Tests.Remedies;

/// <summary>What was agreed becomes actions, and money goes only as far as authority reaches.</summary>
public sealed class AgreeRemedyTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Agree_WithinAuthority_MayBePaidAtOnce()
    {
        var number = await OpenAsync(_desk);

        var agreed = await AgreeAsync(_desk, number, 15);

        agreed.Refusal.ShouldBeNull();
        agreed.Value!.ApprovalId.ShouldBeNull();
        var payout = await PayoutAsync(_desk, number);
        (payout.State, payout.Amount, payout.IsOwnAuthority, payout.ApprovalId).ShouldBe((PayoutState.Approved, 15m, true, null));
        (await ActionsAsync(_desk, number)).Single(a => a.IsRemedy).State.ShouldBe(ActionState.Open);
        await using var db = _desk.Db();
        (await db.Cases.SingleAsync(c => c.Number == number)).State.ShouldBe(CaseState.Executing);
        (await db.LedgerEntries.Where(e => e.Account == LedgerAccount.Owed).SumAsync(e => e.Yuan)).ShouldBe(-15);
    }

    [Fact]
    public async Task Agree_TheSameClickTwice_IsDoneOnce()
    {
        var number = await OpenAsync(_desk);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => AgreeAsync(_desk, number, 15, key: "click"))));

        answers.ShouldAllBe(answer => answer.Ok);
        answers.Select(answer => answer.Value!.ActionId).Distinct().Count().ShouldBe(1);
        (await PayoutAsync(_desk, number)).Amount.ShouldBe(15);
    }

    [Fact]
    public async Task Agree_WithARequest_IsInTheHistoryBeforeTheRequest()
    {
        var number = await OpenAsync(_desk, refused: true);

        (await AgreeAsync(_desk, number, 45)).Value!.ApprovalId.ShouldNotBeNull();

        await using var db = _desk.Db();
        var told = await db.History.Where(h => h.Kind == CaseEventKind.RemedyAgreed || h.Kind == CaseEventKind.ApprovalAsked).OrderBy(h => h.Id).Select(h => h.Kind).ToListAsync();
        told.ShouldBe([CaseEventKind.RemedyAgreed, CaseEventKind.ApprovalAsked]);
    }

    [Fact]
    public async Task Agree_MoreThanOnesDay_AsksASupervisor()
    {
        for (var order = 0; order < 13; order++)
            (await AgreeAsync(_desk, await OpenAsync(_desk, order), 15)).Value!.ApprovalId.ShouldBeNull();

        var number = await OpenAsync(_desk, 13);
        (await AgreeAsync(_desk, number, 15)).Value!.ApprovalId.ShouldNotBeNull("13 × ¥15 of ¥200 are spent");
        (await AgreeAsync(_desk, await OpenAsync(_desk, 14), 5)).Value!.ApprovalId.ShouldBeNull("what is left");
    }

    [Fact]
    public async Task Approve_LoweredTo40_IsPaidAt40()
    {
        var number = await OpenAsync(_desk, refused: true);
        (await AgreeAsync(_desk, number, 45)).Value!.ApprovalId.ShouldNotBeNull();
        await using (var db = _desk.Db())
        {
            var subject = await db.Cases.SingleAsync(c => c.Number == number);
            subject.WaitingFor.ShouldBe(Waiting.Approval);
            (await db.Clocks.SingleAsync(c => c.SubjectId == subject.Id && c.Kind == ClockKind.Approval)).DueAt.ShouldBe(_desk.Time.Now.AddMinutes(30));
        }
        (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal!.Code.ShouldBe("case.approval_open");

        (await DecideAsync(_desk, number, Verdict.Approved, _desk.Agent)).Refusal!.Code.ShouldBe("approval.own");
        (await DecideAsync(_desk, number, Verdict.Approved, _desk.OtherAgent)).Refusal!.Code.ShouldBe("approval.not_theirs");
        (await DecideAsync(_desk, number, Verdict.Rejected)).Refusal!.Code.ShouldBe("approval.reason_needed");
        (await DecideAsync(_desk, number, Verdict.Approved, amount: 40)).Value!.State.ShouldBe(ApprovalState.Approved);

        var payout = await PayoutAsync(_desk, number);
        (payout.State, payout.Amount, payout.IsOwnAuthority).ShouldBe((PayoutState.Approved, 40m, false));
        (await RemedyDesk.FactAsync(_desk, number, "amount")).ShouldBe(Domain.Playbooks.Values.Value.Of(40m), "what the rules are told");
        await using var after = _desk.Db();
        (await after.Cases.SingleAsync(c => c.Number == number)).ShouldSatisfyAllConditions(c => c.State.ShouldBe(CaseState.Executing), c => c.WaitingFor.ShouldBeNull());
        (await after.Clocks.SingleAsync(c => c.Kind == ClockKind.Approval)).StopCause.ShouldBe(StopCause.Decided);
    }

    [Fact]
    public async Task Reject_TakesTheRemedyBack()
    {
        var number = await OpenAsync(_desk, refused: true);
        await AgreeAsync(_desk, number, 45);

        (await DecideAsync(_desk, number, Verdict.Rejected, reason: "先让买家寄回")).Value!.State.ShouldBe(ApprovalState.Rejected);

        (await ActionsAsync(_desk, number)).ShouldAllBe(a => a.State == ActionState.Voided);
        (await PayoutAsync(_desk, number)).State.ShouldBe(PayoutState.Voided);
        await using var db = _desk.Db();
        (await db.Postings.CountAsync()).ShouldBe(0, "nothing was granted, nothing is booked");
    }

    [Fact]
    public async Task Agree_WhatIsNotAllowed_IsRefused()
    {
        var number = await OpenAsync(_desk);

        (await AgreeAsync(_desk, number, null, "exchange")).Refusal!.Code.ShouldBe("remedy.not_offered");
        (await AgreeAsync(_desk, number, 300)).Refusal!.Code.ShouldBe("remedy.refused", "more than was paid");
        (await AgreeAsync(_desk, number, 1.005m)).Refusal!.Code.ShouldBe("money.amount_invalid");
        (await AgreeAsync(_desk, number, 10, actor: _desk.Warehouse)).Refusal!.Code.ShouldBe("forbidden");
        (await AgreeAsync(_desk, number, 10, actor: await _desk.StrangerAsync())).Refusal!.Code.ShouldBe("case.not_found");
    }

    [Fact]
    public async Task Agree_WhileAnotherCaseOfTheBuyerWasPaid_AsksASupervisor()
    {
        (await AgreeAsync(_desk, await OpenAsync(_desk), 5)).Value!.ApprovalId.ShouldBeNull();

        var request = await AgreeAsync(_desk, await OpenAsync(_desk, 50), 5);

        request.Value!.ApprovalId.ShouldNotBeNull();
        (await RequestAsync(_desk, await NumberAsync(request.Value.ActionId))).Causes.ShouldContain("paid within 30 days");
    }

    private async Task<string> NumberAsync(Guid actionId)
    {
        await using var db = _desk.Db();
        return await db.CaseActions.Where(a => a.Id == actionId).Join(db.Cases, a => a.CaseId, c => c.Id, (a, c) => c.Number).SingleAsync();
    }
}
