using AfterSales.Application.Cases;
using AfterSales.Application.Cases.Finding;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Orders;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;

namespace AfterSales.Web.Cases.Finding;

/// <summary>What a number, a nick or a word stands for.</summary>
internal static class SearchApi
{
    public static void MapSearch(this IEndpointRouteBuilder api) => api.MapGet("/search", FindAsync).Produces<SearchJson>().Describe("GetSearch", Permission.ViewCases);

    private static async Task<IResult> FindAsync(
        HttpContext http, SearchQueries search, TextQueries texts, CancellationToken ct, string? q = null, string? type = null, string? subtype = null, string? cursor = null)
    {
        var query = new QueryWords();
        var text = query.Text(q, nameof(q));
        var (ofType, ofSubtype) = (query.Word<CaseType>(type, nameof(type)), query.Word<CaseSubtype>(subtype, nameof(subtype)));
        var after = query.Text(cursor, nameof(cursor));
        if (query.Refusal is { } refusal) return http.Problem(refusal);
        if (text is null || text.Length > SoughtWords.MaxText) return http.Problem(Refusal.Invalid("search.text_needed", SoughtWords.MaxText) with { Field = nameof(q) });
        // What is narrowed or goes on is what was said; numbers and names fit on one page.
        if (after is null && ofType is null && ofSubtype is null)
        {
            var found = await search.FindAsync(http.Actor(), text, ct);
            return found.Ok ? Results.Json(SearchJson.Of(found.Value, http)) : http.Problem(found.Refusal);
        }
        var said = await texts.FindAsync(http.Actor(), text, after, ofType, ofSubtype, ct);
        return said.Ok ? Results.Json(SearchJson.Of(SearchHits.None with { Said = said.Value }, http)) : http.Problem(said.Refusal);
    }
}

/// <param name="NextCursor">Leads to more of <c>said</c>.</param>
/// <param name="CutShort">Many conversations hold parts of the words and not the words; the next page looks further.</param>
/// <param name="ReadBackTo">Older cases have not been read in yet, and are not found by what was said in them; null: all have.</param>
internal sealed record SearchJson(
    IReadOnlyList<FoundCaseJson> Cases, IReadOnlyList<FoundOrderJson> Orders, IReadOnlyList<string> Customers, IReadOnlyList<string> Styles, IReadOnlyList<SaidJson> Said, string? NextCursor, bool CutShort, DateTimeOffset? ReadBackTo)
{
    public static SearchJson Of(SearchHits hits, HttpContext http) => new(
        [.. hits.Cases.Select(c => new FoundCaseJson(c.By, c.Number, CaseLinks.Of(http, c.Number), c.State, c.Type, c.Subtype, c.CustomerNick, c.OrderNo, c.OpenedAt))],
        [.. hits.Orders.Select(o => new FoundOrderJson(o.By, o.OrderNo, o.BuyerNick, o.Status, o.PaidAmount, o.CreatedAt))],
        [.. hits.Customers.Select(c => c.Nick)], hits.Styles,
        [.. hits.Said.Hits.Select(h => new SaidJson(h.Number, CaseLinks.Of(http, h.Number), h.State, h.Type, h.Subtype, h.CustomerNick, h.OrderNo, h.OpenedAt, h.Kind, h.Author, h.SaidAt, h.Text))],
        hits.Said.Next, hits.Said.IsCutShort, hits.Said.ReadBackTo);
}

/// <param name="By">By what it was found.</param>
internal sealed record FoundCaseJson(FoundBy By, string Number, string Url, CaseState State, CaseType? Type, CaseSubtype? Subtype, string Customer, string? OrderNo, DateTimeOffset OpenedAt);

internal sealed record FoundOrderJson(FoundBy By, string OrderNo, string? Customer, OrderStatus Status, decimal? Paid, DateTimeOffset? OrderedAt);

/// <summary>A case in whose conversation the words stand, with the part of the message around them.</summary>
internal sealed record SaidJson(
    string Number, string Url, CaseState State, CaseType? Type, CaseSubtype? Subtype, string Customer, string? OrderNo, DateTimeOffset OpenedAt, MessageKind Kind, string Author, DateTimeOffset SaidAt, string Text);
