using AfterSales.Application.Customers;
using AfterSales.Application.Ledger;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Orders;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>
/// A filter of the archive as a query. What stands in the evidence itself is found along an index that has the order of the list and every other column of the filter in it; what stands in
/// cases or orders is found through its cases first, so that no filter walks the whole archive.
/// </summary>
/// <param name="Items">Without an order.</param>
/// <param name="IsPartial">More cases fit than are looked through.</param>
internal sealed record ArchiveSelection(IQueryable<EvidenceItem> Items, bool IsPartial)
{
    private const int MostCustomers = 1_000;

    public static async Task<ArchiveSelection> OfAsync(StoreDb db, ArchiveFilter filter, TimeZoneInfo zone, CancellationToken ct)
    {
        filter = filter.Storable();
        var items = db.Evidence.AsNoTracking().Where(e => e.Sha256 != null && e.RemovedAt == null);
        if (filter.Type is { } type)
        {
            var name = type.ToString();
            items = items.Where(e => e.Type == name);
        }
        else if (filter.IsUnclassified)
        {
            items = items.Where(e => e.Type == null);
        }
        if (filter.Label is { } label) items = items.Where(e => e.Label == label);
        items = filter.Person is { } person && person != ArchiveFilter.Nobody ? items.Where(e => e.AddedById == person) : filter.Person is null ? items : items.Where(e => e.AddedById == null);
        items = filter.Verdict switch
        {
            ArchiveVerdict.Accepted => items.Where(e => e.Verdict == EvidenceVerdict.Accepted),
            ArchiveVerdict.Rejected => items.Where(e => e.Verdict == EvidenceVerdict.Rejected),
            ArchiveVerdict.None => items.Where(e => e.Verdict == null),
            _ => items,
        };
        items = Within(items, filter, zone);
        if (filter.Chosen is { Count: > 0 } chosen) items = items.Where(e => chosen.Contains(e.Id));
        if (!filter.NamesCases) return new(items, IsPartial: false);

        var cases = await CasesAsync(db, filter, ct);
        var some = cases.Take(ArchiveQueries.MostCases).ToList();
        return new(OfLines(db, items.Where(e => some.Contains(e.CaseId)), filter), cases.Count > some.Count);
    }

    private static IQueryable<EvidenceItem> Within(IQueryable<EvidenceItem> items, ArchiveFilter filter, TimeZoneInfo zone)
    {
        foreach (var first in new[] { filter.Month, filter.From })
            if (first is { } day)
            {
                var since = zone.StartOf(day);
                items = items.Where(e => e.AddedAt >= since);
            }
        foreach (var end in new[] { filter.Month?.AddMonths(1), filter.Until?.AddDays(1) })
            if (end is { } day)
            {
                var before = zone.StartOf(day);
                items = items.Where(e => e.AddedAt < before);
            }
        return items;
    }

    // The latest first; one more than is looked through, to know whether there are more.
    private static async Task<List<Guid>> CasesAsync(StoreDb db, ArchiveFilter filter, CancellationToken ct)
    {
        var cases = db.Cases.AsNoTracking();
        if (filter.CaseNumber?.ToUpperInvariant() is { } number) cases = cases.Where(c => c.Number == number);
        if (filter.OrderNo is { } order) cases = cases.Where(c => c.OrderNo == order);
        if (filter.Customer is { } nick)
        {
            var people = await CustomerQueries.NamedAsync(db, nick, MostCustomers, ct);
            cases = cases.Where(c => people.Contains(c.CustomerId));
        }
        if (filter.Style is not null || filter.Batch is not null)
        {
            var orders = Lines(db, filter).Select(l => l.OrderNo);
            cases = cases.Where(c => orders.Contains(c.OrderNo!));
        }
        return await cases.OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Id).Select(c => c.Id).Take(ArchiveQueries.MostCases + 1).ToListAsync(ct);
    }

    // An item that is about one line of the order is found by that line alone.
    private static IQueryable<EvidenceItem> OfLines(StoreDb db, IQueryable<EvidenceItem> items, ArchiveFilter filter) => filter.Style is null && filter.Batch is null
        ? items
        : items.Where(e => e.LineKey == null || Lines(db, filter).Any(l => l.LineKey == e.LineKey && db.Cases.Any(c => c.Id == e.CaseId && c.OrderNo == l.OrderNo)));

    private static IQueryable<OrderLine> Lines(StoreDb db, ArchiveFilter filter)
    {
        var lines = filter.Batch is { } batch ? db.OrderLines.FromSql($"select * from order_lines where store_id = {db.StoreId} and batch_of(extra) = {batch}") : db.OrderLines;
        return filter.Style is { } style ? lines.Where(l => l.StyleCode == style) : lines;
    }
}
