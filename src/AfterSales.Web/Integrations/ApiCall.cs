using AfterSales.Domain.People;

namespace AfterSales.Web.Integrations;

/// <summary>
/// What one route of the API is: the key of its texts (Resources/Api: <c>{Key}</c> in a line, <c>{Key}More</c> at length) and
/// of its examples (Examples/), and what a key must be allowed. The OpenAPI document and the page /api are made from it.
/// </summary>
internal sealed record ApiCall(string Key, Permission Needs)
{
    /// <summary>Any of these lets a key in.</summary>
    public IReadOnlyList<string> Scopes { get; } = [.. ApiScope.All.Where(s => ApiScope.PermissionsOf([s]).Contains(Needs))];

    /// <summary>JSON; null where there is no JSON body.</summary>
    public string? Request { get; } = Example($"{Key}.request.json");

    public string? Answer { get; } = Example($"{Key}.answer.json");

    private static string? Example(string name)
    {
        using var stream = typeof(ApiCall).Assembly.GetManifestResourceStream($"Examples/{name}");
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    }
}

internal static class ApiCalls
{
    /// <summary>Describes a route, and lets nobody in whose key does not carry the permission.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string key, Permission needs) =>
        route.WithName(key)
            .WithMetadata(new ApiCall(key, needs))
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(BearerKeys.SchemeName).RequireAuthenticatedUser()
                .RequireAssertion(context => context.Resource is HttpContext http && http.Features.Get<KeyInUse>()?.Actor.May(needs) == true));
}
