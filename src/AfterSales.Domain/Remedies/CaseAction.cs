using AfterSales.Domain.Ledger;
using AfterSales.Domain.Parcels;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Remedies;

/// <summary>
/// A remedy or obligation of a case that is carried out step by step (SPEC 2: actions): what was agreed, whose work it is, by when, what it waits
/// for, and where it stands. Every move is kept (<see cref="ActionStep"/>).
/// </summary>
public sealed class CaseAction : IStoreOwned
{
    private CaseAction() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>The run of the case in which it was agreed.</summary>
    public int Cycle { get; private set; }

    /// <summary>A remedy or an obligation, in the outcomes catalogue's word.</summary>
    public string Word { get; private set; } = "";

    public ActionFlow Flow { get; private set; }
    public ActionState State { get; private set; }
    public Desk Desk { get; private set; }

    /// <summary>Whether the case cannot be resolved before it ended.</summary>
    public bool IsRequired { get; private set; }

    /// <summary>How it is to be done, e.g. <c>SF only</c>.</summary>
    public string[] Terms { get; private set; } = [];

    /// <summary>The actions that have to end well before this one goes on.</summary>
    public Guid[] After { get; private set; } = [];

    /// <summary>The lines of the order it is about, by their keys; none: those of the case.</summary>
    public string[] Items { get; private set; } = [];

    public DateTimeOffset AgreedAt { get; private set; }

    /// <summary>Its place among what was agreed at the same moment, from 0: a return before what waits for it.</summary>
    public int Place { get; private set; }

    public Guid? AgreedById { get; private set; }

    /// <summary>The remedy with which it was agreed; its own id for the remedy itself, null for what was taken on by itself.</summary>
    public Guid? RemedyId { get; private set; }

    /// <summary>What the click was that agreed it, so that a second one of the same changes nothing; unique in the store.</summary>
    public string? RequestKey { get; private set; }

    /// <summary>It costs something and nobody had to be asked: it counts against the authority of who agreed it.</summary>
    public bool IsOwnAuthority { get; private set; }

    /// <summary>Who bears what the goods cost; null where money is paid (<see cref="Ledger.Payout.Shares"/>) or nothing is borne.</summary>
    public Shares? Shares { get; private set; }

    /// <summary>Null when it has no time.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Yuan: what is paid, claimed or received, or what the goods cost; null where no money is in it.</summary>
    public decimal? Amount { get; private set; }

    public string? Courier { get; private set; }
    public string? Waybill { get; private set; }

    /// <summary>A number of the outside world: of an exchange order, a claim, a complaint, a receipt.</summary>
    public string? Reference { get; private set; }

    public string? Note { get; private set; }

