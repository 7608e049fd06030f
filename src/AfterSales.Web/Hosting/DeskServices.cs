using AfterSales.Application;
using AfterSales.Application.Evidence;
using AfterSales.Web.Evidence;
using AfterSales.Web.Layout;
using AfterSales.Web.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Radzen;

namespace AfterSales.Web.Hosting;

/// <summary>What the web application is made of, and the order of its middleware.</summary>
public static class DeskServices
{
    public static void AddDesk(this WebApplicationBuilder builder, string connectionString)
    {
        var services = builder.Services;
        services.AddAfterSales(connectionString);
        services.AddEvidence(builder.Configuration["AFTERSALES_DATA"] is { Length: > 0 } folder ? folder : ".data");
        services.AddSingleton<EvidenceUpload>();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.AddCascadingAuthenticationState();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddAuthorization();
        services.AddHttpContextAccessor();
        services.AddScoped<Texts>();
        services.AddScoped<Formats>();
        services.AddPeople();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new(Languages.Chinese);
            options.SupportedCultures = options.SupportedUICultures = [.. Languages.All];
            // A person's choice, else Chinese first: a browser's language alone does not switch the desk.
            options.RequestCultureProviders = [new QueryStringRequestCultureProvider(), new CookieRequestCultureProvider()];
        });
    }

    public static void UseDesk(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseFirstRun();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapEvidence();
        app.MapPeople();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
