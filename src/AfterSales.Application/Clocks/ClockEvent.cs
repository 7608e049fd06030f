using AfterSales.Domain.Clocks;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Clocks;

/// <summary>A warning or breach that was raised: append-only, one per clock, kind and ordinal. Read by GET /api/v1/clock-events.</summary>
public sealed class ClockEvent : IStoreOwned
{
    private ClockEvent() { }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid ClockId { get; private set; }

    /// <summary>The case.</summary>
    public Guid SubjectId { get; private set; }

    public ClockKind Clock { get; private set; }
    public TimerKind Kind { get; private set; }
    public int Ordinal { get; private set; }

    /// <summary>When it was due, also where it was raised later because everything was down.</summary>
    public DateTimeOffset DueAt { get; private set; }

    public DateTimeOffset FiredAt { get; private set; }

    /// <summary>Who had the case then; null when it was unclaimed.</summary>
    public Guid? ResponsibleId { get; private set; }
}