    /// <summary>What the warehouse found, where goods came back.</summary>
    public Inspection? Inspection { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Goes up with every change, so that of two people who move it at once the second is told.</summary>
    public int Version { get; private set; }

    public bool IsEnded => ActionFlows.IsEnded(Flow, State);

    public bool IsRemedy => ActionCatalogue.IsRemedy(Word);

    /// <summary>Money or goods have left, or came in: what happened cannot be taken back by a click.</summary>
    public bool HasMoved => Flow switch
    {
        ActionFlow.Payout => State is ActionState.Sent or ActionState.Done,
        ActionFlow.Claim => State == ActionState.Done,
        _ => false,
    };

    /// <summary>Somebody has begun with it.</summary>
    public bool HasGoneOn => State is not (ActionState.Asked or ActionState.Open or ActionState.Voided);

    public static CaseAction Agree(Guid id, Guid storeId, Guid caseId, int cycle, PlannedAction planned, Guid? byId, DateTimeOffset at) => new()
    {
        Id = id,
        StoreId = storeId,
        CaseId = caseId,
        Cycle = cycle,
        Word = planned.Kind.Word,
        Flow = planned.Kind.Flow,
        Desk = planned.Kind.Desk,
        IsRequired = planned.Kind.IsRequired,
        Terms = [.. planned.Terms],
        State = ActionState.Open,
        AgreedAt = at,
        AgreedById = byId,
        DueAt = at + planned.Within,
        Version = 1,
    };

    /// <summary>It was agreed with a remedy, and may wait for others.</summary>
    public CaseAction With(Guid remedyId, IEnumerable<Guid> after)
    {
        (RemedyId, After) = (remedyId, [.. after]);
        return this;
    }

    /// <summary>It is the remedy: what it costs, and for what.</summary>
    public CaseAction Costing(decimal? amount, Shares? shares, IEnumerable<string> items, string? note, string? requestKey, bool isOwnAuthority)
    {
        (Amount, Shares, Items, Note, RequestKey, IsOwnAuthority) = (amount, shares, [.. items], note, requestKey, isOwnAuthority);
        return this;
    }

    /// <summary>Others bear what its goods cost.</summary>
    public void BorneBy(Shares shares)
    {
        Shares = shares;
        Version++;
    }

    /// <summary>It comes after so many that were agreed with it.</summary>
    public CaseAction At(int place)
    {
        Place = place;
        return this;
    }

    /// <summary>What there is to say of it.</summary>
    public CaseAction Noting(string? note)
    {
        Note = note;
        return this;
    }

    /// <summary>It has to be approved first.</summary>
    public CaseAction Ask()
    {
        State = ActionState.Asked;
        return this;
    }

    /// <summary>What of the others has not ended well yet and this one waits for.</summary>
    public IEnumerable<CaseAction> WaitsFor(IEnumerable<CaseAction> others) =>
        others.Where(other => After.Contains(other.Id) && other.State != ActionState.Done);

    /// <summary>It was approved, at this amount.</summary>
    public void Approve(decimal? amount)
    {
        if (State != ActionState.Asked) throw new InvalidOperationException($"A {State} action was approved.");
        (State, Amount) = (ActionState.Open, amount ?? Amount);
        Version++;
    }

    /// <summary>Goes on to <paramref name="to"/>; refused where the flow has no such move, something it needs is not said, or another action comes first.</summary>
    public Result<ActionStep> Move(ActionState to, ActionDetails details, IEnumerable<CaseAction> others, DateTimeOffset at)
    {
        if (State == ActionState.Asked) return Refusal.Rule("action.not_approved");
        if (ActionFlows.Find(Flow, State, to) is not { } move) return Refusal.Rule("action.illegal_move", State, to);
        if (details.Missing(move.Needs, this) is { } missing) return missing;
        // Goods may come back at any time; they are the first in every chain.
        if (WaitsFor(others).FirstOrDefault() is { } first) return Refusal.Rule("action.waits", first.Word);
        // As a scanner will read it.
        details = details with { Waybill = ScannedCode.Parse(details.Waybill) ?? details.Waybill };
        var step = new ActionStep(StoreId, CaseId, Id, State, to, details, at);
        State = to;
        (Amount, Courier, Waybill, Reference, Note, Inspection) = (
            details.Amount ?? Amount, details.Courier ?? Courier, details.Waybill ?? Waybill, details.Reference ?? Reference, details.Note ?? Note, details.Inspection ?? Inspection);
        EndedAt = IsEnded ? at : null;
        Version++;
        return step;
    }

    /// <summary>
    /// Takes the last move back that still stands, with a reason, as long as no money moved by it and nothing went on that waited for it. What was said
    /// with the move is taken back, too.
    /// </summary>
    /// <param name="steps">Every step of it, in order.</param>
    public Result<ActionStep> Undo(IEnumerable<ActionStep> steps, string reason, IEnumerable<CaseAction> others, DateTimeOffset at)
    {
        if (ReasonProblem(reason) is { } problem) return problem;
        if (Flow == ActionFlow.Payout || HasMoved) return Refusal.Rule("action.money_moved");
        var standing = ActionFlows.Standing(Flow, steps);
        if (State is ActionState.Voided or ActionState.Asked || standing.Count == 0 || standing[^1].To != State) return Refusal.Rule("action.nothing_to_undo");
        if (others.FirstOrDefault(other => other.After.Contains(Id) && other.HasGoneOn) is { } follower) return Refusal.Rule("action.gone_on", follower.Word);
        var last = standing[^1];
        var step = new ActionStep(StoreId, CaseId, Id, State, last.From, new ActionDetails { Reason = reason }, at);
        var left = standing.SkipLast(1).Select(one => one.Details).ToList();
        if (last.Details.Courier is not null) Courier = left.Select(said => said.Courier).LastOrDefault(said => said is not null);
        if (last.Details.Waybill is not null) Waybill = left.Select(said => said.Waybill).LastOrDefault(said => said is not null);
        if (last.Details.Reference is not null) Reference = left.Select(said => said.Reference).LastOrDefault(said => said is not null);
        if (last.Details.Inspection is not null) Inspection = left.Select(said => said.Inspection).LastOrDefault(said => said is not null);
        // What was agreed stands; what was claimed is taken back with the claim.
        if (Flow == ActionFlow.Claim && last.Details.Amount is not null) Amount = left.Select(said => said.Amount).LastOrDefault(said => said is not null);
        (State, EndedAt) = (last.From, null);
        Version++;
        return step;
    }

    /// <summary>
    /// Its terms are changed before anything was paid or sent: it is agreed anew (<see cref="Costing"/>) and asked for again where somebody has to
    /// decide (<see cref="Ask"/>). The step keeps what it was.
    /// </summary>
    public Result<ActionStep> Change(decimal? amount, string? note, bool needsApproval, DateTimeOffset at)
    {
        if (!IsRemedy || RemedyId != Id) return Refusal.Rule("action.no_remedy");
        if (HasMoved) return Refusal.Rule("action.money_moved");
        // A payment that failed may be made on other terms; goods that are packed are what was agreed.
        if (State is not (ActionState.Asked or ActionState.Open) && !(Flow == ActionFlow.Payout && State == ActionState.Failed)) return Refusal.Rule("action.under_way");
        var to = needsApproval ? ActionState.Asked : ActionState.Open;
        var step = new ActionStep(StoreId, CaseId, Id, State, to, new ActionDetails { Amount = amount, Note = note }, at);
        State = to;
        Version++;
        return step;
    }

    /// <summary>What was agreed with a remedy waits for its approval again, unless it is under way already.</summary>
    public bool AskAgain()
    {
        if (State != ActionState.Open) return false;
        State = ActionState.Asked;
        Version++;
        return true;
    }

    /// <summary>Takes it out of the case, with a reason; refused once money moved, and while others wait for it.</summary>
    public Result<ActionStep> Void(string reason, IEnumerable<CaseAction> others, DateTimeOffset at)
    {
        if (ReasonProblem(reason) is { } problem) return problem;
        if (State == ActionState.Voided) return Refusal.Rule("action.voided");
        if (HasMoved) return Refusal.Rule("action.money_moved");
        if (others.FirstOrDefault(other => other.After.Contains(Id) && !other.IsEnded) is { } waiting) return Refusal.Rule("action.awaited", waiting.Word);
        var step = new ActionStep(StoreId, CaseId, Id, State, ActionState.Voided, new ActionDetails { Reason = reason }, at);
        (State, EndedAt) = (ActionState.Voided, at);
        Version++;
        return step;
    }

    private static Refusal? ReasonProblem(string reason) =>
        PlainText.IsBlank(reason) ? Refusal.Invalid("action.reason_needed") with { Field = nameof(ActionDetails.Reason) }
        : reason.Length > ActionDetails.MaxText ? Refusal.Invalid("action.text_too_long", ActionDetails.MaxText) with { Field = nameof(ActionDetails.Reason) }
        : null;
}
