using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Stores;

/// <summary>The time zone of each store, remembered per node until the store's settings change.</summary>
public sealed class StoreZones(Databases databases, ChangeSignal signal, TimeProvider time) : IDisposable
{
    private readonly StoreMemory<TimeZoneInfo> _known = new(signal, time, TimeSpan.FromSeconds(10), async (storeId, ct) =>
    {
        await using var db = databases.For(storeId);
        return TimeZoneInfo.FindSystemTimeZoneById(await db.Stores.Where(s => s.Id == storeId).Select(s => s.TimeZoneId).SingleAsync(ct));
    });

    public ValueTask<TimeZoneInfo> OfAsync(Guid storeId, CancellationToken ct) => _known.OfAsync(storeId, ct);

    public void Dispose() => _known.Dispose();
}
