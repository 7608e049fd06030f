using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Localization;

namespace AfterSales.Web.Integrations;

/// <summary>Programs ask for a language by Accept-Language; without it they hear Chinese. People choose theirs (a cookie).</summary>
internal sealed class ApiLanguage : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var path = httpContext.Request.Path;
        if (!path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase, out var rest) && !path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase, out rest)) return NullProviderCultureResult;
        if (!rest.HasValue) return NullProviderCultureResult;
        var wanted = httpContext.Request.GetTypedHeaders().AcceptLanguage.Where(l => l.Quality is not 0).OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Value ?? "")
            .Select(Spoken).FirstOrDefault(l => l is not null) ?? Languages.Chinese.Name;
        return Task.FromResult<ProviderCultureResult?>(new(wanted));
    }

    private static string? Spoken(string language) => Languages.All.FirstOrDefault(l => language.Split('-')[0].Equals(l.TwoLetterISOLanguageName, StringComparison.OrdinalIgnoreCase))?.Name;
}
