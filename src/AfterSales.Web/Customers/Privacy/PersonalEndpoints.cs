using System.Globalization;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Evidence;
using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Web.Customers.Privacy;

/// <summary>The copy of a buyer's data as a file to take away.</summary>
public static class PersonalEndpoints
{
    public static string Address(Guid customerId) => $"/customers/{customerId}/copy.zip";

    public static void MapPersonalData(this WebApplication app) => app.MapGet("/customers/{id:guid}/copy.zip", ZipAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> ZipAsync(Guid id, HttpContext http, ActorQueries actors, TakePersonalCopy copies, EvidenceFiles files, Texts texts, TimeProvider time)
    {
        if (await ActorAsync(http, actors) is not { } actor) return Problem(Refusal.Forbidden(), texts);
        var begun = await copies.ExecuteAsync(id, actor, http.RequestAborted);
        if (!begun.Ok) return Problem(begun.Refusal, texts);
        using var export = begun.Value;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(string.Create(CultureInfo.InvariantCulture, $"{texts["Privacy.FileName"]}-{time.GetUtcNow():yyyyMMdd-HHmmss}.zip"));
        http.Response.ContentType = "application/zip";
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        await new PersonalZip(files, texts).WriteAsync(http.Response.Body, export, http.RequestAborted);
        return Results.Empty;
    }

    private static async Task<Actor?> ActorAsync(HttpContext http, ActorQueries actors) =>
        CurrentDesk.PersonId(http.User) is { } id ? (await actors.DeskOfAsync(id, http.RequestAborted))?.Actor : null;

    private static ProblemHttpResult Problem(Refusal refusal, Texts texts) => TypedResults.Problem(
        detail: texts.Sentence(refusal),
        statusCode: refusal.Kind switch
        {
            _ when refusal.Code == "archive.busy" => StatusCodes.Status429TooManyRequests,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status422UnprocessableEntity,
        },
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusal.Code });
}
