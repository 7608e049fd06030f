using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Remedies;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Remedies;

/// <summary>
/// An approval is bound to exactly what was asked for (SPEC 4.2): whatever changes the order or the items of a case, or takes evidence away, voids at once what
/// is asked for or approved and not paid yet. Nothing is saved here.
/// </summary>
internal static class ChangedApprovals
{
    /// <summary>The reason that is kept with it, in a word of the resources.</summary>
    private const string Changed = "changed";

    public static async Task VoidWhatChangedAsync(this CaseActions actions, LockedCase work, CancellationToken ct)
    {
        var waiting = actions.Approvals.Where(request => request.State is ApprovalState.Open or ApprovalState.AskedBack or ApprovalState.Approved && !actions.IsCarriedOut(request)).ToList();
        if (waiting.Count == 0) return;
        var evidence = await work.ShownAsync(ct);
        foreach (var request in waiting.Where(request => !request.IsStillAskedFor(work.Subject.OrderNo, work.Subject.Items, evidence))) actions.VoidChanged(work, request);
        actions.LetClockFollow();
    }

    /// <summary>Voids one request, with what it would have paid; whoever asked is told.</summary>
    public static void VoidChanged(this CaseActions actions, LockedCase work, ApprovalRequest request)
    {
        if (!request.Void(work.Now)) return;
        var amount = request.Amount.ToString(CultureInfo.InvariantCulture);
        work.Record(CaseEvent.Of(CaseEventKind.ApprovalVoided, ("remedy", request.Remedy), ("amount", request.Amount), ("reason", Changed)));
        actions.TakenBack(work, request, Changed);
        work.Tell("approval.voided", new(StringComparer.Ordinal) { ["approval"] = request.Id.ToString(), ["amount"] = amount });
        if (request.RequestedById is { } person)
            work.Notify(person, "approval.voided", $"approval.voided:{request.Id}:{request.Version}", new(StringComparer.Ordinal) { ["amount"] = amount, ["remedy"] = request.Remedy });
    }

    /// <summary>What can be shown to who decides: the evidence of the case that was not removed, each piece by its content or its address.</summary>
    public static async Task<HashSet<string>> ShownAsync(this LockedCase work, CancellationToken ct) =>
        await work.Db.Evidence.Where(e => e.CaseId == work.Subject.Id && e.RemovedAt == null).OrderBy(e => e.Id).Select(e => e.Sha256 ?? e.Url ?? "").ToHashSetAsync(ct);

    private static bool IsCarriedOut(this CaseActions actions, ApprovalRequest request) =>
        actions.Payouts.Exists(payout => payout.ActionId == request.ActionId && payout.State is PayoutState.Sent or PayoutState.Confirmed)
        || actions.All.Exists(action => action.Id == request.ActionId && action.State == ActionState.Done);
}
