using AfterSales.Domain.People;

namespace AfterSales.Web.Integrations;

/// <summary>
/// What one route of the API is: the key of its texts (Resources/Api: <c>{Key}</c> in a line, <c>{Key}More</c> at length),
/// what a key must be allowed, and an example. The OpenAPI document and the page /api are made from it.
/// </summary>
internal sealed record ApiCall(string Key, Permission Needs, string? Request, string Answer)
{
    /// <summary>Any of these lets a key in.</summary>
    public IReadOnlyList<string> Scopes { get; } = [.. ApiScope.All.Where(s => ApiScope.PermissionsOf([s]).Contains(Needs))];
}

internal static class ApiCalls
{
    /// <summary>Describes a route, and lets nobody in whose key does not carry the permission.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string key, Permission needs, string answer, string? request = null) =>
        route.WithName(key)
            .WithMetadata(new ApiCall(key, needs, request, answer))
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(BearerKeys.SchemeName).RequireAuthenticatedUser()
                .RequireAssertion(context => context.Resource is HttpContext http && http.Features.Get<KeyInUse>()?.Actor.May(needs) == true));
}
