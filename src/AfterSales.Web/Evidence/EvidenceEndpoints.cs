using AfterSales.Application.Evidence;
using AfterSales.Application.People;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Web.Evidence;

/// <summary>Evidence over plain HTTP: uploads in, files and small pictures out, to people of the store and nobody else.</summary>
public static class EvidenceEndpoints
{
    // Room for the multipart frame around the largest file.
    private const int FrameSize = 64 * 1024;

    // The bytes under an address never change; the browser alone may keep them, for a day at most after somebody lost their role.
    private const string Cached = "private, max-age=86400, immutable";

    // Whatever a browser may make of the bytes: no script, no form, no request to anywhere else, and no part of our origin. A video
    // opened by itself is fetched again by its own page, which a page without an origin may not do.
    private const string Alone = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'";
    private const string Caged = "sandbox; " + Alone;

    public static void MapEvidence(this WebApplication app)
    {
        var evidence = app.MapGroup("/evidence").RequireAuthorization().ExcludeFromDescription();
        var largest = app.Services.GetRequiredService<EvidenceLimits>().Largest;
        // The token is checked by hand: the framework would look for it in the form, and buffer the file to do so.
        evidence.MapPost("/uploads", UploadAsync).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(largest + FrameSize));
        evidence.MapGet("/uploads/thumbnail", PendingThumbnailAsync);
        evidence.MapGet("/{id:guid}", FileAsync).AddEndpointFilter<RecordedView>();
        evidence.MapGet("/{id:guid}/thumbnail", ThumbnailAsync);
    }

    private static async Task<IResult> UploadAsync(
        HttpContext http, EvidenceUpload upload, ActorQueries actors, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> options, Texts texts, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(http.Request.Headers[options.Value.HeaderName!]) || !await antiforgery.IsRequestValidAsync(http))
            return Problem(Refusal.Invalid("evidence.page_expired"), texts);
        if (await ActorAsync(http, actors) is not { } actor) return Problem(Refusal.Forbidden(), texts);
        var answer = await upload.ReceiveAsync(http.Request, actor, ct);
        return answer.Ok ? TypedResults.Json(answer.Value) : Problem(answer.Refusal, texts);
    }

    private static async Task<IResult> PendingThumbnailAsync(string ticket, HttpContext http, ActorQueries actors, EvidenceTickets tickets, EvidenceFiles files, CancellationToken ct)
    {
        if (await ActorAsync(http, actors) is not { } actor || !actor.May(Permission.ViewCases) || tickets.Read(ticket, actor).Value is not { File: { HasThumbnail: true } file } uploaded) return TypedResults.NotFound();
        return await SmallAsync(http, files, file.Sha256, uploaded.Name, ct);
    }

    private static async Task<IResult> ThumbnailAsync(Guid id, HttpContext http, ActorQueries actors, EvidenceQueries evidence, EvidenceFiles files, CancellationToken ct)
    {
        if (await ActorAsync(http, actors) is not { } actor || await evidence.BytesOfAsync(id, actor, ct) is not { HasThumbnail: true } bytes) return TypedResults.NotFound();
        return await SmallAsync(http, files, bytes.Sha256, bytes.Name, ct);
    }

    private static async Task<IResult> FileAsync(Guid id, HttpContext http, ActorQueries actors, EvidenceQueries evidence, EvidenceFiles files, CancellationToken ct)
    {
        if (await ActorAsync(http, actors) is not { } actor || await evidence.BytesOfAsync(id, actor, ct) is not { } bytes) return TypedResults.NotFound();
        return Serve(http, await files.OpenReadAsync(bytes.Sha256, ct), bytes.Sha256, bytes.ContentType, bytes.Name);
    }

    private static async Task<IResult> SmallAsync(HttpContext http, EvidenceFiles files, string sha256, string name, CancellationToken ct) =>
        Serve(http, await files.OpenThumbnailAsync(sha256, ct), sha256 + "-s", FileType.WebP.ContentType, Path.ChangeExtension(name, FileType.WebP.Extension));

    private static IResult Serve(HttpContext http, Stream? stream, string version, string contentType, string name)
    {
        if (stream is null) return TypedResults.NotFound();
        // A row of a type that is no longer taken is downloaded, never shown.
        var type = FileType.Of(contentType);
        var disposition = new ContentDispositionHeaderValue(type is null ? "attachment" : "inline");
        disposition.SetHttpFileName(name);
        var headers = http.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.CacheControl = Cached;
        headers.ContentSecurityPolicy = type?.Kind == FileKind.Video ? Alone : Caged;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return TypedResults.Stream(stream, type?.ContentType ?? "application/octet-stream",
            entityTag: new EntityTagHeaderValue($"\"{version}\""), enableRangeProcessing: true);
    }

    private static async Task<Actor?> ActorAsync(HttpContext http, ActorQueries actors) =>
        CurrentDesk.PersonId(http.User) is { } id ? (await actors.DeskOfAsync(id, http.RequestAborted))?.Actor : null;

    private static ProblemHttpResult Problem(Refusal refusal, Texts texts) => TypedResults.Problem(
        detail: texts.Sentence(refusal),
        statusCode: refusal.Kind switch
        {
            _ when refusal.Code == "evidence.too_large" => StatusCodes.Status413PayloadTooLarge,
            _ when refusal.Code == "evidence.type_not_allowed" => StatusCodes.Status415UnsupportedMediaType,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status400BadRequest,
        },
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusal.Code });
}
