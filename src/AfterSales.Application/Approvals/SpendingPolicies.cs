using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Approvals;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <summary>The spending policy in force for a store, remembered per node until the store's settings change.</summary>
public sealed class SpendingPolicies(Databases databases, ChangeSignal signal, TimeProvider time) : IDisposable
{
    private readonly StoreMemory<SpendingPolicy> _known = new(signal, time, TimeSpan.FromSeconds(2), async (storeId, ct) =>
    {
        await using var db = databases.For(storeId);
        return await CurrentAsync(db, ct);
    });

    public ValueTask<SpendingPolicy> CurrentAsync(Guid storeId, CancellationToken ct) => _known.OfAsync(storeId, ct);

    /// <summary>The same for whoever holds a case, by the connection they have: those who wait for the case may have all the others.</summary>
    internal static async Task<SpendingPolicy> CurrentAsync(StoreDb db, CancellationToken ct)
    {
        var latest = await db.SpendingPolicies.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct);
        return latest is null ? SpendingPolicy.Default : latest.Policy with { Version = latest.Version };
    }

    public void Dispose() => _known.Dispose();
}
