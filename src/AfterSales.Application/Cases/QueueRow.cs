using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

/// <summary>A clock that runs now. Times in UTC; a paused clock has no due time until it runs on.</summary>
public sealed record RunningClock(Guid Id, ClockKind Kind, DateTimeOffset StartedAt, DateTimeOffset DueAt, bool Paused)
{
    /// <summary>What happens by itself when it is missed; known of a deadline of the platform.</summary>
    public DeadlineConsequence? Missed { get; init; }
}

/// <summary>One open case as the queue shows it.</summary>
public sealed record QueueRow(
    Guid Id,
    string Number,
    string CustomerNick,
    CaseType? Type,
    CaseSubtype? Subtype,
    bool TypeConfirmed,
    CaseState State,
    Waiting? WaitingFor,
    Guid? AssigneeId,
    Priority Priority,
    Flag? Flag,
    string LastText,
    bool LastIsInbound,
    DateTimeOffset LastActivityAt,
    DateTimeOffset OpenedAt,
    int Nudges,
    int EvidenceCount,
    string? OrderNo,
    decimal? PaidAmount,
    string[] Tags,
    IReadOnlyList<RunningClock> Clocks)
{
    /// <summary>The nearest deadline; the queue sorts by it (SPEC 3). Null when no clock runs.</summary>
    public RunningClock? Nearest { get; } = Clocks.Where(c => !c.Paused).MinBy(c => c.DueAt);

    /// <summary>An agreement by phone waits for the buyer's confirmation in chat.</summary>
    public bool PhoneUnconfirmed { get; init; }

    /// <summary>Others came with the same goods and defect; null where none did.</summary>
    public SameBatch? SameBatch { get; init; }

    internal DateTimeOffset SortKey => Nearest?.DueAt ?? DateTimeOffset.MaxValue;
}
