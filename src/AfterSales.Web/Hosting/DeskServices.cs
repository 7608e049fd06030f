using AfterSales.Application;
using AfterSales.Application.Evidence;
using AfterSales.Application.Importing;
using AfterSales.Application.Ledger;
using AfterSales.Web.Customers.Privacy;
using AfterSales.Web.Evidence;
using AfterSales.Web.Evidence.Packs;
using AfterSales.Web.Importing;
using AfterSales.Web.Integrations;
using AfterSales.Web.Layout;
using AfterSales.Web.Ledger;
using AfterSales.Web.People;
using AfterSales.Web.People.Pay;
using AfterSales.Web.People.Quality;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Insights;
using AfterSales.Web.Insights.Sections;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Radzen;

namespace AfterSales.Web.Hosting;

/// <summary>What the web application is made of, and the order of its middleware.</summary>
public static class DeskServices
{
    internal static void AddDesk(this WebApplicationBuilder builder, DeskSettings settings, string connectionString)
    {
        var services = builder.Services;
        services.AddAfterSales(connectionString);
        services.AddKeyProtection(builder.Configuration);
        services.AddEvidence(DataFolder.Of(builder.Configuration), settings.S3, settings.CheckDays);
        services.AddImporting(DataFolder.Of(builder.Configuration));
        services.AddPayments(DataFolder.Of(builder.Configuration), settings.HasPaymentRobot);
        services.AddEvidenceEndpoints();
        services.AddEvidencePacks<PackSummary>();
        if (settings.DemoBuyers) services.AddDemoBuyers();
        builder.AddLogs(settings);
        services.AddSingleton<Metrics>();
        services.AddApi(settings.ApiRate);
        services.AddRazorComponents().AddInteractiveServerComponents(Circuits.Configure).AddHubOptions(Circuits.Configure);
        services.AddScoped<PageConnection>().AddScoped<CircuitHandler>(s => s.GetRequiredService<PageConnection>());
        services.AddRadzenComponents();
        services.AddCascadingAuthenticationState();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddAuthorization();
        services.AddSingleton<SectionQueries>();
        services.AddHttpContextAccessor();
        services.AddScoped<Texts>();
        services.AddScoped<Formats>();
        services.AddPeople();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new(Languages.Chinese);
            options.SupportedCultures = options.SupportedUICultures = [.. Languages.All];
            // A person's choice, else Chinese first: a browser's language alone does not switch the desk.
            options.RequestCultureProviders = [new ApiLanguage(), new QueryStringRequestCultureProvider(), new CookieRequestCultureProvider()];
        });
    }

    public static void UseDesk(this WebApplication app)
    {
        app.UseHeadAsGet();
        app.UseRouting();
        app.UseProxies();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseHsts();
        // First the language, so that errors speak it too.
        app.UseRequestLocalization();
        app.UseErrors();
        app.UseFirstRun();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapEvidence();
        app.MapArchive();
        app.MapPersonalData();
        app.MapEvidencePacks();
        app.MapImports();
        app.MapPlaybooks();
        app.MapPayments();
        app.MapReports();
        app.MapNumbers();
        app.MapPay();
        app.MapPeople();
        app.MapAttendance();
        app.MapQuality();
        app.MapHealth();
        app.MapApi();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(Circuits.Configure);
    }
}
