using AfterSales.Application.Cases;
using AfterSales.Application.Ledger;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Reviews;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Remedies;

/// <param name="Remedy">In the outcomes catalogue's word.</param>
/// <param name="Amount">Yuan, for what is money to the buyer; null for everything else.</param>
/// <param name="Method">How the money reaches the buyer; null: a coupon as one, everything else as a refund.</param>
/// <param name="Note">Why, for who has to decide; at most 500 characters.</param>
/// <param name="Key">Names the click: agreed again with the same key, nothing is done twice.</param>
public sealed record AgreeRemedyInput(string Number, string Remedy, decimal? Amount, PayoutMethod? Method, string? Payee, string? Note, string Key, int? SeenVersion = null);

/// <param name="Version">Of the case.</param>
/// <param name="ApprovalId">The request, where somebody has to decide first.</param>
public sealed record RemedyAgreed(int Version, Guid ActionId, Guid? ApprovalId);

/// <summary>
/// A remedy was agreed with the buyer (SPEC 4): it becomes an action of the case, with what follows from it. Within one's authority it may be carried out at
/// once; otherwise those who have to decide are asked. It is done once, however often the same click arrives.
/// </summary>
public sealed class AgreeRemedy(CaseLocks locks, PlaybookShelf shelf, RemedyRules remedies)
{
    public async Task<Result<RemedyAgreed>> ExecuteAsync(AgreeRemedyInput input, Actor actor, CancellationToken ct = default)
    {
        if (actor.Id is not { } who) return Refusal.Forbidden();
        var checkedText = RemedyText.Check(input.Key, input.Note, input.Payee);
        if (!checkedText.Ok) return checkedText.Refusal;
        var text = checkedText.Value;
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        var subject = work.Subject;

        if (await work.Db.CaseActions.Where(a => a.RequestKey == text.Key).Select(a => new { a.Id, a.CaseId, a.Word }).SingleOrDefaultAsync(ct) is { } done)
            return done.CaseId == subject.Id && done.Word == input.Remedy
                ? new RemedyAgreed(subject.Version, done.Id, await work.Db.Approvals.Where(a => a.ActionId == done.Id).OrderByDescending(a => a.RequestedAt).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct))
                : Refusal.Conflict("remedy.key_used");
        if (!subject.IsOpen) return Refusal.Rule("case.not_open", subject.Number);
        if (await shelf.AtHandAsync(subject, ct) is not { } rules) return Refusal.Rule("guidance.type_needed", subject.Number);
        await work.OneGrantAtATimeAsync(who, ct);
        var held = await remedies.HoldAsync(work.Db, subject, rules, actor, input.Remedy, input.Amount, text.Payee, ct);
        if (!held.Ok) return held.Refusal;

        var actions = await CaseActions.LoadAsync(work, ct);
        if (actions.All.Find(a => a.Word == input.Remedy && !a.IsEnded) is not null) return Refusal.Rule("remedy.agreed_already", input.Remedy);
        var remedy = Take(work, actions, held.Value, input.Amount, text);
        // What was agreed comes first in the history, then who was asked for it.
        work.Record(CaseEvent.Of(CaseEventKind.RemedyAgreed, ("remedy", input.Remedy), ("amount", input.Amount), ("decider", held.Value.Decider)));
        var request = await actions.PayAsync(work, held.Value, remedy, input.Method, text.Payee, ct);
        await work.KeepOfferAsync(remedy, ct);
        await actions.TickWhatIsDoneAsync(work, ct);
        actions.LetFactsFollow(work);
        GoOn(work, request is null ? CaseState.Executing : CaseState.Negotiating);
        actions.LetClockFollow();
        await actions.SettleClaimsAsync(work, ct);
        return new RemedyAgreed(await work.CommitWithEvaluationAsync(rules, ct), remedy.Id, request?.Id);
    }

    /// <summary>The actions that follow, the remedy among them.</summary>
    private static CaseAction Take(LockedCase work, CaseActions actions, RemedyTerms terms, decimal? amount, RemedyText text)
    {
        var id = Ids.New(work.Now);
        actions.Follow(work, terms, id, (planned, returned) => AgreedTerms.Agree(work, planned, id, id, returned)
            .Costing(amount, AgreedTerms.SharesOf(terms, planned.Kind.Flow), work.Subject.Items, text.Note, text.Key, isOwnAuthority: amount is not null && terms.UsesAuthority));
        return actions.All.Single(action => action.Id == id);
    }

    private static void GoOn(LockedCase work, CaseState to)
    {
        if (work.Subject.State < to && work.Subject.MoveTo(to).Value is { } moved) work.Record(moved);
    }
}
