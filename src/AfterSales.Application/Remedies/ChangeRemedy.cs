using AfterSales.Application.Cases;
using AfterSales.Application.Ledger;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Remedies;

/// <param name="Amount">Yuan, for what is money to the buyer; null for everything else.</param>
/// <param name="Note">Why, for who has to decide; at most 500 characters.</param>
/// <param name="Key">Names the click: the same change with the same key is made once.</param>
/// <param name="SeenVersion">The version of the action on the screen.</param>
public sealed record ChangeRemedyInput(string Number, Guid ActionId, decimal? Amount, PayoutMethod? Method, string? Payee, string? Note, string Key, int? SeenVersion = null);

/// <summary>
/// What was agreed changes before it is paid or sent: another amount, way or payee, or the items that the case is about now. The approval it had is void;
/// within one's authority it may be carried out at once, otherwise it is asked for anew, and nobody who had a hand in either decides. Obligations that follow
/// now are added; those that were agreed before stay until somebody voids them.
/// </summary>
public sealed class ChangeRemedy(CaseLocks locks, PlaybookShelf shelf, RemedyRules remedies)
{
    public async Task<Result<RemedyAgreed>> ExecuteAsync(ChangeRemedyInput input, Actor actor, CancellationToken ct = default)
    {
        if (actor.Id is not { } who) return Refusal.Forbidden();
        var checkedText = RemedyText.Check(input.Key, input.Note, input.Payee);
        if (!checkedText.Ok) return checkedText.Refusal;
        var text = checkedText.Value;
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        // A second click is answered before it is called stale.
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.ActionId, seenVersion: null, ct);
        if (!opened.Ok) return opened.Refusal;
        var (work, actions, action) = opened.Value;
        await using var _ = work;
        if (action.RequestKey == text.Key) return new RemedyAgreed(work.Subject.Version, action.Id, actions.RequestOf(action)?.Id);
        if (input.SeenVersion is { } seen && seen != action.Version) return Refusal.Conflict("action.stale");
        if (!work.Subject.IsOpen) return Refusal.Rule("case.not_open", work.Subject.Number);
        if (await shelf.AtHandAsync(work.Subject, ct) is not { } rules) return Refusal.Rule("guidance.type_needed", work.Subject.Number);
        if (await work.Db.CaseActions.AnyAsync(a => a.RequestKey == text.Key, ct)) return Refusal.Conflict("remedy.key_used");
        await work.OneGrantAtATimeAsync(who, ct);
        var held = await remedies.HoldAsync(work.Db, work.Subject, rules, actor, action.Word, input.Amount, text.Payee, ct, action);
        if (!held.Ok) return held.Refusal;

        var terms = held.Value;
        var changed = action.Change(input.Amount, text.Note, terms.NeedsApproval, work.Now);
        if (!changed.Ok) return changed.Refusal;
        var hands = actions.Approvals.Where(r => r.ActionId == action.Id).SelectMany(r => r.Hands).Concat(action.AgreedById is { } first ? [first] : []).ToList();
        if (TakeBack(work, actions, action) is { } moved) return moved;
        action.Costing(input.Amount, AgreedTerms.SharesOf(terms, action.Flow), work.Subject.Items, text.Note, text.Key, isOwnAuthority: input.Amount is not null && terms.UsesAuthority);
        actions.Keep(action, changed.Value, CaseEventKind.RemedyChanged);
        // What is taken back has to be so before the same is granted anew: one live payout and one open request per action.
        await work.Db.SaveChangesAsync(ct);
        foreach (var follower in actions.All.Where(a => a.RemedyId == action.Id && a.Id != action.Id).ToList())
        {
            if (terms.NeedsApproval) follower.AskAgain();
            else if (follower.State == ActionState.Asked) follower.Approve(null);
        }
        actions.Follow(work, terms, action.Id, remedy: null);
        var request = await actions.PayAsync(work, terms, action, input.Method, text.Payee, ct, hands);
        await actions.TickWhatIsDoneAsync(work, ct);
        actions.LetFactsFollow(work);
        if (request is null && work.Subject.State < CaseState.Executing && work.Subject.MoveTo(CaseState.Executing).Value is { } goneOn) work.Record(goneOn);
        actions.LetClockFollow();
        await actions.SettleClaimsAsync(work, ct);
        return new RemedyAgreed(await work.CommitWithEvaluationAsync(rules, ct), action.Id, request?.Id);
    }

    private static Refusal? TakeBack(LockedCase work, CaseActions actions, CaseAction action)
    {
        foreach (var payout in actions.Payouts.Where(p => p.ActionId == action.Id && p.State != PayoutState.Voided))
        {
            if (payout.WhyTaken(work.Actor.PersonId, work.Now) is { } beingPaid) return beingPaid;
            var taken = payout.Void(work.Now);
            if (!taken.Ok) return taken.Refusal;
            actions.Book(taken.Value);
        }
        foreach (var request in actions.Approvals.Where(r => r.ActionId == action.Id))
            if (request.Void(work.Now)) work.Record(CaseEvent.Of(CaseEventKind.ApprovalVoided, ("remedy", request.Remedy), ("amount", request.Amount)));
        return null;
    }
}
