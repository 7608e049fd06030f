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
        return await OfAsync(db, ct);
    });

    public ValueTask<TimeZoneInfo> OfAsync(Guid storeId, CancellationToken ct) => _known.OfAsync(storeId, ct);

    /// <summary>The same for whoever holds a case, by the connection they have: those who wait for the case may have all the others.</summary>
    internal static async Task<TimeZoneInfo> OfAsync(StoreDb db, CancellationToken ct) =>
        TimeZoneInfo.FindSystemTimeZoneById(await db.Stores.Where(s => s.Id == db.StoreId).Select(s => s.TimeZoneId).SingleAsync(ct));

    public void Dispose() => _known.Dispose();
}
