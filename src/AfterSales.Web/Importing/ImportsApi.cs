using AfterSales.Application.Importing;
using AfterSales.Domain.Importing;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Web.Importing;

/// <summary>Files of orders and chats from a program, and how far they are.</summary>
internal static class ImportsApi
{
    private const int LongestBoundary = 100;
    private const int MaxRefusals = 1_000;

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        // Any type comes through, so that the answer to another one can say what is taken here.
        api.MapPost("/imports", StartAsync).WithMetadata(new RequestLimit(ImportFiles.Largest + (1 << 20)))
            .Accepts<IFormFile>("multipart/form-data", ApiDocument.AnyType).Produces<StartedImportJson>(StatusCodes.Status202Accepted).Describe("PostImport", Permission.Import);
        api.MapGet("/imports/{id:guid}", FindAsync).Produces<ImportJson>().Describe("GetImport", Permission.Import);
    }

    // The file is read as it comes: it may be far larger than what fits into memory.
    private static async Task<IResult> StartAsync(HttpContext http, ImportAtOnce import, CancellationToken ct)
    {
        if (BoundaryOf(http.Request) is not { } boundary) return http.Problem(StatusCodes.Status415UnsupportedMediaType, Refusal.Invalid("import.multipart_needed"));
        try
        {
            if (await FirstFileAsync(new(boundary, http.Request.Body), ct) is not var (section, name)) return http.Problem(Refusal.Invalid("import.no_file"));
            var started = await import.ExecuteAsync(name, section.Body, http.Actor(), ct);
            if (!started.Ok) return http.Problem(started.Refusal);
            return Results.Json(new StartedImportJson(started.Value, $"/api/v1/imports/{started.Value}"), statusCode: StatusCodes.Status202Accepted);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return http.Problem(StatusCodes.Status413PayloadTooLarge, Refusal.Invalid(ProblemCodes.FileTooLarge));
        }
        catch (Exception e) when (e is InvalidDataException or IOException && !ct.IsCancellationRequested)
        {
            return http.Problem(Refusal.Invalid("import.no_file"));
        }
    }

    private static async Task<IResult> FindAsync(Guid id, HttpContext http, ImportQueries imports, Texts texts, CancellationToken ct, long after = 0)
    {
        var found = await imports.FindAsync(id, http.Actor(), ct);
        if (!found.Ok) return http.Problem(found.Refusal);
        var refusals = await imports.RefusalsAsync(id, code: null, after, http.Actor(), MaxRefusals, ct);
        return refusals.Ok ? Results.Json(ImportJson.Of(found.Value.Import, refusals.Value, texts)) : http.Problem(refusals.Refusal);
    }

    private static string? BoundaryOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)) return null;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        return boundary.Length is > 0 and <= LongestBoundary ? boundary.Value : null;
    }

    private static async Task<(MultipartSection Section, string? Name)?> FirstFileAsync(MultipartReader reader, CancellationToken ct)
    {
        while (await reader.ReadNextSectionAsync(ct) is { } section)
            if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && disposition.IsFileDisposition())
                return (section, HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value);
        return null;
    }
}

internal sealed record StartedImportJson(Guid Import, string Url);

/// <summary>How far an import is, what it did, and which rows it refused, in the order of the file.</summary>
/// <param name="Progress">0 to 1.</param>
/// <param name="Failure">Why the whole file failed, as a code.</param>
/// <param name="NextAfter">Send it as after for the refused rows that follow; null when there are no more.</param>
internal sealed record ImportJson(
    Guid Import, string Kind, string FileName, ImportState State, double Progress, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt,
    int RowsRead, int Added, int Changed, int Unchanged, int Refused, string? Failure, IReadOnlyList<RefusedRowJson> RefusedRows, long? NextAfter)
{
    public static ImportJson Of(Import i, RowsRefused refused, Texts texts) => new(
        i.Id, i.Kind, i.FileName, i.State, Math.Round(i.Progress, 4), i.CreatedAt, i.StartedAt, i.FinishedAt, i.RowsRead, i.Added, i.Changed, i.Unchanged, i.Refused, i.FailureCode,
        [.. refused.Rows.Select(row => new RefusedRowJson(row.Sheet, row.RowNumber, row.Reasons[0].Code, string.Join(' ', row.Reasons.Select(r => texts.Sentence(r.Code, [.. r.Args]))), [.. row.Reasons.Select(r => r.Code)], row.RowText))],
        refused.Next);
}

/// <summary>Row as the file counts: the header is row 1.</summary>
/// <param name="Code">The first of <paramref name="Codes"/>.</param>
/// <param name="Reason">All that is wrong with the row.</param>
internal sealed record RefusedRowJson(string? Sheet, int Row, string Code, string Reason, IReadOnlyList<string> Codes, string Text);
