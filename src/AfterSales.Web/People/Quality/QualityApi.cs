using System.Globalization;
using System.Text;
using AfterSales.Application.People.Quality;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;
using AfterSales.Web.Ledger;
using Microsoft.AspNetCore.WebUtilities;

namespace AfterSales.Web.People.Quality;

/// <summary>A month's scores for programs that keep people's numbers elsewhere. A program may be read by whoever is still to score: what waits for a second score is kept from it.</summary>
internal static class QualityApi
{
    public static void MapQualityScores(this IEndpointRouteBuilder api) => api.MapGet("/quality/samples", ListAsync).Produces<QualitySamplesJson>().Describe("GetQualitySamples", Permission.ViewReports);

    private static async Task<IResult> ListAsync(HttpContext http, QualityQueries samples, TimeProvider time, CancellationToken ct, string? month = null, string? limit = null, string? cursor = null)
    {
        var query = new QueryWords();
        var first = query.Day(string.IsNullOrEmpty(month) ? null : $"{month}-01", nameof(month)) ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var most = query.Number(limit, nameof(limit)) ?? QualityQueries.PageSize;
        if (query.Refusal is { } unread) return http.Problem(unread);
        QualityCursor? after = null;
        if (!string.IsNullOrEmpty(cursor) && (after = CursorOf(cursor)) is null) return http.Problem(Refusal.Invalid("list.cursor_invalid") with { Field = nameof(cursor) });
        var page = await samples.ScoredAsync(first, after, http.Actor(), most, ct);
        return page.Ok ? Results.Json(new QualitySamplesJson(Months.Text(first), [.. page.Value.Lines.Select(QualitySampleJson.Of)], page.Value.Next is { } next ? CursorFor(next) : null)) : http.Problem(page.Refusal);
    }

    private static string CursorFor(QualityCursor next) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Months.DayText(next.Day)}|{next.Id:N}")));

    private static QualityCursor? CursorOf(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text)).Split('|') is [var at, var id] && Months.Day(at) is { } day && Guid.TryParse(id, out var sample) ? new(day, sample) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

internal sealed record QualitySamplesJson(string Month, IReadOnlyList<QualitySampleJson> Samples, string? Cursor);

/// <param name="Day">When the work was done, by the store's wall clock.</param>
/// <param name="Why">Random, and which rules; ByHand.</param>
/// <param name="Percent">Of the points that could be had; null while a second one is still to score without knowing it.</param>
/// <param name="Failed">Something failed that must not; null as percent is.</param>
internal sealed record QualitySampleJson(Guid Id, string Case, Guid Person, string Name, DateOnly Day, IReadOnlyList<SampleReason> Why, double? Percent, bool? Failed, string? ScoredBy, bool Calibrates, bool Answered)
{
    public static QualitySampleJson Of(SampleLine line) => new(
        line.Id, line.CaseNumber, line.PersonId, line.Name, line.Day, line.Why, (double?)line.Percent, line.IsHidden ? null : line.IsFailed, line.FirstBy, line.Calibrates, line.IsAnswered);
}
