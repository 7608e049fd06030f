using AfterSales.Application.Persistence;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Insights;

/// <summary>One day, or one month where the range is long.</summary>
/// <param name="Range">Its days, as far as they are in the range that was asked for.</param>
public sealed record TrendPoint(ReportRange Range, Figure Figure);

/// <summary>How some measures went: each has a point for every day or month of the range, the first one first.</summary>
public sealed class Trend(IReadOnlyDictionary<string, IReadOnlyList<TrendPoint>> byMeasure)
{
    public IReadOnlyList<TrendPoint> this[string measure] => byMeasure[measure];
}

/// <summary>Reads how a measure went from day to day, from roll-ups alone.</summary>
public sealed class TrendQueries(Databases databases)
{
    /// <summary>From more days on, a point is a month: nobody tells hundreds of days apart.</summary>
    public const int MostDays = 92;

    /// <summary>A measure that nobody counted has points of nothing.</summary>
    public async Task<Result<Trend>> OfAsync(ReportRange range, IReadOnlyCollection<string> measures, ReportStores stores, CancellationToken ct = default)
    {
        if (!stores.May(Permission.ViewReports)) return Refusal.Forbidden();
        if (range.Days > ReportRange.MostDays) return Refusal.Invalid("reports.range_too_long", ReportRange.MostDays / 366);
        var points = PointsOf(range);
        var parts = range.Days > MostDays ? range.Parts() : [new(RollUpSpan.Day, range.First, range.Last)];
        await using var command = databases.Source.CreateCommand("""
            select r.measure, r.starts, sum(r.count)::bigint, sum(r.late)::bigint, sum(r.seconds)::bigint, sum(r.yuan)
            from unnest($1) store (id) cross join unnest($2) wanted (measure) cross join unnest($3, $4, $5) part (span, first, last)
            join roll_ups r on r.store_id = store.id and r.measure = wanted.measure and r.cut = 'All' and r.span = part.span and r.starts between part.first and part.last
            group by 1, 2
            """);
        object[] values = [stores.Ids, measures.ToArray(), parts.Select(part => part.Span.ToString()).ToArray(), parts.Select(part => part.First).ToArray(), parts.Select(part => part.Last).ToArray()];
        foreach (var value in values) command.Parameters.Add(new() { Value = value });

        var sums = measures.ToDictionary(measure => measure, _ => new Figure[points.Count], StringComparer.Ordinal);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var day = await rows.GetFieldValueAsync<DateOnly>(1, ct);
            var place = points.Count == range.Days ? day.DayNumber - range.First.DayNumber : (day.Year - range.First.Year) * 12 + day.Month - range.First.Month;
            var sum = sums[rows.GetString(0)];
            sum[place] = new(sum[place].Count + rows.GetInt64(2), sum[place].Late + rows.GetInt64(3), sum[place].Seconds + rows.GetInt64(4), sum[place].Yuan + rows.GetDecimal(5));
        }
        return new Trend(sums.ToDictionary(one => one.Key, one => (IReadOnlyList<TrendPoint>)[.. points.Zip(one.Value, (days, sum) => new TrendPoint(days, sum))], StringComparer.Ordinal));
    }

    /// <summary>The days of a range, or its months, cut off where it begins and ends.</summary>
    public static IReadOnlyList<ReportRange> PointsOf(ReportRange range)
    {
        var points = new List<ReportRange>();
        for (var first = range.First; first <= range.Last;)
        {
            var last = range.Days > MostDays ? new DateOnly(first.Year, first.Month, 1).AddMonths(1).AddDays(-1) : first;
            points.Add(new(first, last < range.Last ? last : range.Last));
            first = last.AddDays(1);
        }
        return points;
    }
}
