using AfterSales.Domain.Clocks;
using System.Collections.Concurrent;
using AfterSales.Application.Ledger;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>A folder of the archive.</summary>
/// <param name="Type">Null: of cases without a type.</param>
/// <param name="Month">The first day of its month; null for a folder of months.</param>
/// <param name="Bytes">What its files come to.</param>
public sealed record ArchiveFolder(CaseType? Type, DateOnly? Month, long Count, long Bytes);

/// <summary>
/// Counts what lies in the folders of the archive. What came before today changes seldom and is counted once in <see cref="Remembered"/> on each node; what came today is counted each time, and
/// so is whether there is anything at all, so that a folder is there as soon as it has a file. No page counts the archive.
/// </summary>
public sealed class ArchiveFolders(TimeProvider time)
{
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private const int MostKnown = 50_000;

    private static readonly string?[] Types = [.. Enum.GetNames<CaseType>(), null];

    private readonly ConcurrentDictionary<Key, Known> _known = new();

    private sealed record Key(Guid StoreId, string? Type, DateTimeOffset Since, DateTimeOffset Until);

    private sealed record Known(long Count, long Bytes, DateTimeOffset At);

    private sealed record Counted(long Place, long Count, long Bytes);

    /// <summary>Every month of every type that has a file, the latest first.</summary>
    /// <param name="type">One type only; null: all of them.</param>
    /// <param name="unclassified">Only what has no type.</param>
    internal async Task<IReadOnlyList<ArchiveFolder>> OfAsync(StoreDb db, CaseType? type, bool unclassified, TimeZoneInfo zone, CancellationToken ct)
    {
        var (now, midnight) = (time.GetUtcNow(), zone.StartOf(zone.DateOf(time.GetUtcNow())));
        var kept = db.Evidence.Where(e => e.Sha256 != null && e.RemovedAt == null);
        if (await kept.OrderBy(e => e.AddedAt).ThenBy(e => e.Id).Select(e => (DateTimeOffset?)e.AddedAt).FirstOrDefaultAsync(ct) is not { } first) return [];
        var last = await kept.OrderByDescending(e => e.AddedAt).ThenByDescending(e => e.Id).Select(e => e.AddedAt).FirstAsync(ct);

        var cells = new List<(string? Type, DateOnly Month, Key Range)>();
        for (var month = ArchivePlaces.MonthOf(last > now ? last : now, zone); month >= ArchivePlaces.MonthOf(first, zone); month = month.AddMonths(-1))
            foreach (var one in unclassified ? [null] : type is { } only ? [only.ToString()] : Types)
                foreach (var (since, until) in Pieces(zone.StartOf(month), zone.StartOf(month.AddMonths(1)), midnight))
                    cells.Add((one, month, new(db.StoreId, one, since, until)));
        var counts = await CountAsync(db, cells.ConvertAll(c => c.Range), midnight, ct);
        return [.. cells.Zip(counts).GroupBy(c => (c.First.Type, c.First.Month), c => c.Second)
            .Select(g => new ArchiveFolder(Enum.TryParse<CaseType>(g.Key.Type, out var of) ? of : null, g.Key.Month, g.Sum(c => c.Count), g.Sum(c => c.Bytes))).Where(f => f.Count > 0)];
    }

    // The month that runs is what came before today, and today.
    private static IEnumerable<(DateTimeOffset Since, DateTimeOffset Until)> Pieces(DateTimeOffset since, DateTimeOffset until, DateTimeOffset midnight) =>
        since < midnight && midnight < until ? [(since, midnight), (midnight, until)] : [(since, until)];

    private async Task<List<(long Count, long Bytes)>> CountAsync(StoreDb db, List<Key> ranges, DateTimeOffset midnight, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var known = ranges.ConvertAll(range => _known.TryGetValue(range, out var one) && now - one.At < Remembered ? one : null);
        var asked = Enumerable.Range(0, ranges.Count).Where(i => known[i] is null).ToArray();
        var counted = (await CountedAsync(db, [.. asked.Select(i => ranges[i])], ct)).ToDictionary(c => asked[c.Place - 1]);
        // A day's midnight is no longer asked for on the next.
        if (_known.Count > MostKnown) _known.Clear();
        foreach (var (place, one) in counted)
        {
            known[place] = new(one.Count, one.Bytes, now);
            // Nothing is soon something; today is not over.
            if (one.Count > 0 && ranges[place].Until <= midnight) _known[ranges[place]] = known[place]!;
        }
        return known.ConvertAll(one => (one!.Count, one.Bytes));
    }

    // Along the index of types and times, which has the sizes in it.
    private static async Task<List<Counted>> CountedAsync(StoreDb db, Key[] ranges, CancellationToken ct)
    {
        if (ranges.Length == 0) return [];
        var types = Array.ConvertAll(ranges, r => r.Type);
        var since = Array.ConvertAll(ranges, r => r.Since);
        var until = Array.ConvertAll(ranges, r => r.Until);
        return await db.Database.SqlQuery<Counted>(
            $"""
            select r.place as "Place", c.count as "Count", c.bytes as "Bytes"
            from unnest({types}, {since}, {until}) with ordinality as r (type, since, until, place)
            cross join lateral (select count(*) as count, coalesce(sum(x.size), 0)::bigint as bytes from (
                select e.size from evidence e
                where e.store_id = {db.StoreId} and e.type = r.type and e.added_at >= r.since and e.added_at < r.until and e.sha256 is not null and e.removed_at is null
                union all
                select e.size from evidence e
                where r.type is null and e.store_id = {db.StoreId} and e.type is null and e.added_at >= r.since and e.added_at < r.until and e.sha256 is not null and e.removed_at is null
            ) x) c
            """).ToListAsync(ct);
    }
}
