using AfterSales.Application.People;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Web.People;

/// <summary>Sign-in: its cookie, how long a session lives, and how soon one that was ended ends everywhere.</summary>
public static class PeopleServices
{
    /// <summary>How old a session's proof may be, on requests and on circuits.</summary>
    internal static readonly TimeSpan Recheck = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddScoped<CurrentDesk>().AddScoped<FileDesk>();
        services.AddScoped<AuthenticationStateProvider, SessionWatch>();
        services.Configure<SecurityStampValidatorOptions>(o =>
        {
            o.ValidationInterval = Recheck;
            o.OnRefreshingPrincipal = made =>
            {
                if (made is { CurrentPrincipal: { } from, NewPrincipal: { } to }) Sessions.CarryOver(from, to);
                return Task.CompletedTask;
            };
        });
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure(options =>
        {
            options.Cookie.Name = "aftersales";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = Sessions.Lifetime;
            options.SlidingExpiration = true;
            options.LoginPath = "/sign-in";
            options.AccessDeniedPath = "/not-found";
            options.ReturnUrlParameter = "returnUrl";
            // The sign-in page itself goes on to where it may; the handler would put the address into a header as it came.
            options.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
        });
        return services;
    }

    /// <summary>Goes before authentication: where there is no store yet, there is nobody to sign in.</summary>
    public static void UseFirstRun(this WebApplication app) => app.UseMiddleware<FirstRun>();

    public static void MapPeople(this WebApplication app)
    {
        app.MapPost("/sign-out", SessionEndpoints.SignOutAsync);
        app.MapPost("/language", SessionEndpoints.ChooseLanguageAsync);
    }
}
