using AfterSales.Application.Evidence;
using AfterSales.Application.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Evidence;

/// <summary>
/// A large file piece by piece: begun, appended to at an offset, finished. Whoever was cut off asks how far it came and goes on from there; a wrong offset is answered (409)
/// with the right one in <c>received</c>.
/// </summary>
internal static class PieceEndpoints
{
    private sealed record Beginning(string? Name, long Size);

    public static void MapPieces(this RouteGroupBuilder evidence)
    {
        var pieces = evidence.MapGroup("/uploads/pieces").AddEndpointFilter<StorageTrouble>().DisableAntiforgery().RequireRateLimiting(EvidenceEndpoints.RatePolicy);
        pieces.MapPost("/", BeginAsync);
        pieces.MapGet("/{id:guid}", ProgressAsync);
        pieces.MapPatch("/{id:guid}", AppendAsync).WithMetadata(new RequestSizeLimitAttribute(AppendToUpload.MostAtOnce));
        pieces.MapPost("/{id:guid}/finish", FinishAsync);
        pieces.MapDelete("/{id:guid}", CancelAsync);
    }

    private static async Task<IResult> BeginAsync([FromBody] Beginning what, HttpContext http, BeginUpload begin, Texts texts, CancellationToken ct)
    {
        var sender = await EvidenceAnswers.SenderAsync(http);
        if (!sender.Ok) return EvidenceAnswers.Problem(sender.Refusal, texts);
        return Answer(await begin.ExecuteAsync(new(what.Name, what.Size), sender.Value, ct), texts);
    }

    private static async Task<IResult> ProgressAsync(Guid id, HttpContext http, ActorQueries actors, UploadQueries uploads, CancellationToken ct) =>
        await EvidenceAnswers.ActorAsync(http, actors) is { } actor && await uploads.ProgressAsync(id, actor, ct) is { } progress ? TypedResults.Json(progress) : TypedResults.NotFound();

    private static async Task<IResult> AppendAsync(Guid id, long? offset, HttpContext http, AppendToUpload append, Texts texts, CancellationToken ct)
    {
        var sender = await EvidenceAnswers.SenderAsync(http);
        if (!sender.Ok) return EvidenceAnswers.Problem(sender.Refusal, texts);
        try
        {
            return Answer(await append.ExecuteAsync(new(id, offset ?? 0, http.Request.Body), sender.Value, ct), texts);
        }
        catch (BadHttpRequestException e)
        {
            // Larger than a piece may be, or the browser went away.
            return EvidenceAnswers.Problem(Refusal.Invalid(e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "evidence.piece_too_large" : "evidence.no_file"), texts);
        }
    }

    private static async Task<IResult> FinishAsync(Guid id, HttpContext http, FinishUpload finish, EvidenceUpload upload, Texts texts, CancellationToken ct)
    {
        var sender = await EvidenceAnswers.SenderAsync(http);
        if (!sender.Ok) return EvidenceAnswers.Problem(sender.Refusal, texts);
        var finished = await finish.ExecuteAsync(new(id), sender.Value, ct);
        return finished.Ok ? TypedResults.Json(upload.Answer(finished.Value.File!, finished.Value.Name, sender.Value)) : EvidenceAnswers.Problem(finished.Refusal, texts);
    }

    private static async Task<IResult> CancelAsync(Guid id, HttpContext http, CancelUpload cancel, Texts texts, CancellationToken ct)
    {
        var sender = await EvidenceAnswers.SenderAsync(http);
        if (!sender.Ok) return EvidenceAnswers.Problem(sender.Refusal, texts);
        return (await cancel.ExecuteAsync(new(id), sender.Value, ct)).Refusal is { } refusal ? EvidenceAnswers.Problem(refusal, texts) : TypedResults.NoContent();
    }

    private static IResult Answer(Result<UploadProgress> progress, Texts texts) => progress.Ok ? TypedResults.Json(progress.Value) : EvidenceAnswers.Problem(progress.Refusal, texts);
}
