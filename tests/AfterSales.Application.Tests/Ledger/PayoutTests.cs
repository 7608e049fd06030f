using AfterSales.Application.Cases;
using AfterSales.Application.Ledger;
using AfterSales.Application.Remedies;
using AfterSales.Application.Tests.Remedies;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Ledger.PayingDesk;

namespace AfterSales.Application.Tests.Ledger;

/// <summary>SPEC 4.2: requested → approved → sent → confirmed or failed, exactly once, and nothing that looks like another payment without a look.</summary>
public sealed class PayoutTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Send_ThenConfirm_PaysOnce()
    {
        var payout = await ApprovedAsync(_desk);

        (await SendAsync(_desk, payout)).Value!.State.ShouldBe(PayoutState.Sent);
        (await SendAsync(_desk, payout)).Refusal!.Code.ShouldBe("payout.not_payable");
        (await _desk.Get<VoidAction>().ExecuteAsync(new(await NumberAsync(payout), payout.ActionId, "不要了"), _desk.Agent)).Refusal!.Code.ShouldBe("action.money_moved");
        (await ConfirmAsync(_desk, payout)).Value!.State.ShouldBe(PayoutState.Confirmed);

        (await ConfirmAsync(_desk, payout)).Value!.State.ShouldBe(PayoutState.Confirmed, "the same receipt again says nothing new");
        (await ConfirmAsync(_desk, payout, "R2")).Refusal!.Code.ShouldBe("payout.not_sent");
        (await FailAsync(_desk, payout)).Refusal!.Code.ShouldBe("payout.not_sent");
        await ShouldBalanceAsync(_desk);
    }

    [Fact]
    public async Task Send_TheSameCallTwice_IsDoneOnce_AndAnothersIsRefused()
    {
        var payout = await ApprovedAsync(_desk);

        var first = await SendAsync(_desk, payout, key: "robot-a");

        (await SendAsync(_desk, payout, key: "robot-a")).Value.ShouldBe(first.Value);
        (await SendAsync(_desk, payout, key: "robot-b")).Refusal!.Code.ShouldBe("payout.not_payable");
        (await NowAsync(_desk, payout.Id)).Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task Fail_ThenSend_IsAnotherAttempt_AndALateWordOfTheFirstIsNotTakenForIt()
    {
        var payout = await ApprovedAsync(_desk);
        var first = (await SendAsync(_desk, payout)).Value!.AttemptKey;
        (await FailAsync(_desk, payout)).Value!.State.ShouldBe(PayoutState.Failed);
        (await FailAsync(_desk, payout)).Value!.State.ShouldBe(PayoutState.Failed, "told again");

        (await SendAsync(_desk, payout)).Ok.ShouldBeTrue();

        (await _desk.Get<ConfirmPayout>().ExecuteAsync(new(payout.Id, "R1", first), _desk.Agent)).Refusal!.Code.ShouldBe("payout.other_attempt");
        (await _desk.Get<FailPayout>().ExecuteAsync(new(payout.Id, "余额不足", first), _desk.Agent)).Refusal!.Code.ShouldBe("payout.other_attempt");
        (await ConfirmAsync(_desk, payout)).Ok.ShouldBeTrue();
        await ShouldBalanceAsync(_desk);
    }

    [Fact]
    public async Task PayByHand_WithTheReceipt_IsSentAndConfirmed()
    {
        var payout = await ApprovedAsync(_desk);

        (await ByHandAsync(_desk, payout, " ")).Refusal!.Code.ShouldBe("action.receipt_needed");
        (await NowAsync(_desk, payout.Id)).State.ShouldBe(PayoutState.Approved, "nothing was kept of it");
        (await ByHandAsync(_desk, payout, " 20261122001 ")).Value!.ReceiptNo.ShouldBe("20261122001");
        (await ByHandAsync(_desk, payout, "20261122001")).Ok.ShouldBeTrue();
        (await ByHandAsync(_desk, payout, "20261122002")).Refusal!.Code.ShouldBe("payout.not_payable");
        await ShouldBalanceAsync(_desk);
    }

    [Fact]
    public async Task Pay_WithoutPermission_OrFromOutside_IsRefused()
    {
        var payout = await ApprovedAsync(_desk);

        (await SendAsync(_desk, payout, _desk.Warehouse)).Refusal!.Code.ShouldBe("forbidden");
        (await ByHandAsync(_desk, payout, actor: await _desk.StrangerAsync())).Refusal!.Code.ShouldBe("payout.not_found");
        (await SendAsync(_desk, payout, connector: "bank")).Refusal!.Code.ShouldBe("payout.connector_unknown");
        (await SendAsync(_desk, payout, connector: PaymentConnectors.File)).Refusal!.Code.ShouldBe("payout.connector_unknown", "a batch makes its own");
    }

    [Fact]
    public async Task Send_WhileAnAgreementByPhoneIsNotConfirmedInChat_IsRefused()
    {
        var payout = await ApprovedAsync(_desk);
        var number = await NumberAsync(payout);
        (await _desk.Get<RecordPhoneAgreement>().ExecuteAsync(new(number, "退 12 元", null), _desk.Agent)).Refusal.ShouldBeNull();

        (await SendAsync(_desk, payout)).Refusal!.Code.ShouldBe("payout.phone_unconfirmed");
        (await ByHandAsync(_desk, payout)).Refusal!.Code.ShouldBe("payout.phone_unconfirmed");
        (await _desk.Get<PaymentQueries>().FindAsync(payout.Id, _desk.Agent)).Value!.Stop!.Code.ShouldBe("payout.phone_unconfirmed");

        (await _desk.Get<WithdrawPhoneAgreement>().ExecuteAsync(new(number, "记错了", null), _desk.Agent)).Refusal.ShouldBeNull();
        (await SendAsync(_desk, payout)).Value!.State.ShouldBe(PayoutState.Sent);
    }

    [Fact]
    public async Task Send_WhatLooksLikeAPayment_IsHeldForEverybodyToSee_AndSupervisorsAreTold()
    {
        var (paid, payout) = (await ApprovedAsync(_desk, 0), await ApprovedAsync(_desk, 1));
        await SamePhotoAsync(_desk, paid, payout);
        (await ByHandAsync(_desk, paid)).Ok.ShouldBeTrue("what was not paid yet stops nothing");

        (await ByHandAsync(_desk, payout)).Refusal!.Code.ShouldBe("payout.looks_alike");

        (await NowAsync(_desk, payout.Id)).ShouldSatisfyAllConditions(p => p.State.ShouldBe(PayoutState.Approved), p => p.HeldAt.ShouldBe(_desk.Time.Now));
        (await SendAsync(_desk, payout)).Refusal!.Code.ShouldBe("payout.looks_alike");
        await using var db = _desk.Db();
        (await db.History.CountAsync(h => h.Kind == CaseEventKind.PayoutHeld)).ShouldBe(1);
        (await db.Notifications.Where(n => n.Kind == "payout.held").Select(n => n.PersonId).ToListAsync()).ShouldBe([_desk.Supervisor.Id!.Value], "the owner asked for it");
        (await _desk.Get<PaymentQueries>().ListAsync(PaymentGroup.ToPay, null, null, _desk.Agent)).Value!.Rows.Single().Stop!.Code.ShouldBe("payout.held");
    }

    [Fact]
    public async Task Begin_BeforeAnybodyPays_HoldsWhatLooksAlike_AndMakesNothingStale()
    {
        var (paid, payout) = (await ApprovedAsync(_desk, 0), await ApprovedAsync(_desk, 1));
        await SamePhotoAsync(_desk, paid, payout);
        (await CheckAsync(paid)).Value!.State.ShouldBe(PayoutState.Approved);
        (await NowAsync(_desk, paid.Id)).Version.ShouldBe(paid.Version);
        await ByHandAsync(_desk, paid);

        (await CheckAsync(payout)).Refusal!.Code.ShouldBe("payout.looks_alike");

        (await NowAsync(_desk, payout.Id)).HeldAt.ShouldNotBeNull();
        (await CheckAsync(paid)).Refusal!.Code.ShouldBe("payout.not_payable");

        Task<Result<PayoutMoved>> CheckAsync(Payout one) => BeginAsync(_desk, one);
    }

    [Fact]
    public async Task Payee_IsWhole_OnlyForWhoeverMayPay()
    {
        const string payee = "13800000001";
        var payout = await ApprovedAsync(_desk, amount: 45, payee: payee);
        var number = await NumberAsync(payout);
        var queries = _desk.Get<ActionQueries>();

        (await queries.OfCaseAsync(_desk.Agent, number)).Value!.All.Single(one => one.Payout is not null).Payee.ShouldBe(payee);
        (await queries.OfCaseAsync(_desk.Warehouse, number)).Value!.All.Single(one => one.Payout is not null).Payee.ShouldBe("138****0001");
        var request = await QualityCase.RequestAsync(_desk, number);
        (await _desk.Get<Application.Approvals.ApprovalDetailQueries>().FindAsync(request.Id, _desk.Supervisor)).Value!.Payee.ShouldBe(payee);
        (await _desk.Get<Application.Approvals.ApprovalDetailQueries>().FindAsync(request.Id, _desk.Warehouse)).Value!.Payee.ShouldBe("138****0001");
    }

    [Fact]
    public async Task Clear_BySomebodyWhoDidNotAskForIt_LetsItPass_UntilAnotherComes()
    {
        var (paid, payout, third) = (await ApprovedAsync(_desk, 0), await ApprovedAsync(_desk, 1), await ApprovedAsync(_desk, 2));
        await SamePhotoAsync(_desk, paid, payout);
        await ByHandAsync(_desk, paid);
        await ByHandAsync(_desk, payout);

        (await ClearAsync(payout, [paid.Id], _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        (await ClearAsync(payout, [paid.Id], _desk.Owner)).Refusal!.Code.ShouldBe("payout.own");
        (await ClearAsync(payout, [paid.Id], _desk.Supervisor, " ")).Refusal!.Code.ShouldBe("approval.reason_needed");
        (await ClearAsync(payout, [third.Id], _desk.Supervisor)).Refusal!.Code.ShouldBe("payout.nothing_alike");
        (await ClearAsync(payout, [paid.Id], _desk.Supervisor)).Ok.ShouldBeTrue();
        (await NowAsync(_desk, payout.Id)).HeldAt.ShouldBeNull();

        await SamePhotoAsync(_desk, third);
        (await ByHandAsync(_desk, third)).Refusal!.Code.ShouldBe("payout.looks_alike");
        (await ClearAsync(third, [paid.Id], _desk.Supervisor)).Ok.ShouldBeTrue();
        (await ByHandAsync(_desk, third)).Ok.ShouldBeTrue();
        (await ByHandAsync(_desk, payout)).Refusal!.Code.ShouldBe("payout.looks_alike", "the third came after the look");
        (await ClearAsync(payout, [third.Id], _desk.Supervisor)).Ok.ShouldBeTrue();
        (await ByHandAsync(_desk, payout)).Ok.ShouldBeTrue();
        await ShouldBalanceAsync(_desk);
    }

    [Fact]
    public async Task Send_WhatADeciderHasSeenBesideTheOther_IsNotStoppedAgain()
    {
        var first = await ApprovedAsync(_desk, 0, 5);
        var number = await QualityCase.OpenAsync(_desk, 50);
        (await QualityCase.AgreeAsync(_desk, number, 5)).Value!.ApprovalId.ShouldNotBeNull("the same buyer");
        await QualityCase.DecideAsync(_desk, number, Verdict.Approved);
        var second = await QualityCase.PayoutAsync(_desk, number);

        (await ByHandAsync(_desk, second)).Ok.ShouldBeTrue();
        (await ByHandAsync(_desk, first)).Ok.ShouldBeTrue("whoever approved the second saw both");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_WhatWasShownWhenItWasApprovedIsGone_IsRefused(bool leavesATombstone)
    {
        var number = await QualityCase.OpenAsync(_desk, refused: true);
        await using (var db = _desk.Db())
        {
            var caseId = await db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync();
            db.Evidence.Add(new EvidenceItem(Ids.New(_desk.Time.Now), _desk.StoreId, caseId, null, "袖口.jpg", _desk.Time.Now, null).WithFile(new('b', 64), "image/jpeg", 1, 1, 1, false));
            await db.SaveChangesAsync();
        }
        await QualityCase.AgreeAsync(_desk, number, 45);
        await QualityCase.DecideAsync(_desk, number, Verdict.Approved);
        var payout = await QualityCase.PayoutAsync(_desk, number);
        await using (var db = _desk.Db())
        {
            if (leavesATombstone) await db.Evidence.ExecuteUpdateAsync(e => e.SetProperty(x => x.RemovedAt, _desk.Time.Now));
            else await db.Evidence.ExecuteDeleteAsync();
        }

        (await ByHandAsync(_desk, payout)).Refusal!.Code.ShouldBe("payout.changed_since");
    }

    [Fact]
    public async Task List_PagesByKey_OldestFirst_AndCounts()
    {
        var payouts = await ManyAsync(_desk, 3, 10m);
        await ByHandAsync(_desk, payouts[0], "R1");
        await SendAsync(_desk, payouts[1]);
        var queries = _desk.Get<PaymentQueries>();

        (await queries.CountsAsync(_desk.Agent)).Value.ShouldBe(new PaymentCounts(1, 1, 0));
        (await queries.ListAsync(PaymentGroup.ToPay, null, null, _desk.Agent)).Value!.Rows.Select(row => row.Id).ShouldBe([payouts[2].Id]);
        (await queries.ListAsync(PaymentGroup.ToPay, PayoutMethod.Coupon, null, _desk.Agent)).Value!.Rows.ShouldBeEmpty();
        (await queries.ListAsync(PaymentGroup.Done, null, null, _desk.Agent)).Value!.Rows.Single().ReceiptNo.ShouldBe("R1");
        (await queries.TodayAsync(_desk.Agent)).Value!.ShouldSatisfyAllConditions(day => day.Granted.ShouldBe(30), day => day.Paid.ShouldBe(20));
        (await queries.ListAsync(PaymentGroup.ToPay, null, null, _desk.Warehouse)).Refusal!.Code.ShouldBe("forbidden");
    }

    private Task<Result<PayoutMoved>> ClearAsync(Payout payout, Guid[] seen, Actor actor, string reason = "两位买家是一家人，已核实") =>
        _desk.Get<ClearPayout>().ExecuteAsync(new(payout.Id, seen, reason), actor);

    private async Task<string> NumberAsync(Payout payout)
    {
        await using var db = _desk.Db();
        return await db.Cases.Where(c => c.Id == payout.CaseId).Select(c => c.Number).SingleAsync();
    }
}
