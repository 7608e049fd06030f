using AfterSales.Application.Persistence;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Insights;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Feedback;

/// <summary>How often goods break: pieces with the defect among the pieces that were shipped on the same days.</summary>
/// <param name="SoFar">Of the batch, or of the style where there are no batches: all that was shipped in the half year before it opened, and since.</param>
/// <param name="Before">Of that, what was shipped before the action; null while none was taken.</param>
/// <param name="Since">Of the style, whatever its batch: what buyers got since the action, as far as they have had time to complain.</param>
/// <param name="SinceUntil">The last day of that.</param>
/// <param name="LeastPieces">Fewer say nothing.</param>
public sealed record FeedbackRate(Rate SoFar, Rate? Before, Rate? Since, DateOnly? SinceUntil, int LeastPieces)
{
    public bool SaysLittle => SoFar.Of < LeastPieces;

    /// <summary>Null while no action was taken.</summary>
    public RateChange? Change => Before is { } before && Since is { } since ? RateChanges.Between(before, since, LeastPieces) : null;
}

/// <summary>Reads rates for a page of items, in one statement, from what reports counted.</summary>
internal static class FeedbackRates
{
    public static async Task<IReadOnlyDictionary<Guid, FeedbackRate>> OfAsync(StoreDb db, IReadOnlyList<FeedbackItem> items, FeedbackPolicy policy, DateOnly today, CancellationToken ct)
    {
        var ripe = today.AddDays(-policy.RipeDays);
        var asked = items.SelectMany(item =>
        {
            var first = DateOnly.FromDateTime(item.OpenedAt.UtcDateTime).AddDays(-FeedbackItem.DaysBefore);
            var soFar = new Asked(item, item.Batch, first, today);
            return item.ActionSince is { } since ? [soFar, soFar with { Last = since.AddDays(-1) }, new Asked(item, "", since, ripe)] : new[] { soFar };
        }).ToList();
        var rates = await RatesAsync(db, asked, ct);
        return items.ToDictionary(item => item.Id, item =>
        {
            var own = asked.Index().Where(one => one.Item.Item == item).Select(one => rates[one.Index]).ToList();
            return own is [var soFar, var before, var since]
                ? new FeedbackRate(soFar, before, since, ripe, policy.LeastPieces)
                : new FeedbackRate(own[0], null, null, null, policy.LeastPieces);
        });
    }

    private static async Task<List<Rate>> RatesAsync(StoreDb db, List<Asked> asked, CancellationToken ct)
    {
        var rows = await db.Database.SqlQueryRaw<Row>(
            $$"""
            select a.place as "Place",
                (select count(*) from occurrences o where o.store_id = {0} and o.style = a.style and o.kind = 'Faulty' and o.day between a.first and a.last
                    and (a.batch = '' or o.batch = a.batch) and o.subtype = a.defect and {{FaultyGoods.Counts}}) as "Hits",
                (select coalesce(sum(r.count), 0)::bigint from roll_ups r where r.store_id = {0} and r.measure = 'ShippedOn' and r.span = 'Day' and r.starts between a.first and a.last
                    and r.cut = case when a.batch = '' then 'Style' else 'Batch' end and r.key = case when a.batch = '' then a.style else a.style || '|' || a.batch end) as "Pieces"
            from unnest({1}, {2}, {3}, {4}, {5}) with ordinality as a (style, batch, defect, first, last, place)
            """,
            db.StoreId, asked.Select(a => a.Item.Style).ToArray(), asked.Select(a => a.Batch).ToArray(), asked.Select(a => a.Item.Defect.ToString()).ToArray(),
            asked.Select(a => a.First).ToArray(), asked.Select(a => a.Last).ToArray()).ToListAsync(ct);
        return [.. rows.OrderBy(r => r.Place).Select(r => new Rate(r.Hits, r.Pieces))];
    }

    private sealed record Asked(FeedbackItem Item, string Batch, DateOnly First, DateOnly Last);

    private sealed record Row(long Place, long Hits, long Pieces);
}
