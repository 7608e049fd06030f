using AfterSales.Application.Cases;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Remedies;

namespace AfterSales.Application.Remedies;

/// <summary>What follows when a request was decided, for the actions and the payout that waited for it. Nothing is saved here.</summary>
internal static class ApprovedEffects
{
    /// <summary>The remedy and what was agreed with it may be carried out, at the amount that was approved.</summary>
    public static void Approved(this CaseActions actions, LockedCase work, ApprovalRequest request)
    {
        foreach (var action in actions.Of(request))
            action.Approve(action.Id == request.ActionId && action.Amount is not null ? request.Amount : null);
        if (actions.Payouts.Find(p => p.ActionId == request.ActionId && p.State == Domain.Ledger.PayoutState.Requested) is { } payout)
            actions.Book(payout.Approve(request.Id, request.Amount, work.Now));
        // What was lowered is what the rules are told, and what a replay counts.
        if (request.Amount < request.AskedAmount) actions.LetFactsFollow(work);
        if (work.Subject.IsOpen && work.Subject.State < CaseState.Executing && work.Subject.MoveTo(CaseState.Executing).Value is { } moved) work.Record(moved);
    }

    /// <summary>The remedy is not carried out, nor what was agreed with it, as far as it has not begun.</summary>
    public static void TakenBack(this CaseActions actions, LockedCase work, ApprovalRequest request, string reason)
    {
        // The remedy last: others may wait for it, and it for others.
        foreach (var action in actions.Of(request).Concat(actions.Begun(request)).OrderBy(action => action.After.Length == 0).ToList())
            if (action.Void(reason, actions.All, work.Now).Value is { } step) actions.Keep(action, step, CaseEventKind.ActionVoided);
        actions.LetFactsFollow(work);
        foreach (var payout in actions.Payouts.Where(p => p.ActionId == request.ActionId))
            if (payout.Void(work.Now) is { Ok: true, Value: var posting }) actions.Book(posting);
    }

    private static IEnumerable<CaseAction> Of(this CaseActions actions, ApprovalRequest request) =>
        actions.All.Where(action => action.RemedyId == request.ActionId && action.State == ActionState.Asked);

    // Approved already: what nobody has touched, and the remedy as long as it is not done.
    private static IEnumerable<CaseAction> Begun(this CaseActions actions, ApprovalRequest request) =>
        actions.All.Where(action => action.RemedyId == request.ActionId && (action.State == ActionState.Open || (action.Id == request.ActionId && action is { State: not ActionState.Asked, IsEnded: false, HasMoved: false })));
}
