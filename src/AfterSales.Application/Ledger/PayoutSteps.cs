using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Application.Remedies;
using AfterSales.Application.Reviews;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <summary>By which way a payment is handed over, with which batch, and what the click or call was that did it.</summary>
/// <param name="Receipt">Where it is paid already: the number that the platform gave for it.</param>
internal sealed record SendingTo(string Connector, Guid? BatchId = null, string? Key = null, string? Receipt = null);

/// <summary>The steps of a payment inside a locked case: each moves the payout, its action and the ledger together. Nothing is saved here.</summary>
internal static class PayoutSteps
{
    /// <summary>What the refusal is called that stops a payment until somebody has looked.</summary>
    public const string LooksAlike = "payout.looks_alike";

    /// <summary>And what is called so of which somebody is about to say that they paid it.</summary>
    public const string BeingPaid = "payout.being_paid";

    /// <summary>
    /// Why it cannot be handed over now: something comes first, it looks like a payment that nobody has looked at beside it, or what was approved is no longer
    /// what would be paid. Null: it can, until the transaction ends.
    /// </summary>
    /// <param name="receipt">The number of it, where it is paid already.</param>
    public static async Task<Refusal?> WhyNotAsync(this CaseActions actions, LockedCase work, Payout payout, int lookAlikeDays, CancellationToken ct, string? receipt = null)
    {
        if (!payout.IsPayable) return Refusal.Rule("payout.not_payable", payout.State);
        if (actions.All.Single(a => a.Id == payout.ActionId).WaitsFor(actions.All).FirstOrDefault() is { } first) return Refusal.Rule("action.waits", first.Word);
        // SPEC 2.3: an agreement reached by phone is confirmed in chat before money moves.
        if (work.Subject.PhoneUnconfirmed) return Refusal.Rule("payout.phone_unconfirmed");
        // Agreed before the customer was flagged: it is agreed anew, with an approval.
        if (payout.ApprovalId is null && await GoodwillLock.HoldsAsync(work.Db, payout.CustomerId, payout.Remedy, ct)) return Refusal.Rule("payout.goodwill_locked");
        if (payout.ApprovalId is { } approvalId && !await IsCoveredAsync(work, actions, payout, approvalId, ct)) return Refusal.Rule("payout.changed_since");
        // One lane: of two payments that look alike, handed over at the same moment, the second sees the first.
        await work.Db.LockAsync("paying", ct);
        if (await PlatformPaid.WhyNotAsync(work.Db, payout, receipt, ct) is { } over) return over;
        return await LookAlikes.UnseenAsync(work.Db, work.Subject, payout, lookAlikeDays, work.Now, ct) is { Count: > 0 } unseen ? Refusal.Rule(LooksAlike, unseen.Count, unseen[0].In[0]) : null;
    }

    /// <summary>Handed over now.</summary>
    public static async Task<Result> SendAsync(this CaseActions actions, LockedCase work, Payout payout, SendingTo to, int lookAlikeDays, CancellationToken ct)
    {
        // What a person is paying by hand only they go on with.
        if (payout.WhyTaken(to.Connector == PaymentConnectors.Manual ? work.Actor.PersonId : null, work.Now) is { } taken) return taken;
        if (await actions.WhyNotAsync(work, payout, lookAlikeDays, ct, to.Receipt) is { } refusal) return refusal;
        var sent = payout.Send(to.Connector, to.BatchId, to.Key, work.Now);
        if (!sent.Ok) return sent.Refusal;
        actions.Book(sent.Value);
        work.Tell("payout.sent", Of(payout));
        return actions.Follow(work, payout, ActionState.Sent, new ActionDetails());
    }

    /// <summary>The money arrived. A number that the platform gave for another payment of the store is refused, and the other named.</summary>
    public static async Task<Result> ConfirmAsync(this CaseActions actions, LockedCase work, Payout payout, string receiptNo, CancellationToken ct)
    {
        // Of two payments that are told the same number at the same moment, the second sees the first.
        await work.Db.LockAsync($"receipt:{receiptNo}", ct);
        var other = await work.Db.Payouts.Where(p => p.Method == payout.Method && p.ReceiptKey == receiptNo && p.Id != payout.Id)
            .Join(work.Db.Cases, p => p.CaseId, c => c.Id, (p, c) => new { c.Number, c.CustomerNick, p.Amount }).FirstOrDefaultAsync(ct);
        if (other is not null && payout.State == PayoutState.Sent) return Refusal.Rule("payout.receipt_used", receiptNo, other.CustomerNick, other.Amount, other.Number) with { Field = nameof(Payout.ReceiptNo) };
        var confirmed = payout.Confirm(receiptNo, work.Now);
        if (!confirmed.Ok) return confirmed.Refusal;
        actions.Book(confirmed.Value);
        work.Tell("payout.confirmed", Of(payout));
        return actions.Follow(work, payout, ActionState.Done, new ActionDetails { Reference = receiptNo });
    }

    /// <summary>The money did not go.</summary>
    public static Result Fail(this CaseActions actions, LockedCase work, Payout payout, string trouble)
    {
        var failed = payout.Fail(trouble, work.Now);
        if (!failed.Ok) return failed.Refusal;
        actions.Book(failed.Value);
        work.Tell("payout.failed", Of(payout));
        return actions.Follow(work, payout, ActionState.Failed, new ActionDetails { Reason = trouble });
    }

    private static Dictionary<string, string?> Of(Payout payout) => new(StringComparer.Ordinal)
    {
        ["payout"] = payout.Id.ToString(),
        ["attempt"] = payout.AttemptKey,
        ["amount"] = payout.Amount.ToString(CultureInfo.InvariantCulture),
        ["receipt_no"] = payout.ReceiptNo,
    };

    private static Result Follow(this CaseActions actions, LockedCase work, Payout payout, ActionState to, ActionDetails details)
    {
        var action = actions.All.Single(a => a.Id == payout.ActionId);
        var moved = action.Move(to, details, actions.All, work.Now);
        if (!moved.Ok) return moved.Refusal;
        actions.Keep(action, moved.Value);
        return Result.Done;
    }

    /// <summary>Whether what is about to be paid is what was approved: order, amount, payee, items, and the evidence that was shown is still there.</summary>
    private static async Task<bool> IsCoveredAsync(LockedCase work, CaseActions actions, Payout payout, Guid approvalId, CancellationToken ct)
    {
        if (actions.Approvals.Find(a => a.Id == approvalId) is not { } request) return false;
        var there = await work.ShownAsync(ct);
        var now = new ApprovalSubject(
            work.Subject.StoreId, work.Subject.Id, work.Subject.OrderNo, payout.Remedy, payout.Amount, payout.Method, payout.Payee, work.Subject.Items,
            [.. request.Subject.Evidence.Where(there.Contains)]);
        return request.Covers(now);
    }
}
