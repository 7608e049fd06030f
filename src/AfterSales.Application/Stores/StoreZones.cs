using System.Collections.Concurrent;
using AfterSales.Application.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Stores;

/// <summary>The time zone of each store, remembered per node for a little while: it hardly ever changes.</summary>
public sealed class StoreZones(Databases databases, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<Guid, (TimeZoneInfo Zone, long At)> _known = new();

    public async ValueTask<TimeZoneInfo> OfAsync(Guid storeId, CancellationToken ct)
    {
        if (_known.TryGetValue(storeId, out var known) && time.GetElapsedTime(known.At) < Fresh) return known.Zone;
        var at = time.GetTimestamp();
        await using var db = databases.For(storeId);
        var id = await db.Stores.Where(s => s.Id == storeId).Select(s => s.TimeZoneId).SingleAsync(ct);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        _known[storeId] = (zone, at);
        return zone;
    }
}
