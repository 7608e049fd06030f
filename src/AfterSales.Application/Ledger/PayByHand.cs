using AfterSales.Application.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Ledger;

/// <param name="ReceiptNo">The number that the platform gave for it.</param>
public sealed record PayByHandInput(Guid PayoutId, string ReceiptNo);

/// <summary>Somebody has paid it, here is the receipt: sent and confirmed in one. Told again with the same receipt, nothing is done twice; while another is paying it (<see cref="BeginPayByHand"/>), only the other may say so.</summary>
public sealed class PayByHand(PayoutLocks payouts, SpendingPolicies policies, PayoutHolds holds)
{
    public async Task<Result<PayoutMoved>> ExecuteAsync(PayByHandInput input, Actor actor, CancellationToken ct = default)
    {
        var days = (await policies.CurrentAsync(actor.StoreId, ct)).LookAlikeDays;
        var opened = await payouts.OpenAsync(actor, Permission.Pay, input.PayoutId, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var open = opened.Value;
        var (payout, receipt) = (open.Payout, PlainText.Storable(input.ReceiptNo).Trim());
        if (payout.State == PayoutState.Confirmed && payout.ReceiptNo == receipt) return PayoutMoved.Of(payout);

        var sent = await open.Actions.SendAsync(open.Work, payout, new(PaymentConnectors.Manual, Receipt: receipt), days, ct);
        if (!sent.Ok) return await holds.RefuseAsync(open, sent.Refusal, ct);
        var confirmed = await open.Actions.ConfirmAsync(open.Work, payout, receipt, ct);
        return confirmed.Ok ? await open.CommitAsync(ct) : confirmed.Refusal;
    }
}
