using AfterSales.Application.Ledger;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Evidence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>
/// Which file of a customer in its folder each item is: its place by time among all that have a file there, removed ones too, so that a number once seen stays. Names that differ in case only are
/// numbered together.
/// </summary>
internal static class ArchivePlaces
{
    private sealed record Place(Guid Id, long Number);

    /// <summary>One statement for all of them: each name in each folder is walked along an index.</summary>
    public static async Task<IReadOnlyDictionary<Guid, int>> OfAsync(StoreDb db, IReadOnlyCollection<EvidenceItem> items, TimeZoneInfo zone, CancellationToken ct)
    {
        if (items.Count == 0) return new Dictionary<Guid, int>();
        var names = items.Select(e => (e.Type, Month: MonthOf(e.AddedAt, zone), e.ArchiveName)).Distinct().ToList();
        var types = names.Select(n => n.Type).ToArray();
        var called = names.Select(n => n.ArchiveName).ToArray();
        var since = names.Select(n => zone.StartOf(n.Month)).ToArray();
        var until = names.Select(n => zone.StartOf(n.Month.AddMonths(1))).ToArray();
        var ids = items.Select(e => e.Id).ToArray();
        var places = await db.Database.SqlQuery<Place>(
            $"""
            select p.id as "Id", p.number as "Number" from (
                select distinct type, lower(name) as name, since, until from unnest({types}, {called}, {since}, {until}) as t (type, name, since, until)
            ) n cross join lateral (
                select x.id, row_number() over (order by x.added_at, x.id) as number from (
                    select e.id, e.added_at from evidence e
                    where e.store_id = {db.StoreId} and e.type = n.type and lower(e.archive_name) = n.name and e.added_at >= n.since and e.added_at < n.until and e.sha256 is not null
                    union all
                    select e.id, e.added_at from evidence e
                    where n.type is null and e.store_id = {db.StoreId} and e.type is null and lower(e.archive_name) = n.name and e.added_at >= n.since and e.added_at < n.until and e.sha256 is not null
                ) x
            ) p where p.id = any({ids})
            """).ToListAsync(ct);
        return places.ToDictionary(p => p.Id, p => (int)p.Number);
    }

    public static DateOnly MonthOf(DateTimeOffset at, TimeZoneInfo zone)
    {
        var wall = TimeZoneInfo.ConvertTime(at, zone);
        return new(wall.Year, wall.Month, 1);
    }
}
