using System.Collections.Concurrent;
using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Clocks;

/// <summary>The clock policy in force for a store, remembered per node until the store's settings change.</summary>
public sealed class ClockPolicies : IDisposable
{
    private readonly Databases _databases;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<Guid, (ClockPolicy Policy, long At)> _known = new();
    private readonly IDisposable _subscription;

    // A notice of a change can be lost with the node that made it; then this bounds how long an old policy is used.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    public ClockPolicies(Databases databases, ChangeSignal signal, TimeProvider time)
    {
        _databases = databases;
        _time = time;
        _subscription = signal.Subscribe(change =>
        {
            if (change.Of == ChangeOf.Store) _known.TryRemove(change.StoreId, out _);
        });
    }

    public async ValueTask<ClockPolicy> CurrentAsync(Guid storeId, CancellationToken ct)
    {
        if (_known.TryGetValue(storeId, out var known) && _time.GetElapsedTime(known.At) < Fresh) return known.Policy;
        var at = _time.GetTimestamp();
        await using var db = _databases.For(storeId);
        var policy = await LatestAsync(db, ct);
        _known[storeId] = (policy, at);
        return policy;
    }

    /// <summary>As saved last; a store that never saved one has the default.</summary>
    internal static async Task<ClockPolicy> LatestAsync(StoreDb db, CancellationToken ct)
    {
        var latest = await db.ClockPolicies.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct);
        return latest is null ? ClockPolicy.Default : latest.Policy with { Version = latest.Version };
    }

    public void Dispose() => _subscription.Dispose();
}
