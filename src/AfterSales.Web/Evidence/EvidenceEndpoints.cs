using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using AfterSales.Application.Evidence;
using AfterSales.Application.People;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Web.Evidence;

/// <summary>Evidence over plain HTTP: uploads in, files and small pictures out, to people of the store and nobody else.</summary>
public static class EvidenceEndpoints
{
    /// <summary>How often one person may send files.</summary>
    internal const string RatePolicy = "evidence";

    private const int Rate = 200;

    // Room for the multipart frame around the largest file.
    private const int FrameSize = 64 * 1024;

    // The bytes under an address never change; the browser alone may keep them, for a day at most after somebody lost their role.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    // Whatever a browser may make of the bytes: no script, no form, no request to anywhere else, and no part of our origin. A video
    // opened by itself is fetched again by its own page, which a page without an origin may not do.
    private const string Alone = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'";
    private const string Caged = "sandbox; " + Alone;

    /// <summary>As many files or pieces of files at once as a person drops, and as many again every second: programs that do more are broken.</summary>
    public static IServiceCollection AddEvidenceEndpoints(this IServiceCollection services)
    {
        services.AddSingleton<EvidenceUpload>().AddSingleton<SealedLinks>();
        return services.AddRateLimiter(options => options.AddPolicy(RatePolicy, http =>
            RateLimitPartition.GetTokenBucketLimiter(http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? $"address {http.Connection.RemoteIpAddress}",
                _ => new() { TokenLimit = Rate, TokensPerPeriod = Rate, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 })));
    }

    public static void MapEvidence(this WebApplication app)
    {
        var evidence = app.MapGroup("/evidence").RequireAuthorization().ExcludeFromDescription();
        var largest = app.Services.GetRequiredService<EvidenceLimits>().Largest;
        evidence.MapPost("/uploads", UploadAsync).AddEndpointFilter<StorageTrouble>().DisableAntiforgery().RequireRateLimiting(RatePolicy).WithMetadata(new RequestSizeLimitAttribute(largest + FrameSize));
        evidence.MapGet("/uploads/thumbnail", PendingThumbnailAsync);
        evidence.MapPieces();
        evidence.MapGet("/{id:guid}", LinkAsync);
        evidence.MapGet("/{id:guid}/original", FileAsync).AddEndpointFilter<RecordedView>();
        evidence.MapGet("/{id:guid}/preview", PreviewAsync).AddEndpointFilter<RecordedView>();
        evidence.MapGet("/{id:guid}/thumbnail", ThumbnailAsync);
    }

    private static async Task<IResult> UploadAsync(HttpContext http, EvidenceUpload upload, Texts texts, CancellationToken ct)
    {
        var sender = await EvidenceAnswers.SenderAsync(http);
        if (!sender.Ok) return EvidenceAnswers.Problem(sender.Refusal, texts);
        var answer = await upload.ReceiveAsync(http.Request, sender.Value, ct);
        return answer.Ok ? TypedResults.Json(answer.Value) : EvidenceAnswers.Problem(answer.Refusal, texts);
    }

    private static async Task<IResult> PendingThumbnailAsync(string ticket, HttpContext http, ActorQueries actors, EvidenceTickets tickets, EvidenceFiles files, CancellationToken ct)
    {
        if (await EvidenceAnswers.ActorAsync(http, actors) is not { } actor || !actor.May(Permission.ViewCases) || tickets.Read(ticket, actor).Value is not { File: { HasThumbnail: true } file } uploaded) return TypedResults.NotFound();
        return await SmallAsync(http, files, file.Sha256, uploaded.Name, ct);
    }

    private static async Task<IResult> ThumbnailAsync(Guid id, HttpContext http, ActorQueries actors, EvidenceQueries evidence, EvidenceFiles files, CancellationToken ct)
    {
        if (await EvidenceAnswers.ActorAsync(http, actors) is not { } actor || await evidence.BytesOfAsync(id, actor, ct) is not { HasThumbnail: true } bytes) return TypedResults.NotFound();
        return await SmallAsync(http, files, bytes.Sha256, bytes.Name, ct);
    }

    // To the original, under an address that is good for a while. Its own answer may be kept for half as long.
    private static async Task<IResult> LinkAsync(Guid id, HttpContext http, ActorQueries actors, EvidenceQueries evidence, SealedLinks links, CancellationToken ct)
    {
        if (await EvidenceAnswers.ActorAsync(http, actors) is not { } actor || await evidence.BytesOfAsync(id, actor, ct) is null) return TypedResults.NotFound();
        http.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={SealedLinks.Lifetime.TotalSeconds / 2:0}");
        return TypedResults.Redirect(http.Request.PathBase + EvidenceLinks.Original(id, links.KeyOf(id, actor)));
    }

    private static async Task<IResult> FileAsync(Guid id, string? key, HttpContext http, ActorQueries actors, EvidenceQueries evidence, EvidenceFiles files, SealedLinks links, CancellationToken ct)
    {
        if (await EvidenceAnswers.ActorAsync(http, actors) is not { } actor || !links.Opens(key, id, actor) || await evidence.BytesOfAsync(id, actor, ct) is not { } bytes) return TypedResults.NotFound();
        return Serve(http, await files.OpenReadAsync(bytes.Sha256, ct), bytes.Sha256, bytes.ContentType, bytes.Name, SealedLinks.Lifetime);
    }

    private static async Task<IResult> PreviewAsync(Guid id, HttpContext http, ActorQueries actors, EvidenceQueries evidence, EvidenceFiles files, SealedLinks links, CancellationToken ct)
    {
        if (await EvidenceAnswers.ActorAsync(http, actors) is not { } actor || await evidence.BytesOfAsync(id, actor, ct) is not { } bytes) return TypedResults.NotFound();
        return await files.OpenPreviewAsync(bytes.Sha256, ct) is { } preview
            ? Serve(http, preview, bytes.Sha256 + "-p", FileType.WebP.ContentType, Path.ChangeExtension(bytes.Name, FileType.WebP.Extension), Kept)
            : await LinkAsync(id, http, actors, evidence, links, ct);
    }

    private static async Task<IResult> SmallAsync(HttpContext http, EvidenceFiles files, string sha256, string name, CancellationToken ct) =>
        Serve(http, await files.OpenThumbnailAsync(sha256, ct), sha256 + "-s", FileType.WebP.ContentType, Path.ChangeExtension(name, FileType.WebP.Extension), Kept);

    private static IResult Serve(HttpContext http, Stream? stream, string version, string contentType, string name, TimeSpan kept)
    {
        if (stream is null) return TypedResults.NotFound();
        // A row of a type that is no longer taken is downloaded, never shown.
        var type = FileType.Of(contentType);
        var disposition = new ContentDispositionHeaderValue(type is null ? "attachment" : "inline");
        disposition.SetHttpFileName(name);
        var headers = http.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={kept.TotalSeconds:0}, immutable");
        headers.ContentSecurityPolicy = type?.Kind == FileKind.Video ? Alone : Caged;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return TypedResults.Stream(stream, type?.ContentType ?? "application/octet-stream",
            entityTag: new EntityTagHeaderValue($"\"{version}\""), enableRangeProcessing: true);
    }
}
