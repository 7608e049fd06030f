namespace AfterSales.Domain.Cases;

/// <summary>What can happen to a case; each is one line of its append-only history.</summary>
public enum CaseEventKind
{
    Opened,
    Reopened,
    LinkedToEarlier,
    TypeProposed,
    TypeChanged,
    OrderAttached,
    Claimed,
    Assigned,
    Released,
    StateChanged,
    WaitingChanged,
    Resolved,
    Closed,
    FollowedUp,
    Replied,
    NoteAdded,
    LeakAccepted,
    Nudged,
    PromiseMade,
    RefundSeen,
    RefundMoved,
    PhoneAgreed,
    PhoneConfirmed,
    PhoneWithdrawn,
    PriorityChanged,
    FlagChanged,
    TagsChanged,
    TagRenamed,
    EvidenceAdded,
    EvidencePacked,
    FactSaid,
    FactTakenBack,
    ItemsChosen,
    RemedyChosen,
    EvidenceRequested,
    PlaybookMoved,
    RemedyAgreed,
    RemedyChanged,
    ActionTakenOn,
    ActionMoved,
    ActionUndone,
    ActionVoided,
    ApprovalAsked,
    ApprovalAnswered,
    ApprovalDecided,
    ApprovalVoided,
    ApprovalEscalated,
    PayoutHeld,
    PayoutCleared,
    SharesChanged,
    ReviewRecorded,
    ReviewReplied,
    ReviewConcluded,
    OfferMade,
    OfferAnswered,
    ExtortionFlagged,
    ExtortionLifted,
    LineMarked,
    LineUnmarked,
    ClockWarned,
    ClockBreached,
    ClockPaused,
    ClockResumed,
    ClockLimitChanged,
}

/// <summary>One thing that happened, with language-neutral data; pages and the API put it into words.</summary>
public sealed record CaseEvent(CaseEventKind Kind, IReadOnlyDictionary<string, string?> Data)
{
    public static CaseEvent Of(CaseEventKind kind, params (string Key, object? Value)[] data) =>
        new(kind, data.ToDictionary(d => d.Key, d => Text(d.Value), StringComparer.Ordinal));

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateTimeOffset at => at.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
