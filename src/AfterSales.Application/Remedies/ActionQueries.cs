using AfterSales.Application.Approvals;
using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Remedies;

/// <summary>The actions of a case, and what a remedy would come to. Few queries, however many actions there are.</summary>
public sealed class ActionQueries(Databases databases, PlaybookShelf shelf, RemedyRules remedies)
{
    private readonly SharedReadings<(Guid StoreId, string Number), Result<Reading>> _coming = new();

    /// <summary>Every action of a case, in the order in which they were agreed, with what this person may do with each.</summary>
    public async Task<Result<ActionsOnCase>> OfCaseAsync(Actor actor, string number, CancellationToken ct = default) =>
        actor.May(Permission.ViewCases) ? Told(actor, await ReadAsync(actor.StoreId, number, ct)) : Refusal.Forbidden();

    /// <summary>The same for a page that is told of a change: those who ask within a moment share one reading.</summary>
    public async Task<Result<ActionsOnCase>> ChangedOfCaseAsync(Actor actor, string number) =>
        actor.May(Permission.ViewCases)
            ? Told(actor, await _coming.ReadAsync((actor.StoreId, number), () => ReadAsync(actor.StoreId, number, CancellationToken.None)))
            : Refusal.Forbidden();

    /// <summary>
    /// Who would have to decide, why, what looks alike and what would have to be done, if this person agreed the remedy at this amount: shown before
    /// anybody asks (SPEC 4.2). Refused as agreeing it would be.
    /// </summary>
    /// <param name="changing">The action whose terms these would become; null for a remedy that is agreed anew.</param>
    public async Task<Result<TermsShown>> TermsAsync(Actor actor, string number, string remedy, decimal? amount, string? payee, Guid? changing = null, CancellationToken ct = default)
    {
        if (!actor.May(Permission.HandleCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var subject = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, ct);
        if (subject is null) return Refusal.NotFound("case.not_found", number);
        if (!subject.IsOpen) return Refusal.Rule("case.not_open", number);
        if (await shelf.OfAsync(subject, ct) is not { } rules) return Refusal.Rule("guidance.type_needed", number);
        var action = changing is { } id ? await db.CaseActions.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.CaseId == subject.Id, ct) : null;
        var held = await remedies.HoldAsync(db, subject, rules, actor, remedy, amount, RemedyText.Clean(payee), ct, action);
        if (!held.Ok) return held.Refusal;
        var alike = held.Value.Alike.Select(one => one.Other.CaseId).ToHashSet();
        return new TermsShown(held.Value, alike.Count == 0 ? [] : await db.Cases.Where(c => alike.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Number, ct))
        {
            SamePhoto = held.Value.Causes.Contains(PhotosElsewhere.Cause) ? await PhotosElsewhere.ReadAsync(db, subject.Id, ct) : [],
        };
    }

