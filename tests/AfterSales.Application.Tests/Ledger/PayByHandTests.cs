using AfterSales.Application.Ledger;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Ledger.PayingDesk;

namespace AfterSales.Application.Tests.Ledger;

/// <summary>What one person is paying by hand nobody else pays as well, unless they take it over on purpose or it has been left for some time.</summary>
public sealed class PayByHandTests : IAsyncLifetime
{
    private const string BeingPaid = "payout.being_paid";

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Begin_ByOne_KeepsEverybodyElseOut_AndNamesThem()
    {
        var payout = await ApprovedAsync(_desk);
        (await BeginAsync(_desk, payout)).Refusal.ShouldBeNull();

        foreach (var refusal in new[]
        {
            (await BeginAsync(_desk, payout, _desk.OtherAgent)).Refusal,
            (await ByHandAsync(_desk, payout, actor: _desk.OtherAgent)).Refusal,
            (await SendAsync(_desk, payout, _desk.OtherAgent)).Refusal,
            (await SendAsync(_desk, payout, connector: FolderConnector.ConnectorName)).Refusal,
            (await SendAsync(_desk, payout, _desk.Bridge, connector: PaymentConnectors.Api)).Refusal,
            (await _desk.Get<VoidAction>().ExecuteAsync(new(await NumberAsync(payout), payout.ActionId, "不要了"), _desk.OtherAgent)).Refusal,
        })
            (refusal?.Code, refusal?.Args[0]).ShouldBe((BeingPaid, _desk.Agent.Name));
        (await ListedAsync()).BeingPaidBy.ShouldBe(_desk.Agent.Name);

        (await ByHandAsync(_desk, payout)).Refusal.ShouldBeNull();
        await ShouldBalanceAsync(_desk);
    }

    [Fact]
    public async Task Batch_WithOneThatSomebodyPays_IsNotMade_EvenByThem()
    {
        var payouts = await ManyAsync(_desk, 2, 10m);
        await BeginAsync(_desk, payouts[1]);

        var refusal = (await _desk.Get<SendBatch>().ExecuteAsync(new([.. payouts.Select(p => p.Id)], "taobao", "click"), _desk.Agent)).Refusal!;

        (refusal.Code, refusal.Args[2]).ShouldBe(("batch.being_paid", _desk.Agent.Name));
        (await NowAsync(_desk, payouts[0].Id)).State.ShouldBe(PayoutState.Approved);
        (await ListedAsync(1)).MayGoInBatch.ShouldBeFalse();
    }

    [Fact]
    public async Task Begin_LeftForSomeTime_IsAnybodys_AndBegunAgainIsTheirsForAsLongAgain()
    {
        var payout = await ApprovedAsync(_desk);
        await BeginAsync(_desk, payout);
        _desk.Time.Move(Payout.PaidByHandWithin - TimeSpan.FromMinutes(1));
        await BeginAsync(_desk, payout);
        _desk.Time.Move(TimeSpan.FromMinutes(2));
        (await BeginAsync(_desk, payout, _desk.OtherAgent)).Refusal!.Code.ShouldBe(BeingPaid);

        _desk.Time.Move(Payout.PaidByHandWithin);

        (await ListedAsync()).BeingPaidBy.ShouldBeNull();
        (await BeginAsync(_desk, payout, _desk.OtherAgent)).Refusal.ShouldBeNull();
        (await ByHandAsync(_desk, payout)).Refusal!.Args[0].ShouldBe(_desk.OtherAgent.Name, "whoever comes back late is told");
    }

