using AfterSales.Application.Evidence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;

namespace AfterSales.Web.Evidence;

/// <summary>The archive to read: what there is, where it lies, and to which case it belongs.</summary>
internal static class ArchiveApi
{
    public static void MapArchive(this IEndpointRouteBuilder api) => api.MapGet("/evidence", ListAsync).Produces<ArchiveListJson>().Describe("GetEvidence", Permission.ViewCases);

    private static async Task<IResult> ListAsync(
        HttpContext http, ArchiveQueries archive, CancellationToken ct,
        string? type = null, string? from = null, string? until = null, string? customer = null, string? order_no = null, string? @case = null, string? style = null, string? batch = null,
        string? label = null, string? verdict = null, string? limit = null, string? cursor = null)
    {
        var query = new QueryWords();
        var filter = new ArchiveFilter
        {
            Type = query.Word<CaseType>(type, nameof(type)),
            From = query.Day(from, nameof(from)),
            Until = query.Day(until, nameof(until)),
            Customer = query.Text(customer, nameof(customer)),
            OrderNo = query.Text(order_no, nameof(order_no)),
            CaseNumber = query.Text(@case, nameof(@case)),
            Style = query.Text(style, nameof(style)),
            Batch = query.Text(batch, nameof(batch)),
            Label = query.Text(label, nameof(label)),
            Verdict = query.Word<ArchiveVerdict>(verdict, nameof(verdict)),
        };
        var most = query.Number(limit, nameof(limit)) ?? ArchiveQueries.PageSize;
        var after = query.Text(cursor, nameof(cursor));
        if (query.Refusal is { } refusal) return http.Problem(refusal);
        if (after is not null && ArchiveCursor.Read(after) is null) return http.Problem(Refusal.Invalid("list.cursor_invalid") with { Field = nameof(cursor) });
        var page = await archive.PageAsync(filter, ArchiveCursor.Read(after), http.Actor(), most, ct);
        return page.Ok ? Results.Json(ArchiveListJson.Of(page.Value, http)) : http.Problem(page.Refusal);
    }
}

/// <param name="Partial">More cases fit than were looked through.</param>
internal sealed record ArchiveListJson(IReadOnlyList<ArchiveItemJson> Evidence, string? NextCursor, bool Partial)
{
    public static ArchiveListJson Of(ArchiveList page, HttpContext http) => new([.. page.Items.Select(item => ArchiveItemJson.Of(item, http))], page.Next?.ToString(), page.IsPartial);
}

/// <summary>One file of the archive. Its bytes are shown to people of the store who are signed in.</summary>
internal sealed record ArchiveItemJson(
    Guid Id, string Path, string Case, string CaseUrl, string? OrderNo, string Customer, CaseType? Type, string? Label, EvidenceVerdict? Verdict, string? ContentType, long Size, int? Width, int? Height,
    string Sha256, string Url, DateTimeOffset AddedAt, string? AddedBy)
{
    public static ArchiveItemJson Of(ArchiveItem i, HttpContext http) => new(
        i.Id, ArchiveTree.Path(i), i.CaseNumber, CaseLinks.Of(http, i.CaseNumber), i.OrderNo, i.Customer, i.Type, i.Label, i.Verdict, i.Line.ContentType, i.Size, i.Line.Width, i.Line.Height,
        i.Sha256, $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{EvidenceLinks.File(i.Id)}", i.AddedAt, i.AddedBy);
}
