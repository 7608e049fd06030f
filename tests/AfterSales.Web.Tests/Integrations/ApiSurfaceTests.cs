using System.Net;
using AfterSales.Domain.People;
using AfterSales.Web.Integrations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Web.Tests.Integrations;

/// <summary>Every address there is, walked as somebody who should not be let in.</summary>
public sealed class ApiSurfaceTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    // Pages for whoever comes by: signing in and joining, errors, and what the API is.
    private static readonly string[] PublicPages = ["/sign-in", "/invite/{Token}", "/invite/{token}", "/welcome", "/no-store", "/not-found", "/error", "/api"];

    private IEnumerable<RouteEndpoint> Endpoints => api.Web.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Distinct();

    [Fact]
    public async Task EveryApiRoute_WithoutAKeyOrWithAWrongOne_Answers401()
    {
        var routes = Endpoints.Where(e => Path(e).StartsWith("/api/", StringComparison.Ordinal)).ToList();
        routes.Count.ShouldBeGreaterThanOrEqualTo(5);
        using var revoked = api.Web.Server.CreateClient();
        revoked.DefaultRequestHeaders.Authorization = new("Bearer", "as_never_issued_0123456789");
        foreach (var route in routes)
            foreach (var (client, code) in new[] { (api.Anonymous, "api.key_needed"), (revoked, "api.key_invalid") })
            {
                using var answer = await SendAsync(client, route);
                await ApiDesk.ProblemAsync(answer, 401, code);
                answer.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer", Path(route));
            }
    }

    [Fact]
    public async Task EveryApiRoute_WithAKeyOfOtherScopes_Answers403()
    {
        foreach (var route in Endpoints.Where(e => Path(e).StartsWith("/api/", StringComparison.Ordinal)))
        {
            var call = route.Metadata.GetMetadata<ApiCall>().ShouldNotBeNull($"{Path(route)} is not described");
            using var other = await api.ClientAsync([.. ApiScope.All.Except(call.Scopes)]);
            using var answer = await SendAsync(other, route);
            await ApiDesk.ProblemAsync(answer, 403, "api.scope_missing");
        }
    }

    [Fact]
    public async Task EveryPage_WithoutSigningIn_LeadsToSignIn()
    {
        var pages = Endpoints.Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null).ToList();
        pages.Count.ShouldBeGreaterThan(5);
        foreach (var page in pages.Where(p => !PublicPages.Contains(Path(p)) && !Path(p).Contains('*', StringComparison.Ordinal)))
        {
            page.Metadata.GetMetadata<IAuthorizeData>().ShouldNotBeNull($"{Path(page)} lets everybody in");
            using var answer = await api.Anonymous.GetAsync(Address(page));
            answer.StatusCode.ShouldBe(HttpStatusCode.Found, Path(page));
            answer.Headers.Location!.ToString().ShouldContain("/sign-in", customMessage: Path(page));
        }
    }

    [Fact]
    public async Task UnknownRouteOrMethod_IsAProblem()
    {
        await ApiDesk.ProblemAsync(await api.Client.GetAsync("/api/v1/nothing"), 404, "api.route_unknown");
        await ApiDesk.ProblemAsync(await api.Client.GetAsync("/api/v2"), 404, "api.route_unknown");
        using var delete = await api.Client.DeleteAsync("/api/v1/cases");
        await ApiDesk.ProblemAsync(delete, 405, "api.method_not_allowed");
    }

    [Fact]
    public async Task OpenApi_DescribesEveryRouteInBothLanguages()
    {
        var document = await ApiDesk.JsonAsync(await api.Anonymous.GetAsync("/openapi/v1.json"));
        foreach (var route in Endpoints.Where(e => Path(e).StartsWith("/api/", StringComparison.Ordinal)))
        {
            var operation = document.GetProperty("paths").GetProperty(Path(route).Replace(":guid", "", StringComparison.Ordinal)).GetProperty(Method(route).ToLowerInvariant());
            operation.GetProperty("summary").GetString()!.ShouldNotStartWith("Api.");
            operation.GetProperty("responses").TryGetProperty("401", out _).ShouldBeTrue();
        }
        document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString().ShouldBe("bearer");

        using var english = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        english.Headers.AcceptLanguage.ParseAdd("en");
        (await ApiDesk.JsonAsync(await api.Anonymous.SendAsync(english))).GetProperty("info").GetProperty("title").GetString().ShouldBe("AfterSales API");
    }

    [Fact]
    public async Task Page_ForPeople_ListsEveryRoute()
    {
        var page = await api.Anonymous.GetStringAsync("/api");
        foreach (var route in Endpoints.Where(e => Path(e).StartsWith("/api/", StringComparison.Ordinal))) page.ShouldContain(Path(route).Replace(":guid", "", StringComparison.Ordinal));
        page.ShouldNotContain("Api.");
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, RouteEndpoint route) => client.SendAsync(new HttpRequestMessage(new HttpMethod(Method(route)), Address(route)));

    private static string Method(RouteEndpoint route) => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];

    private static string Path(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.TrimStart('/');

    private static string Address(RouteEndpoint route) =>
        "/" + string.Join('/', route.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { ParameterPolicies: { Count: > 0 } policies } when policies.Any(x => x.Content == "guid") => Guid.Empty.ToString(),
            _ => "1",
        }))));
}
