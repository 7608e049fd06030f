using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Remedies;
using AfterSales.Application.Tests.Remedies;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Reviews.ReviewCase;

namespace AfterSales.Application.Tests.Reviews;

/// <summary>For a customer who was flagged for extortion, goodwill is a supervisor's decision, whatever it costs (SPEC 4.3).</summary>
public sealed class GoodwillLockTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public static TheoryData<string> Goodwill => [.. OutcomeCatalogue.Goodwill];

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    // A case of a type whose playbook leaves the remedy to the agent.
    private async Task<string> OfferingAsync(string remedy)
    {
        if (remedy == "partial discount") return await QualityCase.OpenAsync(_desk);
        await QualityCase.ImportAsync(_desk);
        var number = await _desk.BuyerSaysAsync("买家000", "你好", QualityCase.OrderNo);
        var (type, subtype) = remedy == "price difference" ? (CaseType.PreSalesAssist, CaseSubtype.PriceDifference) : (CaseType.Service, CaseSubtype.Attitude);
        (await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, type, subtype, null), _desk.Agent)).Refusal.ShouldBeNull();
        await QualityCase.SayAsync(_desk, number, remedy == "price difference" ? ("difference owed", Value.Of("store")) : ("chat record", Value.Of("confirms")));
        return number;
    }

    [Theory]
    [MemberData(nameof(Goodwill))]
    public async Task Agree_GoodwillForAFlaggedCustomer_AsksASupervisor_AndNoLongerOnceItIsLifted(string remedy)
    {
        var number = await OfferingAsync(remedy);
        var terms = _desk.Get<ActionQueries>();
        (await terms.TermsAsync(_desk.Agent, number, remedy, 1, null)).Value!.Terms.NeedsApproval.ShouldBeFalse();

        (await FlagAsync(_desk, number)).Refusal.ShouldBeNull();
        var locked = (await terms.TermsAsync(_desk.Agent, number, remedy, 1, null)).Value!.Terms;
        (locked.Decider, locked.Causes.Contains("extortion")).ShouldBe(("supervisor", true), "who decides and why is shown before asking");
        (await terms.TermsAsync(_desk.Owner, number, remedy, 1, null)).Value!.Terms.Decider.ShouldBe("supervisor", "not even an owner gives it unasked");
        (await QualityCase.AgreeAsync(_desk, number, 1, remedy)).Value!.ApprovalId.ShouldNotBeNull();

        (await FlagAsync(_desk, number, isSet: false)).Refusal.ShouldBeNull();
        (await terms.TermsAsync(_desk.Agent, number, remedy, 1, null, (await QualityCase.ActionsAsync(_desk, number)).Single(a => a.Word == remedy).Id)).Value!.Terms.NeedsApproval.ShouldBeFalse();
        // What was asked for while it stood is decided all the same.
        (await QualityCase.DecideAsync(_desk, number, Verdict.Approved)).Value!.State.ShouldBe(ApprovalState.Approved);
    }

    [Fact]
    public async Task Flag_AfterItWasAgreed_HoldsThePaymentUntilASupervisorApproves()
    {
        var number = await OfferingAsync("coupon");
        (await QualityCase.AgreeAsync(_desk, number, 10, "coupon")).Value!.ApprovalId.ShouldBeNull();
        (await FlagAsync(_desk, number)).Refusal.ShouldBeNull();
        (await RemedyDesk.SendAsync(_desk, number)).Refusal!.Code.ShouldBe("payout.goodwill_locked");

        var coupon = (await QualityCase.ActionsAsync(_desk, number)).Single(a => a.Word == "coupon");
        (await _desk.Get<ChangeRemedy>().ExecuteAsync(new(number, coupon.Id, 10, PayoutMethod.Coupon, null, "主管看一下", "again"), _desk.Agent)).Value!.ApprovalId.ShouldNotBeNull();
        (await QualityCase.DecideAsync(_desk, number, Verdict.Approved)).Refusal.ShouldBeNull();
        (await RemedyDesk.SendAsync(_desk, number)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Flag_AfterAGiftWasAgreed_KeepsItHere()
    {
        var number = await OfferingAsync("gift");
        (await QualityCase.AgreeAsync(_desk, number, 5, "gift")).Refusal.ShouldBeNull();
        (await FlagAsync(_desk, number)).Refusal.ShouldBeNull();
        (await RemedyDesk.MoveAsync(_desk, number, "gift", ActionState.Done, new ActionDetails { Waybill = "SF1" })).Refusal!.Code.ShouldBe("payout.goodwill_locked");
        (await FlagAsync(_desk, number, isSet: false)).Refusal.ShouldBeNull();
        (await RemedyDesk.MoveAsync(_desk, number, "gift", ActionState.Done, new ActionDetails { Waybill = "SF1" })).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Flag_WhileARequestIsOpen_LeavesItToWhoWasAsked()
    {
        var number = await QualityCase.OpenAsync(_desk, refused: true);
        (await QualityCase.AgreeAsync(_desk, number, 45)).Value!.ApprovalId.ShouldNotBeNull();
        var before = await QualityCase.RequestAsync(_desk, number);
        (await FlagAsync(_desk, number)).Refusal.ShouldBeNull();
        var after = await QualityCase.RequestAsync(_desk, number);
        (after.State, after.SubjectHash, after.Decider).ShouldBe((ApprovalState.Open, before.SubjectHash, before.Decider));
        (await QualityCase.DecideAsync(_desk, number, Verdict.Approved)).Value!.State.ShouldBe(ApprovalState.Approved);
        (await RemedyDesk.SendAsync(_desk, number)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Flag_IsAPersonsDecision_WithAReason_InTheHistoryAndTheAudit()
    {
        var number = await OpenAsync(_desk);
        (await _desk.Get<TakeOnAction>().ExecuteAsync(new(number, "flag customer"), _desk.Agent)).Refusal.ShouldBeNull();
        (await FlagAsync(_desk, number, actor: _desk.Bridge)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden, "a program suggests nothing and flags nobody");
        (await FlagAsync(_desk, number, actor: _desk.Warehouse)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await FlagAsync(_desk, number, reason: " ")).Refusal!.Code.ShouldBe("extortion.reason_needed");
        (await FlagAsync(_desk, number, seen: 99)).Refusal!.Code.ShouldBe("flag.stale");
        (await FlagAsync(_desk, number, isSet: false)).Refusal!.Code.ShouldBe("extortion.not_flagged");
        (await FlagAsync(_desk, number)).Refusal.ShouldBeNull();
        (await FlagAsync(_desk, number)).Refusal!.Code.ShouldBe("extortion.flagged_already");
        (await FlagAsync(_desk, number, isSet: false, actor: _desk.OtherAgent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden, "whoever is held back does not lift it");

        (await RemedyDesk.FactAsync(_desk, number, "extortion flag")).ShouldBe(Value.True);
        (await RemedyDesk.ActionAsync(_desk, number, "flag customer")).State.ShouldBe(ActionState.Done);
        await using var db = _desk.Db();
        (await db.History.SingleAsync(h => h.Kind == CaseEventKind.ExtortionFlagged)).Data["reason"].ShouldBe("不给红包就差评");
        (await db.Audit.SingleAsync(a => a.Kind == AuditKind.ExtortionFlagged)).Details.ShouldBe(["不给红包就差评"]);
        (await db.ExtortionChanges.SingleAsync()).CaseNumber.ShouldBe(number);
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync("delete from extortion_changes"))).MessageText.ShouldContain("append-only");
    }

    [Fact]
    public async Task Flag_ByTwoAtOnce_IsSetOnce()
    {
        var number = await OpenAsync(_desk);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => FlagAsync(_desk, number, actor: i % 2 == 0 ? _desk.Agent : _desk.OtherAgent))));
        answers.Count(a => a.Ok).ShouldBe(1);
        answers.Where(a => !a.Ok).ShouldAllBe(a => a.Refusal!.Code == "flag.stale" || a.Refusal.Code == "extortion.flagged_already");
    }

    [Fact]
    public async Task Pattern_CountsReviewCasesOfTheCustomerWithPayouts()
    {
        await QualityCase.ImportAsync(_desk);
        var first = await OpenAsync(_desk, 50);
        (await QualityCase.AgreeAsync(_desk, first, 10, "coupon")).Refusal.ShouldBeNull();
        // The fifty-first order is of the first buyer, too.
        var second = await OpenAsync(_desk, 50 % 50 + 1);
        (await ReadAsync(_desk, second)).PaidCases.ShouldBe(0, "another buyer");
        var third = await _desk.BuyerSaysAsync("买家000", "差评", QualityCase.OrderNo);
        (await _desk.Get<ClassifyCase>().ExecuteAsync(new(third, CaseType.Review, CaseSubtype.Negative, null), _desk.Agent)).Refusal.ShouldBeNull();
        (await ReadAsync(_desk, third)).PaidCases.ShouldBe(1);
        (await ReadAsync(_desk, first)).PaidCases.ShouldBe(0, "its own is none of the others");
        _desk.Time.Move(TimeSpan.FromDays(181));
        (await ReadAsync(_desk, third)).PaidCases.ShouldBe(0);
    }
}
