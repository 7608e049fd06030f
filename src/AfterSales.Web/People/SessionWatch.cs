using System.Security.Claims;
using AfterSales.Application.People;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Web.People;

/// <summary>
/// Ends a circuit whose session has ended: signed out here or everywhere, password changed, or other roles in the store than it was
/// opened with. The page then goes by way of sign-in, which lets a good cookie through to a circuit with the present roles.
/// </summary>
internal sealed class SessionWatch(ILoggerFactory logs, IServiceScopeFactory scopes, ActorQueries actors) : RevalidatingServerAuthenticationStateProvider(logs)
{
    private Desk? _desk;

    protected override TimeSpan RevalidationInterval => PeopleServices.Recheck;

    /// <summary>The desk that this circuit works at.</summary>
    public void Watch(Desk desk) => _desk = desk;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (!await HasGoodStampAsync(authenticationState.User)) return false;
        return _desk is null || await actors.HasRolesAsync(_desk.Actor.Id!.Value, _desk.Store, cancellationToken);
    }

    private async Task<bool> HasGoodStampAsync(ClaimsPrincipal user)
    {
        // Identity's manager lives for one request; a circuit has none of its own.
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SignInManager<Person>>().ValidateSecurityStampAsync(user) is not null;
    }
}
