using System.Globalization;
using System.Text;
using AfterSales.Application.Insights;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;
using Microsoft.AspNetCore.WebUtilities;

namespace AfterSales.Web.Insights;

/// <summary>The figures of reports, and the cases behind them.</summary>
internal static class ReportsApi
{
    private const int MostMeasures = 20;

    public static void MapReportFigures(this IEndpointRouteBuilder api)
    {
        api.MapGet("/reports/figures", FiguresAsync).Produces<ReportFiguresJson>().Describe("GetReportFigures", Permission.ViewReports);
        api.MapGet("/reports/cases", CasesAsync).Produces<ReportCasesJson>().Describe("GetReportCases", Permission.ViewReports);
    }

    private static async Task<IResult> FiguresAsync(
        HttpContext http, DashboardQueries dashboards, CancellationToken ct, string? measures = null, string? cut = null, string? from = null, string? to = null)
    {
        var query = new QueryWords();
        var range = RangeOf(query, from, to);
        var by = query.Word<Cut>(cut, nameof(cut)) ?? Cut.All;
        if (query.Refusal is { } unread) return http.Problem(unread);
        if (range.Refusal is { } refusal) return http.Problem(refusal);
        string[] names = [.. (measures ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
        if (names.Length is 0 or > MostMeasures) return http.Problem(Refusal.Invalid("reports.measures_needed", MostMeasures) with { Field = nameof(measures) });
        if (Array.Find(names, name => !IsMeasure(name)) is { } unknown) return http.Problem(Refusal.Invalid("reports.measure_unknown", unknown) with { Field = nameof(measures) });
        var report = await dashboards.OfAsync(range.Value, [.. names.Select(name => new Wanted(name, by))], http.Actor(), ct);
        return report.Ok ? Results.Json(ReportFiguresJson.Of(report.Value, names, by)) : http.Problem(report.Refusal);
    }

    private static async Task<IResult> CasesAsync(
        HttpContext http, CasesBehindQueries cases, CancellationToken ct,
        string? measure = null, string? cut = null, string? key = null, string? late = null, string? from = null, string? to = null, string? limit = null, string? cursor = null)
    {
        var query = new QueryWords();
        var range = RangeOf(query, from, to);
        var by = query.Word<Cut>(cut, nameof(cut)) ?? Cut.All;
        var most = query.Number(limit, nameof(limit)) ?? CasesBehindQueries.PageSize;
        var of = query.Text(key, nameof(key)) ?? "";
        if (query.Refusal is { } unread) return http.Problem(unread);
        if (range.Refusal is { } refusal) return http.Problem(refusal);
        BehindCursor? after = null;
        if (!string.IsNullOrEmpty(cursor) && (after = CursorOf(cursor)) is null) return http.Problem(Refusal.Invalid("list.cursor_invalid") with { Field = nameof(cursor) });
        var page = await cases.PageAsync(new(range.Value, measure ?? "", by, of, OnlyLate: late == "true", OnlyInTime: late == "false"), after, http.Actor(), most, ct);
        return page.Ok ? Results.Json(ReportCasesJson.Of(page.Value)) : http.Problem(page.Refusal);
    }

    // What was sold can be counted, too; it has no cases.
    private static bool IsMeasure(string name) => name is SoldMeasures.Orders or SoldMeasures.Shipped or SoldMeasures.Parcels || Measures.Read(name) is not null;

    /// <summary>The days from one to another, both among them and both needed. What is no day at all is refused by the query's words.</summary>
    internal static Result<ReportRange> RangeOf(QueryWords query, string? from, string? to)
    {
        var (first, last) = (query.Day(from, nameof(from)), query.Day(to, nameof(to)));
        if (first is null || last is null) return Refusal.Invalid("reports.days_needed") with { Field = first is null ? nameof(from) : nameof(to) };
        return last < first ? Refusal.Invalid("reports.ends_before") with { Field = nameof(to) } : new ReportRange(first.Value, last.Value);
    }

    internal static string CursorFor(BehindCursor next) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{next.Day:yyyy-MM-dd}|{next.At.UtcTicks}|{next.CaseId:N}|{next.Key}")));

    private static BehindCursor? CursorOf(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text)).Split('|', 4) is [var day, var at, var id, var key]
                && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                && ticks <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParse(id, out var caseId) && !key.Contains('\0', StringComparison.Ordinal)
                    ? new(on, new(ticks, TimeSpan.Zero), caseId, key) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <param name="CountedAt">Until when what happened is in it; null: nothing was counted yet.</param>
internal sealed record ReportFiguresJson(DateOnly From, DateOnly To, DateTimeOffset? CountedAt, Cut Cut, IReadOnlyList<ReportFigureJson> Figures)
{
    public static ReportFiguresJson Of(Dashboard report, IReadOnlyList<string> measures, Cut cut) => new(
        report.Now.Range.First, report.Now.Range.Last, report.CountedAt, cut,
        [.. measures.SelectMany(measure => report.Now.By(measure, cut).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => new ReportFigureJson(measure, one.Key, one.Value.Count, one.Value.Late, one.Value.Seconds, one.Value.Yuan)))]);
}

internal sealed record ReportFigureJson(string Measure, string Key, long Count, long Late, long Seconds, decimal Yuan);

internal sealed record ReportCasesJson(IReadOnlyList<ReportCaseJson> Cases, string? Cursor)
{
    public static ReportCasesJson Of(Application.Insights.BehindPage page) => new(
        [.. page.Lines.Select(line => new ReportCaseJson(line.Number, line.CustomerNick, line.Type, line.Subtype, line.State, line.At, line.IsLate, line.Seconds, line.Yuan, line.Style, line.Courier, line.PersonId))],
        page.Next is { } next ? ReportsApi.CursorFor(next) : null);
}

internal sealed record ReportCaseJson(
    string Case, string Customer, CaseType? Type, CaseSubtype? Subtype, CaseState State, DateTimeOffset At, bool Late, int? Seconds, decimal? Yuan, string? Style, string? Courier, Guid? PersonId);
