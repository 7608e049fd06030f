using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Reviews;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Reviews;

/// <summary>What a store takes for a sign of extortion, remembered per node until the store's settings change.</summary>
public sealed class ReviewPolicies(Databases databases, ChangeSignal signal, TimeProvider time) : IDisposable
{
    private readonly StoreMemory<ReviewPolicy> _known = new(signal, time, TimeSpan.FromSeconds(10), async (storeId, ct) =>
    {
        await using var db = databases.For(storeId);
        var latest = await db.ReviewPolicies.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct);
        return latest is null ? ReviewPolicy.Default : latest.Policy with { Version = latest.Version };
    });

    public ValueTask<ReviewPolicy> CurrentAsync(Guid storeId, CancellationToken ct) => _known.OfAsync(storeId, ct);

    public void Dispose() => _known.Dispose();
}
