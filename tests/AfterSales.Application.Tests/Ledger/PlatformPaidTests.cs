using AfterSales.Application.Importing;
using AfterSales.Application.Remedies;
using AfterSales.Application.Tests.Importing;
using AfterSales.Application.Tests.Orders;
using AfterSales.Domain.Ledger;
using static AfterSales.Application.Tests.Ledger.PayingDesk;
using static AfterSales.Application.Tests.Remedies.QualityCase;

namespace AfterSales.Application.Tests.Ledger;

/// <summary>SPEC 4.2, never more than was paid: what the platform paid back by itself counts, whichever came first. ¥201.12 was paid for the order.</summary>
public sealed class PlatformPaidTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Agree_AfterThePlatformPaidBack_NeverComesToMoreThanWasPaid()
    {
        var number = await OpenAsync(_desk);
        await RefundedAsync("9001", "80.00");

        var refusal = (await AgreeAsync(_desk, number, 121.13m, "coupon", _desk.Owner)).Refusal!;

        (refusal.Code, refusal.Args[1]).ShouldBe(("remedy.refused", "more than was paid"));
        (await AgreeAsync(_desk, number, 121.12m, "coupon", _desk.Owner)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Agree_WhileARefundIsOnlyAskedFor_IsNotBoundByIt()
    {
        var number = await OpenAsync(_desk);
        await RefundedAsync("9001", "80.00", "买家已经申请退款，等待卖家同意");

        (await AgreeAsync(_desk, number, 121.13m, "coupon", _desk.Owner)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Agree_WhereTheRefundIsOurOwn_CountsItOnce()
    {
        var number = await OpenAsync(_desk);
        var agreed = (await _desk.Get<AgreeRemedy>().ExecuteAsync(new(number, "partial discount", 14, PayoutMethod.Refund, null, "开线", "key"), _desk.Agent)).Value!;
        (await ByHandAsync(_desk, await PayoutAsync(_desk, number, agreed.ActionId), "9001")).Refusal.ShouldBeNull();
        await RefundedAsync("9001", "14.00");

        (await AgreeAsync(_desk, number, 187.13m, "coupon", _desk.Owner)).Refusal!.Code.ShouldBe("remedy.refused");
        (await AgreeAsync(_desk, number, 187.12m, "coupon", _desk.Owner)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Pay_WhatWasGrantedBeforeThePlatformPaidBack_IsStopped_UnlessItIsThatVeryRefund()
    {
        var payout = await ApprovedAsync(_desk, amount: 60);
        await RefundedAsync("9001", "150.00");

        (await BeginAsync(_desk, payout)).Refusal!.Code.ShouldBe("payout.more_than_paid");
        (await ByHandAsync(_desk, payout, "QN-1")).Refusal!.ShouldSatisfyAllConditions(r => r.Code.ShouldBe("payout.more_than_paid"), r => r.Args.ShouldBe([150m, 0m, 201.12m]));
        (await SendAsync(_desk, payout)).Refusal!.Code.ShouldBe("payout.more_than_paid");

        (await ByHandAsync(_desk, payout, "9001")).Refusal.ShouldBeNull("the platform's own number says that it is this payment");
        await ShouldBalanceAsync(_desk);
    }

    [Fact]
    public async Task Pay_WhatStillFitsBesideThePlatformsRefund_Goes()
    {
        var payout = await ApprovedAsync(_desk, amount: 60);
        await RefundedAsync("9001", "141.12");

        (await ByHandAsync(_desk, payout)).Refusal.ShouldBeNull();
    }

    private async Task RefundedAsync(string no, string amount, string status = "退款成功") =>
        (await _desk.ImportAsync(RefundFileRow.File(new RefundFileRow(no, OrderNo, status) { Amount = amount, Buyer = "买家000", Finished = _desk.Time.Now.AddHours(-1) }))).State.ShouldBe(ImportState.Done);
}
