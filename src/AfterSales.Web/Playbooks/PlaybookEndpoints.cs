using System.Text;
using AfterSales.Application.People;
using AfterSales.Application.Playbooks;
using AfterSales.Web.People;

namespace AfterSales.Web.Playbooks;

/// <summary>Playbooks as files: DMN that any modeller opens, for people of the store who may read the rules.</summary>
public static class PlaybookEndpoints
{
    public static void MapPlaybooks(this WebApplication app) =>
        app.MapGet("/playbooks/{name}/{version:int}.dmn", FileAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> FileAsync(string name, int version, HttpContext http, ActorQueries actors, PlaybookQueries playbooks, CancellationToken ct)
    {
        if (CurrentDesk.PersonId(http.User) is not { } id || (await actors.DeskOfAsync(id, ct))?.Actor is not { } actor) return TypedResults.NotFound();
        var text = await playbooks.TextAsync(actor, name, version, ct);
        return text.Ok ? TypedResults.File(Encoding.UTF8.GetBytes(text.Value.Document), "application/xml; charset=utf-8", $"{text.Value.Name}-v{text.Value.Version}.dmn") : TypedResults.NotFound();
    }
}
