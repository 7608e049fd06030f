using AfterSales.Application.Evidence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Orders;
using AfterSales.Domain.People;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

/// <summary>Everything the case page shows at once. <see cref="Case"/> is a detached copy: reading it changes nothing.</summary>
public sealed record CaseDetails(
    Case Case,
    string? AssigneeName,
    IReadOnlyList<ClockOnCase> Clocks,
    IReadOnlyList<TimelineEntry> Timeline,
    bool HasEarlier,
    CustomerSummary Customer,
    OrderSummary? Order,
    IReadOnlyList<OtherCase> OtherCases)
{
    /// <summary>How often the buyer was asked in this cycle, the last time first; empty while the case is open.</summary>
    public IReadOnlyList<FollowUp> FollowUps { get; init; } = [];

    /// <summary>What was agreed by phone and stands; null when nothing does.</summary>
    public PhoneAgreement? PhoneAgreement { get; init; }

    /// <summary>The messages by which the buyer confirmed what was agreed by phone, now or before.</summary>
    public IReadOnlySet<Guid> Confirmations { get; init; } = new HashSet<Guid>();

    /// <summary>The lines that somebody marked as evidence.</summary>
    public IReadOnlyDictionary<Guid, LineMark> Marks { get; init; } = new Dictionary<Guid, LineMark>();

    /// <summary>What the store takes for a sign of extortion.</summary>
    public ReviewPolicy Signs { get; init; } = ReviewPolicy.Default;

    /// <summary>Others came with the same goods and defect; null where none did.</summary>
    public SameBatch? SameBatch { get; init; }

    /// <summary>What the platform told of refunds of the order, running ones first.</summary>
    public IReadOnlyList<PlatformRefund> Refunds { get; init; } = [];

    /// <summary>What happens by itself when a deadline of the platform is missed; null where nobody knows.</summary>
    public DeadlineConsequence? MissedBy(ClockOnCase clock) => Refunds.FirstOrDefault(r => r.ClockId == clock.Id)?.MissedAt(clock.DueAt);

    /// <summary>The buyer is still to be asked whether it is settled.</summary>
    public bool OwesFollowUp => Clocks.Any(c => c is { Kind: ClockKind.FollowUp, StoppedAt: null });
}

/// <summary>A clock of the case, running or past. Times in UTC.</summary>
public sealed record ClockOnCase(Guid Id, ClockKind Kind, int Cycle, DateTimeOffset StartedAt, DateTimeOffset DueAt, bool Paused, DateTimeOffset? StoppedAt, StopCause? StopCause, DateTimeOffset? BreachedAt, int PolicyVersion);

/// <summary>One line of what happened: either a message with its evidence, or an event of the history.</summary>
public sealed record TimelineEntry(DateTimeOffset At, MessageLine? Message, HistoryLine? Event);

public sealed record MessageLine(Guid Id, MessageKind Kind, string Channel, string Text, DateTimeOffset SentAt, string AuthorName, Guid? AuthorId, double? AnsweredAfterSeconds, IReadOnlyList<EvidenceLine> Evidence);

/// <summary>A photo, video, file or link; served at /evidence/{Id}.</summary>
public sealed record EvidenceLine(Guid Id, string Name, string? ContentType, long? Size, int? Width, int? Height, bool HasThumbnail, string? Url)
{
    /// <summary>Where else the same picture, or nearly the same, was seen.</summary>
    public IReadOnlyList<SeenPicture> Seen { get; init; } = [];

    /// <summary>What it shows, in the words of <see cref="EvidenceLabels"/>; null while nobody has said.</summary>
    public string? Label { get; init; }

    /// <summary>The order line it is about; null: all of them.</summary>
    public string? LineKey { get; init; }

    public EvidenceVerdict? Verdict { get; init; }
    public string? VerdictReason { get; init; }
    public string? VerdictByName { get; init; }
    public DateTimeOffset? VerdictAt { get; init; }

    /// <summary>The piece of which it is a copy with something drawn on it.</summary>
    public Guid? OriginalId { get; init; }

    /// <summary>Since when it is gone; why is in <see cref="RemovalReason"/>.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    public string? RemovalReason { get; init; }

    internal static EvidenceLine Of(EvidenceItem e) => new(e.Id, e.Name, e.ContentType, e.Size, e.Width, e.Height, e.HasThumbnail, e.Url)
    {
        Label = e.Label,
        LineKey = e.LineKey,
        Verdict = e.Verdict,
        VerdictReason = e.VerdictReason,
        VerdictByName = e.VerdictByName,
        VerdictAt = e.VerdictAt,
        OriginalId = e.OriginalId,
        RemovedAt = e.RemovedAt,
        RemovalReason = e.RemovalReason,
    };
}

public sealed record HistoryLine(long Id, CaseEventKind Kind, IReadOnlyDictionary<string, string?> Data, ActorKind ActorKind, string ActorName);

/// <summary>The customer at a glance: how many orders and cases, and the last case.</summary>
public sealed record CustomerSummary(Guid Id, string Nick, Flag? Flag, int Orders, int Cases, DateTimeOffset? LastCaseAt)
{
    /// <summary>Null: nobody flagged the customer for extortion.</summary>
    public ExtortionFlag? Extortion { get; init; }

    /// <summary>Goes up when a flag changes.</summary>
    public int Version { get; init; }
}

/// <summary>The order at a glance. Money in yuan.</summary>
public sealed record OrderSummary(Guid Id, string OrderNo, OrderStatus Status, string? StatusText, decimal? PaidAmount, string? Province, string? City, FlagColour? ImportedFlag, Flag? Flag, string? SellerMemo, string? BuyerMessage,
    DateTimeOffset? CreatedAt, DateTimeOffset? ConfirmedAt, IReadOnlyList<OrderLineSummary> Lines, IReadOnlyList<ParcelSummary> Parcels);

public sealed record OrderLineSummary(string? Title, string? Sku, string? StyleCode, decimal? Price, int? Quantity, decimal? PaidAmount, string? RefundStatusText);

public sealed record ParcelSummary(string Waybill, string? Courier, DateTimeOffset? ShippedAt);

/// <summary>Another case of the same customer.</summary>
public sealed record OtherCase(string Number, CaseType? Type, CaseSubtype? Subtype, CaseState State, DateTimeOffset OpenedAt, bool IsEarlier);
