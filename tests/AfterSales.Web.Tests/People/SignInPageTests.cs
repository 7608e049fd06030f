using System.Net;
using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Web.Tests.People;

public sealed class SignInPageTests : IAsyncLifetime
{
    private const string SessionCookie = "aftersales";

    private WebDesk _web = null!;
    private Actor _xiaoman = null!;

    public async Task InitializeAsync()
    {
        _web = await WebDesk.CreateAsync();
        _xiaoman = await _web.JoinAsync("xiaoman", Role.AfterSales);
    }

    public async Task DisposeAsync() => await _web.DisposeAsync();

    private static (string, string)[] Credentials(string password = WebDesk.Password) => [("Form.Name", "xiaoman"), ("Form.Password", password)];

    [Fact]
    public async Task SignIn_Right_SetsACookieThatScriptsAndOtherSitesCannotUse()
    {
        var visitor = _web.Visit();

        var answer = await visitor.SubmitAsync("/sign-in", Credentials());

        answer.GoesTo().ShouldBe("/");
        var cookie = visitor.SetCookies[SessionCookie];
        cookie.HttpOnly.ShouldBeTrue();
        cookie.Secure.ShouldBeFalse();
        cookie.SameSite.ShouldBe(SameSiteMode.Lax);
        cookie.Expires.ShouldBe(_web.Desk.Time.Now.AddDays(14));
        (await visitor.GetAsync("/settings")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SignIn_OverHttps_CookieIsSecure()
    {
        var visitor = _web.Visit();

        await visitor.SubmitAsync("https://localhost/sign-in", Credentials());

        visitor.SetCookies[SessionCookie].Secure.ShouldBeTrue();
    }

    [Fact]
    public async Task SignIn_Wrong_SaysSoAndSetsNoCookie()
    {
        var visitor = _web.Visit();

        var answer = await visitor.SubmitAsync("/sign-in", Credentials("wrong password"));

        (await answer.TextAsync()).ShouldContain("用户名或密码不对");
        visitor.Cookies.Keys.ShouldNotContain(SessionCookie);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    [InlineData("/language")]
    public async Task Post_WithoutAntiforgeryToken_IsRefused(string url)
    {
        var visitor = await _web.SignedInAsync("xiaoman");

        (await visitor.PostAsync(url, ("_handler", "sign-in"), ("language", "en"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/cases?q=1", "/cases?q=1")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("/\t/evil.example/", "/")]
    [InlineData("evil", "/")]
    [InlineData("", "/")]
    public async Task SignIn_ReturnUrl_OnlyWithinThisSite(string returnUrl, string goesTo)
    {
        var answer = await _web.Visit().SubmitAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", Credentials());

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.GoesTo().ShouldBe(goesTo);
    }

    [Fact]
    public async Task SignIn_FiveWrong_SaysHowLongToWait()
    {
        var visitor = _web.Visit();
        for (var i = 1; i < PasswordPolicy.TriesBeforeLock; i++) await visitor.SubmitAsync("/sign-in", Credentials("wrong password"));

        var answer = await visitor.SubmitAsync("/sign-in", Credentials("wrong password"));

        (await answer.TextAsync()).ShouldContain("请 10 分钟后再试");
    }

    [Fact]
    public async Task SignIn_ManyWrongFromOneAddress_MustWaitWhateverTheName()
    {
        var visitor = _web.Visit();
        for (var i = 0; i < 40; i++) await visitor.SubmitAsync("/sign-in", ("Form.Name", $"guess{i}"), ("Form.Password", "wrong password"));

        var answer = await visitor.SubmitAsync("/sign-in", Credentials());

        (await answer.TextAsync()).ShouldContain("登录尝试太多");
    }

    [Fact]
    public async Task Page_WithoutSignIn_LeadsToSignInAndBack()
    {
        var answer = await _web.Visit().GetAsync("/cases?q=1");

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.GoesTo().ShouldBe("/sign-in?returnUrl=%2Fcases%3Fq%3D1");
    }

    [Fact]
    public async Task SignInPage_AlreadySignedIn_GoesOn()
    {
        var visitor = await _web.SignedInAsync("xiaoman");

        (await visitor.GetAsync("/sign-in?returnUrl=%2Faccount")).GoesTo().ShouldBe("/account");
    }

    [Fact]
    public async Task SignOut_Posted_EndsTheSession()
    {
        var visitor = await _web.SignedInAsync("xiaoman");

        (await visitor.SubmitAsync("/no-store")).GoesTo().ShouldBe("/sign-in");

        visitor.Cookies.Keys.ShouldNotContain(SessionCookie);
        (await visitor.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task SignOut_ACopyOfTheCookie_IsWorthlessWithinThirtySeconds()
    {
        var (visitor, elsewhere) = (await _web.SignedInAsync("xiaoman"), await _web.SignedInAsync("xiaoman"));
        var early = visitor.Copy();
        _web.Desk.Time.Move(TimeSpan.FromSeconds(31));
        (await visitor.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
        visitor.Cookies[SessionCookie].ShouldNotBe(early.Cookies[SessionCookie], "it was made anew");
        var late = visitor.Copy();
        await visitor.SubmitAsync("/no-store");
        _web.Desk.Time.Move(TimeSpan.FromSeconds(31));

        foreach (var copy in new[] { early, late })
            (await copy.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await elsewhere.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.OK, "another device");
        // Long after no cookie of that time can live, nothing of it is kept.
        _web.Desk.Time.Move(Sessions.Lifetime + TimeSpan.FromDays(2));
        await (await _web.SignedInAsync("xiaoman")).SubmitAsync("/no-store");
        await using var db = _web.Desk.Db();
        (await db.EndedSessions.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task SignedOutEverywhere_WithinThirtySeconds_TheCookieIsWorthless()
    {
        var visitor = await _web.SignedInAsync("xiaoman");
        await _web.Desk.Get<SignOutEverywhere>().ExecuteAsync(_xiaoman.Id!.Value, _web.Desk.Owner);

        _web.Desk.Time.Move(TimeSpan.FromSeconds(31));

        (await visitor.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task SignedOutEverywhere_SignInPage_KnowsAtOnce()
    {
        var visitor = await _web.SignedInAsync("xiaoman");
        await _web.Desk.Get<SignOutEverywhere>().ExecuteAsync(_xiaoman.Id!.Value, _web.Desk.Owner);

        (await visitor.GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
        visitor.Cookies.Keys.ShouldNotContain(SessionCookie);
    }
}
