using AfterSales.Web.Integrations;

namespace AfterSales.Web.Hosting;

/// <summary>Programs get a problem document, people a page with a way back.</summary>
internal static class Errors
{
    public static void UseErrors(this WebApplication app)
    {
        app.UseWhen(IsForPrograms, branch => branch.UseMiddleware<ApiErrors>());
        app.UseWhen(context => !IsForPrograms(context), branch =>
        {
            branch.UseExceptionHandler("/error", createScopeForErrors: true);
            branch.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        });
    }

    private static bool IsForPrograms(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase, out var rest) && rest.HasValue && rest != "/";
}
