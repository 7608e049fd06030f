using AfterSales.Application.Cases;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <summary>The steps of a payment inside a locked case: each moves the payout, its action and the ledger together. Nothing is saved here.</summary>
internal static class PayoutSteps
{
    /// <summary>
    /// Handed over now. Refused, and held for a human look, while it looks like a payment that nobody has looked at; refused when what was approved is no
    /// longer what would be paid.
    /// </summary>
    public static async Task<Result> SendAsync(this CaseActions actions, LockedCase work, Payout payout, string connector, Guid? batchId, int lookAlikeDays, CancellationToken ct)
    {
        var action = actions.All.Single(a => a.Id == payout.ActionId);
        if (action.WaitsFor(actions.All).FirstOrDefault() is { } first) return Refusal.Rule("action.waits", first.Word);
        if (payout.ApprovalId is { } approvalId && !await IsCoveredAsync(work, actions, payout, approvalId, ct)) return Refusal.Rule("payout.changed_since");
        // Of two payments that look alike, sent at the same moment, the second sees the first.
        await work.Db.LockAsync($"buyer:{payout.CustomerId}", ct);
        var alike = await LookAlikes.FindAsync(work.Db, work.Subject, payout.Payee, lookAlikeDays, work.Now, ct, payout.Id);
        if (alike.Where(a => !payout.Cleared.Contains(a.Other.PayoutId)).ToList() is { Count: > 0 } unseen) return Refusal.Rule("payout.looks_alike", unseen.Count);
        var sent = payout.Send(connector, batchId, work.Now);
        if (!sent.Ok) return sent.Refusal;
        actions.Book(sent.Value);
        return actions.Follow(work, action, ActionState.Sent, new ActionDetails());
    }

    /// <summary>The money arrived.</summary>
    public static Result Confirm(this CaseActions actions, LockedCase work, Payout payout, string receiptNo)
    {
        var confirmed = payout.Confirm(receiptNo, work.Now);
        if (!confirmed.Ok) return confirmed.Refusal;
        actions.Book(confirmed.Value);
        return actions.Follow(work, payout, ActionState.Done, new ActionDetails { Reference = receiptNo });
    }

    /// <summary>The money did not go.</summary>
    public static Result Fail(this CaseActions actions, LockedCase work, Payout payout, string trouble)
    {
        var failed = payout.Fail(trouble, work.Now);
        if (!failed.Ok) return failed.Refusal;
        actions.Book(failed.Value);
        return actions.Follow(work, payout, ActionState.Failed, new ActionDetails { Reason = trouble });
    }

    private static Result Follow(this CaseActions actions, LockedCase work, Payout payout, ActionState to, ActionDetails details) =>
        actions.Follow(work, actions.All.Single(a => a.Id == payout.ActionId), to, details);

    private static Result Follow(this CaseActions actions, LockedCase work, CaseAction action, ActionState to, ActionDetails details)
    {
        var moved = action.Move(to, details, actions.All, work.Now);
        if (!moved.Ok) return moved.Refusal;
        actions.Keep(action, moved.Value);
        return Result.Done;
    }

    /// <summary>Whether what is about to be paid is what was approved: order, amount, payee, items, and the evidence that was shown is still there.</summary>
    private static async Task<bool> IsCoveredAsync(LockedCase work, CaseActions actions, Payout payout, Guid approvalId, CancellationToken ct)
    {
        if (actions.Approvals.Find(a => a.Id == approvalId) is not { } request) return false;
        var there = await work.Db.Evidence.Where(e => e.CaseId == work.Subject.Id).Select(e => e.Sha256 ?? e.Url ?? "").ToListAsync(ct);
        var now = new ApprovalSubject(
            work.Subject.StoreId, work.Subject.Id, work.Subject.OrderNo, payout.Remedy, payout.Amount, payout.Method, payout.Payee, work.Subject.Items,
            [.. request.Subject.Evidence.Where(there.Contains)]);
        return request.Covers(now);
    }
}
