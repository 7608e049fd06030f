namespace AfterSales.Application.Clocks;

/// <summary>Tells this node's clock worker that a timer was added which may be due before the one it sleeps for.</summary>
public sealed class ClockWakeUp : IDisposable
{
    private readonly SemaphoreSlim _added = new(0, 1);
    private long _sleepingUntil = long.MaxValue;

    /// <summary>Wakes the worker when <paramref name="dueAt"/> is earlier than what it waits for.</summary>
    public void Added(DateTimeOffset? dueAt)
    {
        if (dueAt is not { } due || due.UtcTicks >= Interlocked.Read(ref _sleepingUntil)) return;
        try
        {
            _added.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is being woken already.
        }
    }

    /// <summary>Sleeps until <paramref name="until"/>, at most <paramref name="atMost"/>, or until an earlier timer is added.</summary>
    public async Task SleepAsync(DateTimeOffset until, TimeSpan atMost, CancellationToken ct)
    {
        Interlocked.Exchange(ref _sleepingUntil, until.UtcTicks);
        await _added.WaitAsync(atMost, ct);
        Interlocked.Exchange(ref _sleepingUntil, long.MaxValue);
    }

    public void Dispose() => _added.Dispose();
}
