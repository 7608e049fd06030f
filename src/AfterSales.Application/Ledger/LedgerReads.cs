using AfterSales.Application.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <summary>What several reads of the ledger need.</summary>
internal static class LedgerReads
{
    /// <summary>When a day of the store's wall clock begins, UTC.</summary>
    public static DateTimeOffset StartOf(this TimeZoneInfo zone, DateOnly day)
    {
        var wall = day.ToDateTime(TimeOnly.MinValue);
        // In the hour that spring skips there is no such time: the next one that exists.
        while (zone.IsInvalidTime(wall)) wall = wall.AddMinutes(30);
        // Where the clock is put back over midnight, midnight comes twice; the day has begun with the first.
        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }

    public static async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(this StoreDb db, List<Guid> people, CancellationToken ct) =>
        people.Count == 0 ? new Dictionary<Guid, string>() : await db.Memberships.Where(m => people.Contains(m.PersonId)).Join(db.Users, m => m.PersonId, p => p.Id, (m, p) => new { p.Id, p.DisplayName }).Distinct().ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
}
