namespace AfterSales.Domain.Clocks;

public enum PauseCause
{
    WaitingBuyer,
    Manual,
}

/// <summary>A stretch in which a clock did not run.</summary>
public sealed class ClockPause
{
    private ClockPause()
    {
    }

    internal ClockPause(Guid clockId, DateTimeOffset startedAt, PauseCause cause, Guid? byId)
    {
        Id = Guid.CreateVersion7(startedAt);
        ClockId = clockId;
        StartedAt = startedAt;
        Cause = cause;
        ById = byId;
    }

    public Guid Id { get; private set; }

    public Guid ClockId { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public PauseCause Cause { get; private set; }

    public Guid? ById { get; private set; }

    internal void End(DateTimeOffset at) => EndedAt = at;

    /// <summary>Whether the clock stood still at this moment. A pause takes effect just after it starts: what falls due in that very
    /// instant was still running.</summary>
    internal bool Covers(DateTimeOffset moment) => StartedAt < moment && (EndedAt is null || moment < EndedAt);
}
