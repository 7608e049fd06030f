using AfterSales.Application.Evidence.Packs;
using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Web.Evidence.Packs;

/// <summary>Evidence packs over plain HTTP: as a file to save, to people of the store and nobody else.</summary>
public static class PackEndpoints
{
    public static void MapEvidencePacks(this WebApplication app) =>
        app.MapGet("/packs/{id:guid}", DownloadAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> DownloadAsync(Guid id, HttpContext http, ActorQueries actors, PackQueries packs, Texts texts, CancellationToken ct)
    {
        if (await EvidenceAnswers.ActorAsync(http, actors) is not { } actor || !actor.May(Permission.ViewCases)) return TypedResults.NotFound();
        var opened = await packs.OpenAsync(id, actor, ct);
        if (opened.Value is not { } zip)
            return opened.Refusal!.Kind == RefusalKind.Rule ? TypedResults.Problem(texts.Sentence(opened.Refusal), statusCode: StatusCodes.Status409Conflict) : TypedResults.NotFound();
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(NameOf(zip));
        var headers = http.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.CacheControl = "private, no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.ContentType = "application/zip";
        // Known before the first byte: what breaks off is seen to be cut off.
        http.Response.ContentLength = zip.Length;
        await zip.WriteAsync(http.Response.Body, ct);
        return TypedResults.Empty;
    }

    // Chinese as what is in it, whoever saves it.
    private static string NameOf(PackZip zip) => new Texts(Languages.Chinese)["Packs.FileName", zip.CaseNumber, zip.ManifestSha256[..8]];
}
