using AfterSales.Application.People;
using AfterSales.Web.Shared;

namespace AfterSales.Web.People;

/// <summary>At which desk somebody sits who asks for a file to take away. What month it is, and every time in the file, is by that store's clock.</summary>
public sealed class FileDesk(ActorQueries actors, Formats formats)
{
    /// <summary>Null when nobody is signed in, or they belong to no store.</summary>
    public async Task<Desk?> OfAsync(HttpContext http)
    {
        if (CurrentDesk.PersonId(http.User) is not { } id || await actors.DeskOfAsync(id, http.RequestAborted) is not { } desk) return null;
        formats.Zone = TimeZoneInfo.FindSystemTimeZoneById(desk.Store.TimeZoneId);
        return desk;
    }
}
