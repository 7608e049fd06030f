using AfterSales.Application.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.People;

/// <summary>What the header does by plain requests, because it sets cookies.</summary>
internal static class SessionEndpoints
{
    // Without a bound form nothing looks at the token, so this does.
    public static async Task<IResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery, SignInManager<Person> session)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return Results.BadRequest();
        await session.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }

    public static async Task<IResult> ChooseLanguageAsync(
        [FromForm] string language, [FromForm] string? returnUrl, HttpContext http, ActorQueries actors, SetLanguage setLanguage, CancellationToken ct)
    {
        if (Languages.Named(language) is not { } culture) return Results.BadRequest();
        RememberLanguage(http, culture.Name);
        if (CurrentDesk.PersonId(http.User) is { } id && await actors.DeskOfAsync(id, ct) is { } desk)
            await setLanguage.ExecuteAsync(culture.Name, desk.Actor, ct);
        return Results.LocalRedirect(ReturnUrl.Local(returnUrl));
    }

    public static void RememberLanguage(HttpContext http, string language) =>
        http.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new(language)),
            new() { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = http.Request.IsHttps, IsEssential = true });
}
