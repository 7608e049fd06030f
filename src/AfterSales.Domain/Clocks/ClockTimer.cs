namespace AfterSales.Domain.Clocks;

public enum TimerKind
{
    Warn,
    Breach,
}

/// <summary>A moment at which something must happen to a clock. Unique per clock, kind and ordinal, so it fires once.</summary>
public sealed class ClockTimer
{
    private ClockTimer()
    {
    }

    public ClockTimer(Guid clockId, PlannedTimer planned)
    {
        ClockId = clockId;
        Kind = planned.Kind;
        Ordinal = planned.Ordinal;
        DueAt = planned.DueAt;
    }

    public Guid ClockId { get; private set; }

    public TimerKind Kind { get; private set; }

    public int Ordinal { get; private set; }

    public DateTimeOffset DueAt { get; private set; }

    public DateTimeOffset? FiredAt { get; private set; }

    /// <summary>Records that the timer was handled, whether or not it still held; false when it already was.</summary>
    public bool Fire(DateTimeOffset at)
    {
        if (FiredAt is not null)
            return false;
        FiredAt = at;
        return true;
    }

    internal void MoveTo(DateTimeOffset dueAt) => DueAt = dueAt;
}

/// <summary>A timer that a clock wants to exist.</summary>
public sealed record PlannedTimer(TimerKind Kind, int Ordinal, DateTimeOffset DueAt);
