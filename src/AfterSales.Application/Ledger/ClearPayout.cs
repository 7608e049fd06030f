using AfterSales.Application.Approvals;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Ledger;

/// <param name="Seen">The payments that were looked at, by their ids.</param>
/// <param name="Reason">Why it may pass; at most 500 characters.</param>
public sealed record ClearPayoutInput(Guid PayoutId, IReadOnlyList<Guid> Seen, string Reason);

/// <summary>
/// Somebody who may approve and had no hand in it looked at what a payment looks like, and lets it pass (SPEC 4.2). What comes later has not been
/// looked at, and stops it again.
/// </summary>
public sealed class ClearPayout(PayoutLocks payouts, SpendingPolicies policies)
{
    public async Task<Result<PayoutMoved>> ExecuteAsync(ClearPayoutInput input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } person) return Refusal.Forbidden();
        var reason = PlainText.Storable(input.Reason).Trim();
        if (PlainText.IsBlank(reason) || reason.Length > ApprovalRequest.MaxReason) return Refusal.Invalid("approval.reason_needed", ApprovalRequest.MaxReason) with { Field = nameof(input.Reason) };
        var days = (await policies.CurrentAsync(actor.StoreId, ct)).LookAlikeDays;
        var opened = await payouts.OpenAsync(actor, Permission.Approve, input.PayoutId, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var open = opened.Value;
        var (work, payout) = (open.Work, open.Payout);
        if (payout.RequestedById == person || open.Actions.Approvals.Exists(request => request.ActionId == payout.ActionId && request.Hands.Contains(person))) return Refusal.Rule("payout.own");
        if (!payout.IsPayable) return Refusal.Rule("payout.not_payable", payout.State);

        var alike = await LookAlikes.FindAsync(work.Db, work.Subject, payout.Payee, days, work.Now, ct, payout.Id);
        var seen = alike.Select(one => one.Other.PayoutId).Where(input.Seen.Contains).ToList();
        if (seen.Count == 0) return Refusal.Rule("payout.nothing_alike");
        payout.Clear(seen);
        work.Record(CaseEvent.Of(CaseEventKind.PayoutCleared, ("remedy", payout.Remedy), ("amount", payout.Amount), ("count", seen.Count), ("reason", reason)));
        return await open.CommitAsync(ct);
    }
}
