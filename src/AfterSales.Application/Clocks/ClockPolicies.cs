using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Clocks;

/// <summary>The clock policy in force for a store, remembered per node until the store's settings change.</summary>
public sealed class ClockPolicies(Databases databases, ChangeSignal signal, TimeProvider time) : IDisposable
{
    private readonly StoreMemory<ClockPolicy> _known = new(signal, time, TimeSpan.FromSeconds(2), async (storeId, ct) =>
    {
        await using var db = databases.For(storeId);
        return await LatestAsync(db, ct);
    });

    public ValueTask<ClockPolicy> CurrentAsync(Guid storeId, CancellationToken ct) => _known.OfAsync(storeId, ct);

    /// <summary>As saved last; a store that never saved one has the default.</summary>
    internal static async Task<ClockPolicy> LatestAsync(StoreDb db, CancellationToken ct)
    {
        var latest = await db.ClockPolicies.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct);
        return latest is null ? ClockPolicy.Default : latest.Policy with { Version = latest.Version };
    }

    public void Dispose() => _known.Dispose();
}
