using System.Security.Claims;
using AfterSales.Application.People;
using Microsoft.AspNetCore.Components.Authorization;

namespace AfterSales.Web.People;

/// <summary>Who sits at this circuit or request, in which store.</summary>
public sealed class CurrentDesk(AuthenticationStateProvider authentication, ActorQueries actors)
{
    private Task<Desk?>? _desk;

    /// <summary>Null when nobody is signed in, or they belong to no store.</summary>
    public Task<Desk?> GetAsync() => _desk ??= FindAsync();

    private async Task<Desk?> FindAsync()
    {
        var state = await authentication.GetAuthenticationStateAsync();
        var desk = PersonId(state.User) is { } id ? await actors.DeskOfAsync(id) : null;
        if (desk is not null && authentication is SessionWatch session) session.Watch(desk);
        return desk;
    }

    public static Guid? PersonId(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}
