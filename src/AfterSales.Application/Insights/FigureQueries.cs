using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Insights;

/// <summary>Reads figures from roll-ups, never from the cases themselves.</summary>
public sealed class FigureQueries(Databases databases)
{
    /// <summary>The figures of a range; of several stores, their sums.</summary>
    public async Task<Result<Figures>> OfAsync(ReportRange range, IReadOnlyCollection<Wanted> wanted, ReportStores stores, CancellationToken ct = default)
    {
        if (!stores.May(Permission.ViewReports)) return Refusal.Forbidden();
        if (range.Days > ReportRange.MostDays) return Refusal.Invalid("reports.range_too_long", ReportRange.MostDays / 366);
        var parts = range.Parts();
        await using var command = databases.Source.CreateCommand("""
            select r.measure, r.cut, r.key, sum(r.count)::bigint, sum(r.late)::bigint, sum(r.seconds)::bigint, sum(r.yuan)
            from unnest($1) store (id) cross join unnest($2, $3) wanted (measure, cut) cross join unnest($4, $5, $6) part (span, first, last)
            join roll_ups r on r.store_id = store.id and r.measure = wanted.measure and r.cut = wanted.cut and r.span = part.span and r.starts between part.first and part.last
            group by r.measure, r.cut, r.key having sum(r.count) <> 0 or sum(r.yuan) <> 0
            """);
        object[] values =
        [
            stores.Ids, wanted.Select(one => one.Measure).ToArray(), wanted.Select(one => one.Cut.ToString()).ToArray(),
            parts.Select(part => part.Span.ToString()).ToArray(), parts.Select(part => part.First).ToArray(), parts.Select(part => part.Last).ToArray(),
        ];
        foreach (var value in values) command.Parameters.Add(new() { Value = value });

        var found = new Dictionary<Wanted, IReadOnlyDictionary<string, Figure>>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var of = new Wanted(rows.GetString(0), Enum.Parse<Cut>(rows.GetString(1)));
            if (!found.TryGetValue(of, out var keys)) found[of] = keys = new Dictionary<string, Figure>(StringComparer.Ordinal);
            ((Dictionary<string, Figure>)keys)[rows.GetString(2)] = new(rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5), rows.GetDecimal(6));
        }
        return new Figures(range, found);
    }
}
