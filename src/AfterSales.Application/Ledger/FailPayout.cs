using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Ledger;

/// <param name="Reason">At most 500 characters.</param>
/// <param name="AttemptKey">Of which attempt it is told: a later one may have been paid.</param>
public sealed record FailPayoutInput(Guid PayoutId, string Reason, string AttemptKey);

/// <summary>
/// The money did not go; it may be tried again. What a connector has taken that pays by itself cannot be called failed by anybody but the connector: it may
/// still be paid.
/// </summary>
public sealed class FailPayout(PayoutLocks payouts, PaymentConnectors connectors)
{
    public async Task<Result<PayoutMoved>> ExecuteAsync(FailPayoutInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await payouts.OpenAsync(actor, Permission.Pay, input.PayoutId, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var open = opened.Value;
        var (payout, reason) = (open.Payout, PlainText.Storable(input.Reason).Trim());
        if (input.AttemptKey != payout.AttemptKey) return Refusal.Conflict("payout.other_attempt");
        if (payout.State == PayoutState.Failed && payout.Trouble == reason) return PayoutMoved.Of(payout);

        var failed = open.Actions.Fail(open.Work, payout, reason);
        if (!failed.Ok) return failed.Refusal;
        var paying = connectors.PayingByItself(payout);
        if (!paying.Ok) return paying.Refusal!;
        if (paying.Value is { } connector)
        {
            await open.KeepWorkerAwayAsync(ct);
            var answer = await connector.AskAsync(payout.AttemptKey, ct);
            if (answer.Kind == PaymentAnswerKind.Paid) return Refusal.Rule("payout.answered_paid", answer.Text.Length > Payout.MaxReceipt ? answer.Text[..Payout.MaxReceipt] + "…" : answer.Text);
            if (answer.Kind != PaymentAnswerKind.Failed && !await connector.WithdrawAsync(payout.AttemptKey, ct)) return Refusal.Rule("payout.taken");
        }
        return await open.CommitAsync(ct);
    }
}
