using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Ledger;

/// <param name="ReceiptNo">The number that the platform gave for it.</param>
/// <param name="AttemptKey">Of which attempt it is told, so that a late word is not taken for a later attempt.</param>
public sealed record ConfirmPayoutInput(Guid PayoutId, string ReceiptNo, string AttemptKey);

/// <summary>The money arrived. Told again with the same receipt, nothing is done twice; one receipt is one payment.</summary>
public sealed class ConfirmPayout(PayoutLocks payouts, PaymentConnectors connectors)
{
    public async Task<Result<PayoutMoved>> ExecuteAsync(ConfirmPayoutInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await payouts.OpenAsync(actor, Permission.Pay, input.PayoutId, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var open = opened.Value;
        var (payout, receipt) = (open.Payout, PlainText.Storable(input.ReceiptNo).Trim());
        if (input.AttemptKey != payout.AttemptKey) return Refusal.Conflict("payout.other_attempt");
        if (payout.State == PayoutState.Confirmed && payout.ReceiptNo == receipt) return PayoutMoved.Of(payout);

        var confirmed = await open.Actions.ConfirmAsync(open.Work, payout, receipt, ct);
        if (!confirmed.Ok) return confirmed.Refusal;
        var paying = connectors.PayingByItself(payout);
        if (!paying.Ok) return paying.Refusal!;
        if (paying.Value is { } connector)
        {
            // Somebody paid it another way: what nobody took yet must not be paid as well.
            await open.KeepWorkerAwayAsync(ct);
            if ((await connector.AskAsync(payout.AttemptKey, ct)).Kind is PaymentAnswerKind.NotKnown or PaymentAnswerKind.Pending) await connector.WithdrawAsync(payout.AttemptKey, ct);
        }
        return await open.CommitAsync(ct);
    }
}
