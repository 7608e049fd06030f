using System.Collections.Concurrent;

namespace AfterSales.Application.People;

/// <summary>
/// Counts tries that failed, per key, in this node's memory: addresses, and names that nobody has (so that they lock like
/// real ones and tell a stranger nothing). A known person's tries are counted in the database.
/// </summary>
public sealed class FailedTries(TimeProvider time)
{
    private const int MostKeys = 20_000;

    private readonly ConcurrentDictionary<string, Tries> _tries = new(StringComparer.Ordinal);

    private sealed record Tries(int Count, DateTimeOffset Last, DateTimeOffset LockedUntil);

    /// <summary>How long this key must wait; null when it may try.</summary>
    public TimeSpan? Wait(string key)
    {
        var wait = _tries.TryGetValue(key, out var tries) ? tries.LockedUntil - time.GetUtcNow() : TimeSpan.Zero;
        return wait > TimeSpan.Zero ? wait : null;
    }

    /// <summary>Counts one try, before its outcome is known, so that many at once count too.</summary>
    public void Count(string key, int limit, TimeSpan lockFor)
    {
        var now = time.GetUtcNow();
        if (_tries.Count >= MostKeys) Forget(now - lockFor);
        _tries.AddOrUpdate(key, _ => After(0), (_, old) => After(now - old.Last > lockFor ? 0 : old.Count));

        Tries After(int before) => before + 1 >= limit ? new(0, now, now + lockFor) : new(before + 1, now, default);
    }

    /// <summary>The try was good after all.</summary>
    public void Forgive(string key)
    {
        if (_tries.TryGetValue(key, out var old))
            _tries.TryUpdate(key, old with { Count = Math.Max(0, old.Count - 1), LockedUntil = default }, old);
    }

    private void Forget(DateTimeOffset before)
    {
        foreach (var (key, tries) in _tries)
            if (tries.Last < before)
                _tries.TryRemove(key, out _);
        // A flood of made-up keys within the window: start afresh rather than grow without end.
        if (_tries.Count >= MostKeys) _tries.Clear();
    }
}
