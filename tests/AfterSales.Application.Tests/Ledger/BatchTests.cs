using AfterSales.Application.Ledger;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Ledger.PayingDesk;

namespace AfterSales.Application.Tests.Ledger;

public sealed class BatchTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Send_WithinWhatThePlatformTakes_GoesAsAWhole_AndTheSameClickMakesNoSecond()
    {
        var payouts = await ManyAsync(_desk, 3, 10m);

        var batch = await SendAsync([.. payouts.Select(p => p.Id).Reverse()]);

        (await SendAsync([payouts[0].Id])).Value.ShouldBe(batch.Value, "the same click");
        var details = (await _desk.Get<BatchQueries>().FindAsync(batch.Value, _desk.Agent)).Value!;
        details.Batch.ShouldSatisfyAllConditions(b => b.Count.ShouldBe(3), b => b.Amount.ShouldBe(30), b => b.Lines.Select(line => line.PayoutId).ShouldBe(payouts.Select(p => p.Id), "the oldest first"));
        details.Lines.ShouldAllBe(line => line.State == PayoutState.Sent && line.IsCurrent);
        (await NowAsync(_desk, payouts[0].Id)).ShouldSatisfyAllConditions(p => p.Connector.ShouldBe("file"), p => p.BatchId.ShouldBe(batch.Value));
        await ShouldBalanceAsync(_desk);
    }

    [Fact]
    public async Task Send_WithOneThatCannotGo_SendsNone()
    {
        var payouts = await ManyAsync(_desk, 3, 10m);
        await ByHandAsync(_desk, payouts[1]);

        (await SendAsync([.. payouts.Select(p => p.Id)])).Refusal!.Code.ShouldBe("batch.cannot_go");

        (await NowAsync(_desk, payouts[0].Id)).State.ShouldBe(PayoutState.Approved);
        (await SendAsync([payouts[0].Id, Guid.CreateVersion7()])).Refusal!.Code.ShouldBe("payout.not_found");
        (await SendAsync([])).Refusal!.Code.ShouldBe("batch.empty");
        (await _desk.Get<SendBatch>().ExecuteAsync(new([payouts[0].Id], "jd", "k"), _desk.Agent)).Refusal!.Code.ShouldBe("batch.platform_unknown");
        (await _desk.Get<SendBatch>().ExecuteAsync(new([payouts[0].Id], "taobao", "k"), _desk.Warehouse)).Refusal!.Code.ShouldBe("forbidden");
        await ShouldBalanceAsync(_desk);
    }

    [Fact]
    public async Task Send_MoreThanThePlatformTakes_IsRefused()
    {
        var payouts = await ManyAsync(_desk, 21, 1m);

        (await SendAsync([.. payouts.Select(p => p.Id)])).Refusal!.Code.ShouldBe("batch.over_limit");
        (await SendAsync([.. payouts.Take(20).Select(p => p.Id)])).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Send_TwoAlikeInOneBatch_HoldsTheSecond_AndSendsNone()
    {
        var payouts = await ManyAsync(_desk, 3, 10m);
        await SamePhotoAsync(_desk, payouts[0], payouts[2]);

        (await SendAsync([.. payouts.Select(p => p.Id)])).Refusal!.Code.ShouldBe("batch.held");

        (await NowAsync(_desk, payouts[0].Id)).ShouldSatisfyAllConditions(p => p.State.ShouldBe(PayoutState.Approved), p => p.HeldAt.ShouldBeNull());
        (await NowAsync(_desk, payouts[2].Id)).HeldAt.ShouldNotBeNull();
        (await SendAsync([payouts[0].Id, payouts[1].Id])).Ok.ShouldBeTrue("without it, the others go");
        await ShouldBalanceAsync(_desk);
    }

    [Fact]
    public async Task Confirm_WithPastedReceipts_ConfirmsWhatIsNamed_AndSaysWhatIsNot()
    {
        var payouts = await ManyAsync(_desk, 3, 10m);
        var batch = (await SendAsync([.. payouts.Select(p => p.Id)])).Value;
        await FailAsync(_desk, payouts[2]);

        var confirmed = await ConfirmAsync(batch, $"{payouts[0].OrderNo}\tR100\n1002,R7\n{payouts[2].OrderNo} R102");

        confirmed.Value!.ShouldSatisfyAllConditions(
            c => c.Confirmed.ShouldBe(1), c => c.Unread.Single().Text.ShouldBe("1002,R7"), c => c.Refused.Single().Refusal.Code.ShouldBe("payout.not_sent"));
        (await ConfirmAsync(batch, $"{payouts[0].OrderNo} R100\n{payouts[1].OrderNo} R101")).Value!.Confirmed.ShouldBe(2, "the first again says nothing new");
        (await NowAsync(_desk, payouts[1].Id)).ReceiptNo.ShouldBe("R101");
        (await _desk.Get<BatchQueries>().ListAsync(null, _desk.Agent)).Value!.Single().ShouldSatisfyAllConditions(b => b.Confirmed.ShouldBe(2), b => b.Failed.ShouldBe(1));
        await ShouldBalanceAsync(_desk);
    }

    [Fact]
    public async Task Confirm_AllReceiptsInTheOrderOfTheBatch_IsUnderstood()
    {
        var payouts = await ManyAsync(_desk, 2, 10m);
        var batch = (await SendAsync([.. payouts.Select(p => p.Id)])).Value;

        (await ConfirmAsync(batch, "R1\nR2\n")).Value!.Confirmed.ShouldBe(2);

        await using var db = _desk.Db();
        (await db.Payouts.OrderBy(p => p.ReceiptNo).Select(p => p.Id).ToListAsync()).ShouldBe(payouts.Select(p => p.Id));
    }

    private Task<Result<Guid>> SendAsync(IReadOnlyList<Guid> ids) => _desk.Get<SendBatch>().ExecuteAsync(new(ids, "taobao", "click"), _desk.Agent);

    private Task<Result<BatchConfirmed>> ConfirmAsync(Guid batch, string text) => _desk.Get<ConfirmBatch>().ExecuteAsync(new(batch, text), _desk.Agent);
}
