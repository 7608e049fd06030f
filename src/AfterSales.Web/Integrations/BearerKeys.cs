using System.Security.Claims;
using System.Text.Encodings.Web;
using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace AfterSales.Web.Integrations;

/// <summary>Turns <c>Authorization: Bearer …</c> into the actor that the key stands for.</summary>
internal sealed class BearerKeys(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AuthenticateApiKey keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        if (await keys.ExecuteAsync(header[Prefix.Length..].Trim()) is not { } actor) return AuthenticateResult.Fail("Unknown or revoked key.");
        Context.Features.Set(new KeyInUse(actor));
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, actor.Id.ToString()!)], Scheme.Name);
        return AuthenticateResult.Success(new(new(identity), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var sent = Request.Headers.Authorization.Count > 0;
        Response.Headers.WWWAuthenticate = sent ? "Bearer realm=\"aftersales\", error=\"invalid_token\"" : "Bearer realm=\"aftersales\"";
        return ApiProblems.WriteAsync(Context, StatusCodes.Status401Unauthorized, Refusal.Invalid(sent ? "api.key_invalid" : "api.key_needed"));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var scopes = string.Join(' ', Context.GetEndpoint()?.Metadata.GetMetadata<ApiCall>()?.Scopes ?? []);
        Response.Headers.WWWAuthenticate = $"Bearer realm=\"aftersales\", error=\"insufficient_scope\", scope=\"{scopes}\"";
        return ApiProblems.WriteAsync(Context, StatusCodes.Status403Forbidden, Refusal.Forbidden() with { Code = "api.scope_missing", Args = [scopes] });
    }
}

/// <summary>The key that a request came with.</summary>
internal sealed record KeyInUse(Actor Actor);

internal static class KeyInUseOfRequest
{
    /// <summary>Who calls. Only behind authorization, where there always is somebody.</summary>
    public static Actor Actor(this HttpContext http) => http.Features.GetRequiredFeature<KeyInUse>().Actor;
}
