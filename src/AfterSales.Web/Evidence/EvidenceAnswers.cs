using AfterSales.Application.Evidence;
using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace AfterSales.Web.Evidence;

/// <summary>What the addresses of evidence have in common: who asks, and how they say no.</summary>
internal static class EvidenceAnswers
{
    public static async Task<Actor?> ActorAsync(HttpContext http, ActorQueries actors) =>
        CurrentDesk.PersonId(http.User) is { } id ? (await actors.DeskOfAsync(id, http.RequestAborted))?.Actor : null;

    /// <summary>Whoever sends something, from a page of ours. The token is checked by hand: the framework would look for it in the form, and buffer the file to do so.</summary>
    public static async Task<Result<Actor>> SenderAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var header = services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.HeaderName!;
        if (string.IsNullOrEmpty(http.Request.Headers[header]) || !await services.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            return Refusal.Invalid("evidence.page_expired");
        return await ActorAsync(http, services.GetRequiredService<ActorQueries>()) is { } actor ? actor : Refusal.Forbidden();
    }

    public static ProblemHttpResult Problem(Refusal refusal, Texts texts)
    {
        var more = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusal.Code };
        if (refusal.Code == AppendToUpload.WrongOffset) more["received"] = refusal.Args[0];
        return TypedResults.Problem(detail: texts.Sentence(refusal), statusCode: Status(refusal), extensions: more);
    }

    private static int Status(Refusal refusal) => refusal.Kind switch
    {
        _ when refusal.Code == "evidence.too_large" => StatusCodes.Status413PayloadTooLarge,
        _ when refusal.Code == "evidence.type_not_allowed" => StatusCodes.Status415UnsupportedMediaType,
        _ when refusal.Code is "evidence.store_full" or StorageTrouble.Disk => StatusCodes.Status507InsufficientStorage,
        _ when refusal.Code == StorageTrouble.Away => StatusCodes.Status503ServiceUnavailable,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };
}
