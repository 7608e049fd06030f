using AfterSales.Application.Cases;
using AfterSales.Application.Ledger;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Remedies;

/// <param name="SeenVersion">The version of the action on the screen.</param>
public sealed record VoidActionInput(string Number, Guid ActionId, string Reason, int? SeenVersion = null);

/// <summary>
/// Takes an action out of a case, with a reason, as long as no money moved. What it asked for, and what would have been paid, goes with it; with a
/// remedy goes what was agreed with it and nobody has begun.
/// </summary>
public sealed class VoidAction(CaseLocks locks, PlaybookShelf shelf)
{
    public async Task<Result<int>> ExecuteAsync(VoidActionInput input, Actor actor, CancellationToken ct = default)
    {
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.ActionId, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        var (work, actions, action) = opened.Value;
        await using var _ = work;
        if (!work.Subject.IsOpen) return Refusal.Rule("case.not_open", work.Subject.Number);
        var reason = PlainText.Storable(input.Reason);

        // A payment on its way may have arrived already, whatever the action says.
        var payout = actions.Payouts.Find(p => p.ActionId == action.Id && p.State != PayoutState.Voided);
        if (payout is not null)
        {
            if (payout.WhyTaken(actor.PersonId, work.Now) is { } beingPaid) return beingPaid;
            var taken = payout.Void(work.Now);
            if (!taken.Ok) return taken.Refusal!;
            actions.Book(taken.Value);
        }
        var voided = action.Void(reason, actions.All, work.Now);
        if (!voided.Ok) return voided.Refusal;
        actions.Keep(action, voided.Value, CaseEventKind.ActionVoided);
        await actions.SettleAsync(work, action, ct);
        foreach (var request in actions.Approvals.Where(r => r.ActionId == action.Id))
            if (request.Void(work.Now)) work.Record(CaseEvent.Of(CaseEventKind.ApprovalVoided, ("remedy", request.Remedy), ("amount", request.Amount), ("reason", reason)));
        if (action.RemedyId == action.Id)
        {
            TakeBackTheRest(work, actions, action, reason);
            if (action.IsRemedy) actions.LetFactsFollow(work);
        }
        actions.LetClockFollow();
        return await shelf.AtHandAsync(work.Subject, ct) is { } rules ? await work.CommitWithEvaluationAsync(rules, ct) : await work.CommitAsync(ct);
    }

    // What waits for others first: nobody waits for it.
    private static void TakeBackTheRest(LockedCase work, CaseActions actions, CaseAction remedy, string reason)
    {
        foreach (var follower in actions.All.Where(a => a.RemedyId == remedy.Id && a.State is (ActionState.Asked or ActionState.Open)).OrderByDescending(a => a.After.Length).ToList())
            if (follower.Void(reason, actions.All, work.Now).Value is { } step) actions.Keep(follower, step, CaseEventKind.ActionVoided);
    }
}
