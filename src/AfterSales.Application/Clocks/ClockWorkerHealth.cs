namespace AfterSales.Application.Clocks;

/// <summary>How the clock worker of this node is doing; read by /readyz and the metrics.</summary>
public sealed class ClockWorkerHealth(TimeProvider time)
{
    private readonly Lock _lock = new();
    private DateTimeOffset? _lastLookedAt;
    private DateTimeOffset? _nextDueAt;

    /// <summary>When the worker last asked the database; null before the first time.</summary>
    public DateTimeOffset? LastLookedAt
    {
        get { lock (_lock) return _lastLookedAt; }
    }

    /// <summary>How long the oldest timer that has not fired is overdue, at this moment; zero while none is.</summary>
    public TimeSpan Lag
    {
        get
        {
            DateTimeOffset? next;
            lock (_lock) next = _nextDueAt;
            var lag = time.GetUtcNow() - next ?? TimeSpan.Zero;
            return lag > TimeSpan.Zero ? lag : TimeSpan.Zero;
        }
    }

    internal void Looked(DateTimeOffset at, DateTimeOffset? nextDueAt)
    {
        lock (_lock) (_lastLookedAt, _nextDueAt) = (at, nextDueAt);
    }
}