    [Fact]
    public async Task Begin_OnPurpose_TakesItOver_AndTheCaseTells()
    {
        var payout = await ApprovedAsync(_desk);
        await BeginAsync(_desk, payout);

        (await BeginAsync(_desk, payout, _desk.OtherAgent, isDeliberate: true)).Refusal.ShouldBeNull();

        (await ByHandAsync(_desk, payout)).Refusal!.Code.ShouldBe(BeingPaid);
        (await ByHandAsync(_desk, payout, actor: _desk.OtherAgent)).Refusal.ShouldBeNull();
        await using var db = _desk.Db();
        (await db.History.SingleAsync(h => h.Kind == CaseEventKind.PayoutTakenOver)).ShouldSatisfyAllConditions(h => h.ActorName.ShouldBe(_desk.OtherAgent.Name), h => h.Data["from"].ShouldBe(_desk.Agent.Name));
    }

    [Fact]
    public async Task Leave_GivesItToOthersAtOnce_AndOnlyWhoHasItCan()
    {
        var payout = await ApprovedAsync(_desk);
        await BeginAsync(_desk, payout);
        await _desk.Get<LeavePayByHand>().ExecuteAsync(new(payout.Id), _desk.OtherAgent);
        (await BeginAsync(_desk, payout, _desk.OtherAgent)).Refusal!.Code.ShouldBe(BeingPaid);

        (await _desk.Get<LeavePayByHand>().ExecuteAsync(new(payout.Id), _desk.Agent)).Refusal.ShouldBeNull();

        (await BeginAsync(_desk, payout, _desk.OtherAgent)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Begin_ByManyAtOnce_IsOnes()
    {
        var payout = await ApprovedAsync(_desk);
        var people = new List<Actor>();
        for (var n = 0; n < 12; n++) people.Add(await _desk.PersonAsync($"客服{n}", Role.AfterSales));

        var begun = await Task.WhenAll(people.Select(person => Task.Run(() => BeginAsync(_desk, payout, person))));

        begun.Count(one => one.Ok).ShouldBe(1);
        begun.Where(one => !one.Ok).ShouldAllBe(one => one.Refusal!.Code == BeingPaid);
    }

    [Fact]
    public async Task Receipt_OfAnotherPayment_IsRefused_AndNamesIt()
    {
        var (paid, payout) = (await ApprovedAsync(_desk, 0), await ApprovedAsync(_desk, 1));
        (await ByHandAsync(_desk, paid, "20261122001")).Refusal.ShouldBeNull();

        var refusal = (await ByHandAsync(_desk, payout, " 20261122001 ")).Refusal!;

        (refusal.Code, refusal.Field).ShouldBe(("payout.receipt_used", nameof(Payout.ReceiptNo)));
        refusal.Args[3].ShouldBe(await NumberAsync(paid));
        (await NowAsync(_desk, payout.Id)).State.ShouldBe(PayoutState.Approved, "nothing was kept of it");
        await SendAsync(_desk, payout);
        (await ConfirmAsync(_desk, payout, "20261122001")).Refusal!.Code.ShouldBe("payout.receipt_used");
        (await ConfirmAsync(_desk, payout, "20261122002")).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Receipt_ToldOfManyPaymentsAtOnce_IsOfOne()
    {
        var payouts = await ManyAsync(_desk, 6, 10m);
        foreach (var payout in payouts) await SendAsync(_desk, payout);

        var told = await Task.WhenAll(payouts.Select(payout => Task.Run(() => ConfirmAsync(_desk, payout, "20261122001"))));

        told.Count(one => one.Ok).ShouldBe(1);
        told.Where(one => !one.Ok).ShouldAllBe(one => one.Refusal!.Code == "payout.receipt_used");
        await ShouldBalanceAsync(_desk);
    }

    private async Task<PaymentRow> ListedAsync(int place = 0) => (await _desk.Get<PaymentQueries>().ListAsync(PaymentGroup.ToPay, null, null, _desk.OtherAgent)).Value!.Rows[place];

    private async Task<string> NumberAsync(Payout payout)
    {
        await using var db = _desk.Db();
        return await db.Cases.Where(c => c.Id == payout.CaseId).Select(c => c.Number).SingleAsync();
    }
}
