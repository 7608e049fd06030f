using System.Globalization;
using AfterSales.Application.Evidence;
using AfterSales.Application.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Web.Evidence;

/// <summary>The archive as a file to take away: what an <see cref="ArchiveAddress"/> means, in one ZIP.</summary>
public static class ArchiveEndpoints
{
    public static void MapArchive(this WebApplication app) => app.MapGet(ArchiveAddress.Zip, ZipAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> ZipAsync(HttpContext http, ActorQueries actors, ExportArchive archive, EvidenceFiles files, Texts texts, TimeProvider time, CancellationToken ct)
    {
        if (await EvidenceAnswers.ActorAsync(http, actors) is not { } actor) return Problem(Refusal.Forbidden(), texts);
        var begun = await archive.ExecuteAsync(ArchiveAddress.Read(http.Request.QueryString.Value ?? "").Filter, actor, ct);
        if (!begun.Ok) return Problem(begun.Refusal, texts);
        using var export = begun.Value;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(string.Create(CultureInfo.InvariantCulture, $"{Domain.Evidence.ArchiveNames.Root}-{TimeZoneInfo.ConvertTime(time.GetUtcNow(), export.Zone):yyyyMMdd-HHmmss}.zip"));
        http.Response.ContentType = "application/zip";
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        // It goes out as it is made; who reads it slowly is waited for.
        http.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        await new ArchiveZip(files, texts).WriteAsync(http.Response.Body, export, http.RequestAborted);
        return Results.Empty;
    }

    private static ProblemHttpResult Problem(Refusal refusal, Texts texts) => TypedResults.Problem(
        detail: texts.Sentence(refusal),
        statusCode: refusal.Kind switch
        {
            _ when refusal.Code == "archive.busy" => StatusCodes.Status429TooManyRequests,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Rule => StatusCodes.Status422UnprocessableEntity,
            _ => StatusCodes.Status400BadRequest,
        },
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusal.Code });
}
