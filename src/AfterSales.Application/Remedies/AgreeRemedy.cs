using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Values;
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
    public const int MaxKey = 64;

    public async Task<Result<RemedyAgreed>> ExecuteAsync(AgreeRemedyInput input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } person) return Refusal.Forbidden();
        if (input.Key.Length is 0 or > MaxKey || !PlainText.MayBeKey(input.Key)) return Refusal.Invalid("remedy.key_invalid", MaxKey) with { Field = nameof(input.Key) };
        if (input.Note is { Length: > ApprovalRequest.MaxReason }) return Refusal.Invalid("action.text_too_long", ApprovalRequest.MaxReason) with { Field = nameof(input.Note) };
        var payee = PlainText.IsBlank(input.Payee) ? null : PlainText.Storable(input.Payee!).Trim();
        if (payee is { Length: > Payout.MaxPayee }) return Refusal.Invalid("payout.payee_invalid", Payout.MaxPayee) with { Field = nameof(input.Payee) };
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        var subject = work.Subject;

        if (await work.Db.CaseActions.Where(a => a.RequestKey == input.Key).Select(a => new { a.Id, a.CaseId }).SingleOrDefaultAsync(ct) is { } done)
            return done.CaseId == subject.Id ? new RemedyAgreed(subject.Version, done.Id, await work.Db.Approvals.Where(a => a.ActionId == done.Id).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct)) : Refusal.Conflict("remedy.key_used");
        if (!subject.IsOpen) return Refusal.Rule("case.not_open", subject.Number);
        if (await shelf.OfAsync(subject, ct) is not { } rules) return Refusal.Rule("guidance.type_needed", subject.Number);
        // What one has left today is read and used by one click at a time.
        await work.Db.LockAsync($"spending:{person}", ct);
        var held = await remedies.HoldAsync(work.Db, subject, rules, actor, input.Remedy, input.Amount, payee, ct);
        if (!held.Ok) return held.Refusal;

        var actions = await CaseActions.LoadAsync(work, ct);
        if (actions.All.Find(a => a.Word == input.Remedy && !a.IsEnded) is not null) return Refusal.Rule("remedy.agreed_already", input.Remedy);
        var remedy = Plan(work, actions, held.Value, input, person);
        var request = await PayAsync(work, actions, held.Value, remedy, input, payee, ct);
        Say(work, rules, input);
        work.Record(CaseEvent.Of(CaseEventKind.RemedyAgreed, ("remedy", input.Remedy), ("amount", input.Amount), ("decider", held.Value.Decider)));
        GoOn(work, request is null ? CaseState.Executing : CaseState.Negotiating);
        actions.LetClockFollow();
        return new RemedyAgreed(await work.CommitWithEvaluationAsync(rules, ct), remedy.Id, request?.Id);
    }

    /// <summary>The actions that follow, the remedy among them; what is done or under way already is not done twice.</summary>
    private static CaseAction Plan(LockedCase work, CaseActions actions, RemedyTerms terms, AgreeRemedyInput input, Guid person)
    {
        var remedyId = Ids.New(work.Now);
        CaseAction? returned = null, remedy = null;
        foreach (var planned in terms.Plan)
        {
            var isRemedy = planned.Kind.Word == input.Remedy;
            if (!isRemedy && actions.All.Find(a => a.Word == planned.Kind.Word && a.Cycle == work.Subject.Cycle && a.State != ActionState.Voided) is { } there)
            {
                if (there.Flow == ActionFlow.Return) returned = there;
                continue;
            }
            var action = CaseAction.Agree(isRemedy ? remedyId : Ids.New(work.Now), work.Subject.StoreId, work.Subject.Id, work.Subject.Cycle, planned, person, work.Now)
                .With(remedyId, planned.WaitsForReturn && returned is not null ? [returned.Id] : []);
            if (isRemedy)
            {
                var isGoods = action.Flow == ActionFlow.Shipment;
                remedy = action.Costing(input.Amount, isGoods ? terms.Shares : null, work.Subject.Items, input.Note, input.Key, isOwnAuthority: input.Amount is not null && !terms.NeedsApproval);
            }
            if (action.Flow == ActionFlow.Return) returned = action;
            if (terms.NeedsApproval) action.Ask();
            actions.Add(action);
        }
        return remedy!;
    }

    /// <summary>The payout, where money is paid, and the request, where somebody has to decide.</summary>
    private static async Task<ApprovalRequest?> PayAsync(LockedCase work, CaseActions actions, RemedyTerms terms, CaseAction remedy, AgreeRemedyInput input, string? payee, CancellationToken ct)
    {
        var subject = work.Subject;
        PayoutMethod? method = remedy.Flow == ActionFlow.Payout ? input.Method ?? (input.Remedy == "coupon" ? PayoutMethod.Coupon : PayoutMethod.Refund) : null;
        Payout? payout = null;
        if (method is { } how)
            actions.Add(payout = Payout.Request(Ids.New(work.Now), subject.StoreId, subject.Id, remedy.Id, subject.CustomerId, subject.OrderNo, input.Remedy, how, payee, input.Amount!.Value, terms.Shares, work.Actor.PersonId, work.Now));
        // Whoever decides sees them; what comes later has not been looked at.
        payout?.Clear(terms.Alike.Select(alike => alike.Other.PayoutId));
        if (terms.Signatures is not { } signatures)
        {
            if (payout is not null) actions.Book(payout.Approve(null, payout.Amount, work.Now));
            return null;
        }
        var shown = await work.Db.Evidence.Where(e => e.CaseId == subject.Id).OrderBy(e => e.Id).Select(e => e.Sha256 ?? e.Url ?? "").ToListAsync(ct);
        var what = new ApprovalSubject(subject.StoreId, subject.Id, subject.OrderNo, input.Remedy, input.Amount ?? 0, method, payee, subject.Items, [.. shown.Distinct()]);
        var request = ApprovalRequest.Ask(Ids.New(work.Now), remedy.Id, what, terms.Decider, terms.Causes, signatures, input.Note ?? "", work.Actor.PersonId, work.Actor.Name, work.Now);
        actions.Add(request);
        work.Record(CaseEvent.Of(CaseEventKind.ApprovalAsked, ("remedy", input.Remedy), ("amount", input.Amount), ("decider", terms.Decider), ("cause", terms.Causes.Count > 0 ? terms.Causes[0] : null)));
        work.Tell("approval.asked", new(StringComparer.Ordinal) { ["approval"] = request.Id.ToString(), ["amount"] = request.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return request;
    }

    /// <summary>What was agreed is a fact of the case from now on.</summary>
    private static void Say(LockedCase work, PlaybookInForce rules, AgreeRemedyInput input)
    {
        Add("chosen remedy", Value.Of(input.Remedy));
        if (input.Amount is { } amount) Add("amount", Value.Of(amount));

        void Add(string name, Value value) => work.Db.CaseFacts.Add(new(work.Subject.StoreId, work.Subject.Id, rules.Name, name, CaseFacts.TextOf(value), work.Actor, work.Now));
    }

    private static void GoOn(LockedCase work, CaseState to)
    {
        if (work.Subject.State < to && work.Subject.MoveTo(to).Value is { } moved) work.Record(moved);
    }
}
