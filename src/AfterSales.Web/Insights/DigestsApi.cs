using System.Globalization;
using System.Text;
using AfterSales.Application.Insights;
using AfterSales.Application.Stores;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace AfterSales.Web.Insights;

/// <summary>What the store's digests told, as figures and as sentences: what a program needs to pass one on to a group chat or by mail.</summary>
internal static class DigestsApi
{
    public static void MapDigests(this IEndpointRouteBuilder api) => api.MapGet("/reports/digests", ListAsync).Produces<DigestsJson>().Describe("GetDigests", Permission.ViewReports);

    private static async Task<IResult> ListAsync(
        HttpContext http, DigestQueries digests, StoreZones zones, Texts texts, Formats formats, CancellationToken ct, string? kind = null, string? limit = null, string? cursor = null)
    {
        var query = new QueryWords();
        var only = query.Word<DigestKind>(kind, nameof(kind));
        var most = query.Number(limit, nameof(limit)) ?? DigestQueries.PageSize;
        if (query.Refusal is { } unread) return http.Problem(unread);
        DigestCursor? after = null;
        if (!string.IsNullOrEmpty(cursor) && (after = CursorOf(cursor)) is null) return http.Problem(Refusal.Invalid("list.cursor_invalid") with { Field = nameof(cursor) });
        var page = await digests.PageAsync(only, after, http.Actor(), most, ct);
        if (!page.Ok) return http.Problem(page.Refusal);
        // Sentences name hours by the store's wall clock.
        formats.Zone = await zones.OfAsync(http.Actor().StoreId, ct);
        var words = new DigestWords(texts, formats);
        return Results.Json(new DigestsJson([.. page.Value.Lines.Select(line => DigestJson.Of(line, words))], page.Value.Next is { } next ? CursorFor(next) : null));
    }

    private static string CursorFor(DigestCursor next) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{next.MadeAt.UtcTicks}|{next.DigestId:N}")));

    private static DigestCursor? CursorOf(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text)).Split('|') is [var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                && ticks <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParse(id, out var digestId) ? new(new(ticks, TimeSpan.Zero), digestId) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

internal sealed record DigestsJson(IReadOnlyList<DigestJson> Digests, string? Cursor);

/// <param name="Text">A sentence each, in the language that was asked for.</param>
/// <param name="Before">Of as many days right before.</param>
/// <param name="Asked">Goods that production is asked about, a style or a style and batch; as many as <paramref name="AskedInAll"/>, or the latest of them.</param>
/// <param name="ToVerify">Items that somebody has to look at before production is asked.</param>
internal sealed record DigestJson(
    Guid Id, DigestKind Kind, DateOnly From, DateOnly To, DateTimeOffset MadeAt, string Title, IReadOnlyList<string> Text, DigestFigures Now, DigestFigures Before,
    int LateNow, TimeSpan? LongestLate, DigestCause? Cause, IReadOnlyList<string> Asked, int AskedInAll, int ToVerify)
{
    public static DigestJson Of(DigestLine line, DigestWords words) => new(
        line.Id, line.Kind, line.Range.First, line.Range.Last, line.MadeAt, words.Title(line), [.. words.Sentences(line).Select(sentence => sentence.Text)], line.Content.Now, line.Content.Before,
        line.Content.LateNow, line.Content.LongestLate, line.Content.Cause, [.. line.Content.Asked.Select(item => item.Goods)], line.Content.AskedInAll, line.Content.ToVerify);
}