    private async Task<Result<Reading>> ReadAsync(Guid storeId, string number, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        await using var moment = await db.OneMomentAsync(ct);
        var subject = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, ct);
        if (subject is null) return Refusal.NotFound("case.not_found", number);
        var actions = await db.CaseActions.AsNoTracking().Where(a => a.CaseId == subject.Id).OrderBy(a => a.AgreedAt).ThenBy(a => a.Place).ThenBy(a => a.Id).ToListAsync(ct);
        var deeds = subject.IsOpen ? await Deeds.OfAsync(db, subject, ct) : new Dictionary<string, Deed>(StringComparer.Ordinal);
        if (actions.Count == 0) return new Reading(subject, deeds, [], [], [], []);
        // Steps are found by their action: nothing leads from a case to them.
        var ids = actions.ConvertAll(a => a.Id);
        return new Reading(
            subject, deeds, actions,
            await db.ActionSteps.AsNoTracking().Where(s => ids.Contains(s.ActionId)).OrderBy(s => s.Id).ToListAsync(ct),
            await db.Payouts.AsNoTracking().Where(p => p.CaseId == subject.Id).OrderBy(p => p.RequestedAt).ThenBy(p => p.Id).ToListAsync(ct),
            await db.Approvals.AsNoTracking().Include(a => a.Decisions.OrderBy(d => d.Id)).Where(a => a.CaseId == subject.Id).OrderBy(a => a.RequestedAt).ThenBy(a => a.Id).ToListAsync(ct));
    }

    private static Result<ActionsOnCase> Told(Actor actor, Result<Reading> read)
    {
        if (!read.Ok) return read.Refusal;
        var (subject, deeds, actions, steps, payouts, approvals) = read.Value;
        var (stepsOf, payoutOf, approvalOf) = (steps.ToLookup(s => s.ActionId), payouts.ToLookup(p => p.ActionId), approvals.ToLookup(a => a.ActionId));
        return new ActionsOnCase(subject.Cycle, [.. actions.Select(action => Told(actor, subject, action, actions, [.. stepsOf[action.Id]], payoutOf[action.Id].LastOrDefault(), [.. approvalOf[action.Id]]))], [.. approvals]) { Deeds = deeds };
    }

    private static ActionOnCase Told(Actor actor, Case subject, CaseAction action, List<CaseAction> all, IReadOnlyList<ActionStep> steps, Payout? payout, IReadOnlyList<ApprovalRequest> approvals)
    {
        var isPaying = payout is { State: PayoutState.Sent or PayoutState.Confirmed };
        var last = ActionFlows.Standing(action.Flow, steps) is [.., var newest] ? newest : null;
        return new ActionOnCase(action, steps, [.. action.WaitsFor(all).Select(other => other.Word)], payout, approvals.Count > 0 ? approvals[^1] : null)
        {
            Moves = [.. ActionFlows.From(action.Flow, action.State).Where(move => ActionRights.MayMove(actor, action, move.To))],
            Payee = actor.May(Permission.Pay) ? payout?.Payee : PayeeMask.Of(payout?.Payee),
            MayUndo = subject.IsOpen && last is not null && last.To == action.State && action.Flow != ActionFlow.Payout && !action.HasMoved && ActionRights.MayUndo(actor, action, last)
                && !all.Exists(other => other.After.Contains(action.Id) && other.HasGoneOn),
            MayVoid = subject.IsOpen && action.State != ActionState.Voided && !action.HasMoved && !isPaying && actor.May(Permission.HandleCases) && !all.Exists(other => other.After.Contains(action.Id) && !other.IsEnded),
            MayChange = subject.IsOpen && action is { RemedyId: { } remedy, IsRemedy: true } && remedy == action.Id && !isPaying && actor.May(Permission.HandleCases)
                && (action.State is ActionState.Asked or ActionState.Open || action is { Flow: ActionFlow.Payout, State: ActionState.Failed }),
        };
    }

    /// <summary>What is read of a case, whoever looks.</summary>
    private sealed record Reading(Case Case, IReadOnlyDictionary<string, Deed> Deeds, List<CaseAction> Actions, List<ActionStep> Steps, List<Payout> Payouts, List<ApprovalRequest> Approvals);
}

/// <summary>What a remedy would come to.</summary>
/// <param name="Numbers">The numbers of the cases of what looks alike.</param>
public sealed record TermsShown(RemedyTerms Terms, Dictionary<Guid, string> Numbers)
{
    /// <summary>The numbers of other cases that a photo of this one came with, where that is a cause.</summary>
    public IReadOnlyList<string> SamePhoto { get; init; } = [];
}

/// <summary>The actions of a case as one person sees them.</summary>
/// <param name="Cycle">The present run of the case.</param>
/// <param name="Approvals">Every request of the case, the oldest first.</param>
public sealed record ActionsOnCase(int Cycle, IReadOnlyList<ActionOnCase> All, IReadOnlyList<ApprovalRequest> Approvals)
{
    public static readonly ActionsOnCase None = new(1, [], []);

    /// <summary>What of the obligations of an open case is done where it is done, by its word; whether it ever was an action, or is one, says nothing.</summary>
    public IReadOnlyDictionary<string, Deed> Deeds { get; init; } = new Dictionary<string, Deed>();

    /// <summary>A remedy stands in this run.</summary>
    public bool HasRemedy => All.Any(one => one.Action is { IsRemedy: true, State: not ActionState.Voided } && one.Action.Cycle == Cycle);

    /// <summary>What stands of a word in this run: open, or done; null where it was never taken on, or was taken back.</summary>
    public ActionOnCase? Of(string word) => All.LastOrDefault(one => one.Action.Word == word && one.Action.Cycle == Cycle && one.Action.State != ActionState.Voided);
}

/// <summary>One action: its steps, what it waits for, its payment and the last request for it.</summary>
/// <param name="WaitsFor">The words of what has to end well before it goes on.</param>
/// <param name="Payout">Null where no money is paid.</param>
/// <param name="Approval">Null where nobody was asked.</param>
public sealed record ActionOnCase(CaseAction Action, IReadOnlyList<ActionStep> Steps, IReadOnlyList<string> WaitsFor, Payout? Payout, ApprovalRequest? Approval)
{
    /// <summary>The next moves that this person may make; what it waits for comes first all the same.</summary>
    public IReadOnlyList<ActionMove> Moves { get; init; } = [];

    /// <summary>Where the payment goes: whole for whoever may pay, otherwise as much as tells one from another.</summary>
    public string? Payee { get; init; }

    public bool MayUndo { get; init; }

    public bool MayVoid { get; init; }

    /// <summary>Whether this person may agree it on other terms.</summary>
    public bool MayChange { get; init; }
}
