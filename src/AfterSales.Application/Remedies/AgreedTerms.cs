using System.Globalization;
using AfterSales.Application.Approvals;
using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Remedies;

/// <summary>What follows when a remedy is agreed, or agreed on other terms, for the actions of its case. Nothing is saved here.</summary>
internal static class AgreedTerms
{
    /// <summary>
    /// The actions of the plan, the remedy among them; what is done or under way already is not done twice. They wait for the approval that the remedy
    /// waits for.
    /// </summary>
    /// <param name="remedy">Makes the remedy itself, given what has to come back before it; null where it is there.</param>
    public static void Follow(this CaseActions actions, LockedCase work, RemedyTerms terms, Guid remedyId, Func<PlannedAction, CaseAction?, CaseAction>? remedy)
    {
        CaseAction? returned = null;
        var place = 0;
        foreach (var planned in terms.Plan)
        {
            var isRemedy = planned.Kind.Word == terms.Option.Remedy;
            var there = isRemedy ? null : actions.All.Find(a => a.Word == planned.Kind.Word && a.Cycle == work.Subject.Cycle && a.State is not (ActionState.Voided or ActionState.Failed));
            if (isRemedy && remedy is null) there = actions.All.Single(a => a.Id == remedyId);
            var action = there ?? (isRemedy ? remedy!(planned, returned) : Agree(work, planned, Ids.New(work.Now), remedyId, returned));
            if (action.Flow == ActionFlow.Return) returned = action;
            if (there is not null) continue;
            if (terms.NeedsApproval) action.Ask();
            actions.Add(action.At(place++));
        }
    }

    public static CaseAction Agree(LockedCase work, PlannedAction planned, Guid id, Guid remedyId, CaseAction? returned) =>
        CaseAction.Agree(id, work.Subject.StoreId, work.Subject.Id, work.Subject.Cycle, planned, work.Actor.PersonId, work.Now)
            .With(remedyId, planned.WaitsForReturn && returned is not null ? [returned.Id] : []);

    /// <summary>
    /// What a person has left today, what was granted for an order before, and what the store has left today, is read and used by one click at a time; where the store
    /// has no limit a day, a click about another order, of somebody else, does not wait.
    /// </summary>
    public static async Task OneGrantAtATimeAsync(this LockedCase work, Guid who, CancellationToken ct)
    {
        await work.Db.LockAsync($"spending:{who}", ct);
        if (work.Subject.OrderNo is { } orderNo) await work.Db.LockAsync($"granting:{orderNo}", ct);
        await work.OneOfTheDayAtATimeAsync(ct);
    }

    /// <summary>The last of these locks, for whatever uses up the day of a store that has a limit.</summary>
    public static async Task OneOfTheDayAtATimeAsync(this LockedCase work, CancellationToken ct)
    {
        if ((await SpendingPolicies.CurrentAsync(work.Db, ct)).StoreADay is not null) await work.Db.LockAsync("granting", ct);
    }

    /// <summary>Who bears what goods cost; money has its shares with the payout.</summary>
    public static Shares? SharesOf(RemedyTerms terms, ActionFlow flow) => flow == ActionFlow.Shipment ? terms.Shares : null;

    /// <summary>The payout, where money is paid, and the request, where somebody has to decide.</summary>
    /// <param name="hands">Who had a hand in it before, besides who acts.</param>
    public static async Task<ApprovalRequest?> PayAsync(
        this CaseActions actions, LockedCase work, RemedyTerms terms, CaseAction remedy, PayoutMethod? asked, string? payee, CancellationToken ct, IEnumerable<Guid>? hands = null)
    {
        var subject = work.Subject;
        PayoutMethod? method = remedy.Flow == ActionFlow.Payout ? asked ?? (remedy.Word == "coupon" ? PayoutMethod.Coupon : PayoutMethod.Refund) : null;
        Payout? payout = null;
        if (method is { } how)
            actions.Add(payout = Payout.Request(Ids.New(work.Now), subject.StoreId, subject.Id, remedy.Id, subject.CustomerId, subject.OrderNo, remedy.Word, how, payee, remedy.Amount!.Value, terms.Shares, work.Actor.PersonId, work.Now));
        // Whoever decides sees them; what comes later has not been looked at.
        payout?.Clear(terms.Alike.Select(alike => alike.Other.PayoutId));
        if (terms.Signatures is not { } signatures)
        {
            if (payout is not null) actions.Book(payout.Approve(null, payout.Amount, work.Now));
            return null;
        }
        var shown = await work.ShownAsync(ct);
        var what = new ApprovalSubject(subject.StoreId, subject.Id, subject.OrderNo, remedy.Word, remedy.Amount ?? 0, method, payee, subject.Items, [.. shown]);
        var request = ApprovalRequest.Ask(Ids.New(work.Now), remedy.Id, what, terms.Decider, terms.Causes, signatures, remedy.Note ?? "", work.Actor.PersonId, work.Actor.Name, work.Now).With(hands ?? []);
        actions.Add(request);
        work.Record(CaseEvent.Of(CaseEventKind.ApprovalAsked, ("remedy", remedy.Word), ("amount", remedy.Amount), ("decider", terms.Decider), ("cause", terms.Causes.Count > 0 ? terms.Causes[0] : null)));
        work.Tell("approval.asked", new(StringComparer.Ordinal) { ["approval"] = request.Id.ToString(), ["amount"] = request.Amount.ToString(CultureInfo.InvariantCulture) });
        await work.AskApproversAsync(request, ct);
        return request;
    }

    /// <summary>What was agreed last is the remedy that was chosen; taken back, the one before it, or none.</summary>
    public static void LetFactsFollow(this CaseActions actions, LockedCase work)
    {
        if (work.Subject.Type is not { } type) return;
        var last = actions.All.LastOrDefault(a => a.IsRemedy && a.RemedyId == a.Id && a.Cycle == work.Subject.Cycle && a.State != ActionState.Voided);
        Add("chosen remedy", last is null ? Value.Unknown : Value.Of(last.Word));
        Add("amount", last?.Amount is { } amount ? Value.Of(amount) : Value.Unknown);

        void Add(string name, Value value) => work.Db.CaseFacts.Add(new(work.Subject.StoreId, work.Subject.Id, type.ToString(), name, CaseFacts.TextOf(value), work.Actor, work.Now));
    }
}
