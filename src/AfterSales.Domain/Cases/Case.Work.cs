using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Cases;

public sealed partial class Case
{
    /// <summary>Gives the case to a person, or to nobody (back to the unclaimed).</summary>
    public Result<CaseEvent> Assign(Guid? personId, bool byThemselves)
    {
        if (!IsOpen && State == CaseState.Closed) return Refusal.Rule("case.closed", Number);
        if (AssigneeId == personId) return Refusal.Rule(personId is null ? "case.already_unclaimed" : "case.already_theirs", Number);
        var from = AssigneeId;
        AssigneeId = personId;
        Version++;
        var kind = personId is null ? CaseEventKind.Released : byThemselves ? CaseEventKind.Claimed : CaseEventKind.Assigned;
        return CaseEvent.Of(kind, ("from", from), ("to", personId));
    }

    /// <summary>A person says what it is.</summary>
    public Result<CaseEvent> Classify(CaseType type, CaseSubtype subtype)
    {
        if (CaseTypes.TypeOf(subtype) != type) return Refusal.Invalid("case.subtype_of_other_type", type, subtype);
        if (TypeConfirmed && Subtype == subtype) return Refusal.Rule("case.type_unchanged", Number);
        var before = Subtype;
        // Another type has another playbook, whose versions count for themselves.
        if (Type != type) PlaybookVersion = null;
        Type = type;
        Subtype = subtype;
        TypeConfirmed = true;
        Version++;
        return CaseEvent.Of(CaseEventKind.TypeChanged, ("from", before), ("type", type), ("subtype", subtype));
    }

    /// <summary>Says which lines of its order it is about, by their keys.</summary>
    public Result<CaseEvent> ChooseItems(IReadOnlyList<string> keys)
    {
        if (!IsOpen) return Refusal.Rule("case.not_open", Number);
        string[] items = [.. keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (Items.SequenceEqual(items)) return Refusal.Rule("case.items_unchanged", Number);
        Items = items;
        Version++;
        return CaseEvent.Of(CaseEventKind.ItemsChosen, ("count", items.Length));
    }

    /// <summary>Goes over to another version of its playbook; what was known of it stays known.</summary>
    public Result<CaseEvent> FollowPlaybook(int version, int from)
    {
        if (!IsOpen) return Refusal.Rule("case.not_open", Number);
        if (version == from) return Refusal.Rule("case.playbook_unchanged", Number);
        PlaybookVersion = version;
        Version++;
        return CaseEvent.Of(CaseEventKind.PlaybookMoved, ("type", Type), ("from", from), ("to", version));
    }

    /// <summary>
    /// Moves between working steps, and on to FollowUp. Resolving, closing and reopening have their own methods. Whoever goes on
    /// from confirming has had the problem confirmed (SPEC 2.2), and with it the type that was only proposed.
    /// </summary>
    public Result<CaseEvent> MoveTo(CaseState to)
    {
        if (to is CaseState.Resolved or CaseState.Closed || !CaseStates.MayMove(State, to)) return Refusal.Rule("case.illegal_step", State, to);
        if (to >= CaseState.Analysing && Type is null) return Refusal.Rule("case.type_needed", Number);
        var from = State;
        State = to;
        TypeConfirmed |= to >= CaseState.Analysing;
        Version++;
        return CaseEvent.Of(CaseEventKind.StateChanged, ("from", from), ("to", to));
    }

    /// <summary>Puts a waiting overlay on, or takes it off.</summary>
    public Result<CaseEvent> WaitFor(Waiting? whom)
    {
        if (!IsOpen) return Refusal.Rule("case.not_open", Number);
        if (WaitingFor == whom) return Refusal.Rule("case.waiting_unchanged", Number);
        var from = WaitingFor;
        WaitingFor = whom;
        Version++;
        return CaseEvent.Of(CaseEventKind.WaitingChanged, ("from", from), ("to", whom));
    }

    /// <summary>Every agreed action is done. Refused while a buyer message is unanswered or the case has no type.</summary>
    public Result<CaseEvent> Resolve(DateTimeOffset at)
    {
        if (!IsOpen) return Refusal.Rule("case.not_open", Number);
        if (UnansweredSince is not null) return Refusal.Rule("case.unanswered", Number);
        if (Type is null) return Refusal.Rule("case.type_needed", Number);
        if (State == CaseState.New) return Refusal.Rule("case.not_confirmed", Number);
        var from = State;
        State = CaseState.Resolved;
        TypeConfirmed = true;
        WaitingFor = null;
        ResolvedAt = at;
        Version++;
        return CaseEvent.Of(CaseEventKind.Resolved, ("from", from));
    }

    /// <param name="because">Why nobody asked the buyer first; null where somebody did.</param>
    public Result<CaseEvent> Close(DateTimeOffset at, string? because = null)
    {
        if (!CaseStates.MayMove(State, CaseState.Closed)) return Refusal.Rule("case.illegal_step", State, CaseState.Closed);
        var from = State;
        State = CaseState.Closed;
        ClosedAt = at;
        Version++;
        return CaseEvent.Of(CaseEventKind.Closed, ("from", from), ("because", because));
    }

    /// <summary>Whether a new message, or a person, may still reopen it (SPEC 2.2: 30 days by default).</summary>
    public bool MayReopen(DateTimeOffset at, TimeSpan window) => !IsOpen && at - (ResolvedAt ?? OpenedAt) <= window;

    /// <summary>Back to work: a new cycle, a new Resolution clock.</summary>
    public Result<CaseEvent> Reopen(DateTimeOffset at, TimeSpan window, string because)
    {
        if (IsOpen) return Refusal.Rule("case.already_open", Number);
        if (!MayReopen(at, window)) return Refusal.Rule("case.too_old_to_reopen", Number, window.TotalDays);
        var from = State;
        State = CaseState.Confirming;
        ResolvedAt = null;
        ClosedAt = null;
        Cycle++;
        Version++;
        return CaseEvent.Of(CaseEventKind.Reopened, ("from", from), ("because", because), ("cycle", Cycle));
    }

    public Result<CaseEvent> Prioritise(Priority priority)
    {
        if (Priority == priority) return Refusal.Rule("case.priority_unchanged", Number);
        var from = Priority;
        Priority = priority;
        Version++;
        return CaseEvent.Of(CaseEventKind.PriorityChanged, ("from", from), ("to", priority));
    }

    /// <summary>Flags it with a memo, or takes the flag off.</summary>
    public Result<CaseEvent> Mark(Flag? flag)
    {
        if (flag is { Memo.Length: > 500 }) return Refusal.Invalid("flag.memo_too_long") with { Field = nameof(Flag.Memo) };
        Flag = flag;
        Version++;
        return CaseEvent.Of(CaseEventKind.FlagChanged, ("colour", flag?.Colour), ("memo", flag?.Memo));
    }

    /// <summary>Replaces the tags: trimmed, no doubles, at most <see cref="MostTags"/> of at most <see cref="MaxTag"/> characters.</summary>
    public Result<CaseEvent> Tag(IEnumerable<string> tags)
    {
        var next = tags.Select(t => PlainText.Name(t)).Where(t => !PlainText.IsBlank(t)).Distinct(StringComparer.Ordinal).ToArray();
        if (next.Length > MostTags || next.Any(t => t.Length > MaxTag)) return Refusal.Invalid("case.tags_invalid") with { Field = nameof(Tags) };
        Tags = next;
        Version++;
        return CaseEvent.Of(CaseEventKind.TagsChanged, ("tags", string.Join(' ', next)));
    }
}
