using AfterSales.Application.Importing;
using AfterSales.Application.People;
using AfterSales.Domain.Importing;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace AfterSales.Web.Importing;

/// <summary>Files over plain HTTP: an upload as it comes from the disk, refused rows as a table for a spreadsheet.</summary>
public static class ImportEndpoints
{
    public const string Uploads = "/imports/uploads";

    /// <summary>Names may hold anything; a header may not, so it comes percent-encoded.</summary>
    private const string NameHeader = "X-File-Name";

    public static void MapImports(this WebApplication app)
    {
        var imports = app.MapGroup("/imports").RequireAuthorization().ExcludeFromDescription();
        // The token is checked by hand: the framework would look for it in a form, and the body is the file itself.
        imports.MapPost("/uploads", UploadAsync).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(ImportFiles.Largest + 1));
        imports.MapGet("/{id:guid}/refused.csv", RefusedAsync);
    }

    private static async Task<IResult> UploadAsync(
        HttpContext http, UploadImport upload, ActorQueries actors, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> options, Texts texts, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(http.Request.Headers[options.Value.HeaderName!]) || !await antiforgery.IsRequestValidAsync(http))
            return Problem(Refusal.Invalid("evidence.page_expired"), texts);
        if (await ActorAsync(http, actors) is not { } actor) return Problem(Refusal.Forbidden(), texts);
        try
        {
            var uploaded = await upload.ExecuteAsync(Uri.UnescapeDataString(http.Request.Headers[NameHeader].ToString()), http.Request.Body, actor, ct);
            return uploaded.Ok ? TypedResults.Json(new { id = uploaded.Value }) : Problem(uploaded.Refusal, texts);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Problem(Refusal.Invalid(ProblemCodes.FileTooLarge), texts);
        }
    }

    private static async Task<IResult> RefusedAsync(Guid id, HttpContext http, ActorQueries actors, ImportQueries imports, Texts texts, CancellationToken ct)
    {
        if (await ActorAsync(http, actors) is not { } actor || !(await imports.FindAsync(id, actor, ct)).Ok) return TypedResults.NotFound();
        return TypedResults.Stream(body => RefusedRowsCsv.WriteAsync(body, id, actor, imports, texts, ct), "text/csv; charset=utf-8", $"refused-{id:N}.csv");
    }

    private static async Task<Actor?> ActorAsync(HttpContext http, ActorQueries actors) =>
        CurrentDesk.PersonId(http.User) is { } id ? (await actors.DeskOfAsync(id, http.RequestAborted))?.Actor : null;

    private static ProblemHttpResult Problem(Refusal refusal, Texts texts) => TypedResults.Problem(
        detail: texts.Sentence(refusal),
        statusCode: refusal.Kind switch
        {
            _ when refusal.Code == ProblemCodes.FileTooLarge => StatusCodes.Status413PayloadTooLarge,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status400BadRequest,
        },
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusal.Code });
}
