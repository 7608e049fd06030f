using AfterSales.Domain.Ledger;
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
        var step = new ActionStep(StoreId, CaseId, Id, State, to, details, at);
        State = to;
        (Amount, Courier, Waybill, Reference, Note, Inspection) = (
            details.Amount ?? Amount, details.Courier ?? Courier, details.Waybill ?? Waybill, details.Reference ?? Reference, details.Note ?? Note, details.Inspection ?? Inspection);
        EndedAt = IsEnded ? at : null;
        Version++;
        return step;
    }

    /// <summary>Takes the last move back, with a reason, as long as no money moved by it.</summary>
    public Result<ActionStep> Undo(ActionStep last, string reason, DateTimeOffset at)
    {
        if (PlainText.IsBlank(reason)) return Refusal.Invalid("action.reason_needed") with { Field = nameof(ActionDetails.Reason) };
        if (Flow == ActionFlow.Payout || HasMoved) return Refusal.Rule("action.money_moved");
        if (State is ActionState.Voided or ActionState.Asked || last.To != State) return Refusal.Rule("action.nothing_to_undo");
        var step = new ActionStep(StoreId, CaseId, Id, State, last.From, new ActionDetails { Reason = reason }, at);
        State = last.From;
        EndedAt = null;
        Version++;
        return step;
    }

    /// <summary>Takes it out of the case, with a reason; refused once money moved, and while others wait for it.</summary>
    public Result<ActionStep> Void(string reason, IEnumerable<CaseAction> others, DateTimeOffset at)
    {
        if (PlainText.IsBlank(reason)) return Refusal.Invalid("action.reason_needed") with { Field = nameof(ActionDetails.Reason) };
        if (State == ActionState.Voided) return Refusal.Rule("action.voided");
        if (HasMoved) return Refusal.Rule("action.money_moved");
        if (others.FirstOrDefault(other => other.After.Contains(Id) && !other.IsEnded) is { } waiting) return Refusal.Rule("action.awaited", waiting.Word);
        var step = new ActionStep(StoreId, CaseId, Id, State, ActionState.Voided, new ActionDetails { Reason = reason }, at);
        (State, EndedAt) = (ActionState.Voided, at);
        Version++;
        return step;
    }
}
