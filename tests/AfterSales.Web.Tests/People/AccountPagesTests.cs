using System.Net;
using AfterSales.Application.Insights;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Web.Tests.Hosting;
using AngleSharp.Html.Parser;

namespace AfterSales.Web.Tests.People;

public sealed class AccountPagesTests : IAsyncLifetime
{
    private WebDesk _web = null!;

    public async Task InitializeAsync() => _web = await WebDesk.CreateAsync();

    public async Task DisposeAsync() => await _web.DisposeAsync();

    [Fact]
    public async Task ChangePassword_OnOneDevice_ThatOneGoesOnAndTheOtherEnds()
    {
        await _web.JoinAsync("xiaoman", Role.AfterSales);
        var here = await _web.SignedInAsync("xiaoman");
        var elsewhere = await _web.SignedInAsync("xiaoman");

        var answer = await here.SubmitAsync("/account", ("Form.Current", WebDesk.Password), ("Form.Password", "a new long password"));

        answer.GoesTo().ShouldBe("/account?done=password");
        _web.Desk.Time.Move(TimeSpan.FromSeconds(31));
        (await here.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await elsewhere.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task ChangePassword_WrongCurrent_SaysSoAtTheField()
    {
        await _web.JoinAsync("xiaoman", Role.AfterSales);
        var visitor = await _web.SignedInAsync("xiaoman");

        var answer = await visitor.SubmitAsync("/account", ("Form.Current", "wrong password"), ("Form.Password", "a new long password"));

        (await answer.TextAsync()).ShouldContain("当前密码不对");
    }

    [Fact]
    public async Task Profile_SavedInEnglish_TurnsEnglish()
    {
        var actor = await _web.JoinAsync("xiaoman", Role.AfterSales);
        var visitor = await _web.SignedInAsync("xiaoman");

        await visitor.SubmitAsync("/account", ("Form.DisplayName", "Lin"), ("Form.Email", ""), ("Form.Language", "en"));

        (await visitor.TextAsync("/account")).ShouldContain("My account");
        (await _web.Desk.Get<PeopleQueries>().MineAsync(actor))!.DisplayName.ShouldBe("Lin");
    }

    [Fact]
    public async Task Digests_AreChosenByWhoMaySeeReports_AndOthersAreNotAsked()
    {
        var owner = await _web.JoinAsync("boss", Role.Owner);
        await _web.JoinAsync("xiaoman", Role.AfterSales);
        var visitor = await _web.SignedInAsync("boss");
        var asked = await new HtmlParser().ParseDocumentAsync(await visitor.TextAsync("/account"));
        asked.QuerySelectorAll("#digests [checked]").Length.ShouldBe(2, "an owner gets both until they say otherwise");

        var answer = await visitor.SubmitAsync("/account", ("Form.Weekly", "true"), ("Form.Hour", "7"));

        answer.GoesTo().ShouldBe("/account?done=digests");
        (await _web.Desk.Get<DigestQueries>().WishAsync(owner)).Value.ShouldBe(new(false, true, 7));
        (await (await _web.SignedInAsync("xiaoman")).TextAsync("/account")).ShouldNotContain("经营简报");
    }

    [Fact]
    public async Task Language_ChosenInTheHeader_IsInTheCookieAndOnThePerson()
    {
        var actor = await _web.JoinAsync("xiaoman", Role.AfterSales);
        var visitor = await _web.SignedInAsync("xiaoman");

        var answer = await visitor.SubmitAsync("/account", ("language", "en"));

        answer.GoesTo().ShouldBe("/account");
        visitor.Cookies[".AspNetCore.Culture"].ShouldBe("c%3Den%7Cuic%3Den");
        (await _web.Desk.Get<PeopleQueries>().MineAsync(actor))!.Language.ShouldBe("en");
    }

    [Fact]
    public async Task Invite_SomebodyNew_IsSignedInAndInTheStore()
    {
        var visitor = _web.Visit();
        var url = $"/invite/{await _web.InviteAsync(Role.AfterSales)}";

        var answer = await visitor.SubmitAsync(url, ("Form.DisplayName", "陈曦"), ("Form.UserName", "chenxi"), ("Form.Password", WebDesk.Password));

        answer.GoesTo().ShouldBe("/");
        (await (await visitor.GetAsync("/")).TextAsync()).ShouldContain("测试旗舰店");
        (await (await _web.Visit().GetAsync(url)).TextAsync()).ShouldContain("邀请链接已失效");
    }

    [Fact]
    public async Task Invite_Opened_HoldsTheNameThatTheInviterTyped()
    {
        var page = await new HtmlParser().ParseDocumentAsync(await _web.Visit().TextAsync($"/invite/{await _web.InviteAsync(Role.AfterSales)}"));
        page.QuerySelector("[name='Form.DisplayName']")!.GetAttribute("value").ShouldBe("new");
    }

    [Fact]
    public async Task Invite_SignedIn_JoinsAsThatPerson()
    {
        var actor = await _web.JoinAsync("xiaoman", Role.AfterSales);
        var visitor = await _web.SignedInAsync("xiaoman");

        (await visitor.SubmitAsync($"/invite/{await _web.InviteAsync(Role.Supervisor)}", ("_handler", "invite"))).StatusCode.ShouldBe(HttpStatusCode.Found);

        (await _web.Desk.Get<PeopleQueries>().DirectoryAsync(_web.Desk.Owner))[actor.Id!.Value].Roles.ShouldContain(Role.Supervisor);
    }

    [Fact]
    public async Task RemovedFromTheOnlyStore_NextPage_SaysWhatToDo()
    {
        var actor = await _web.JoinAsync("xiaoman", Role.AfterSales);
        var visitor = await _web.SignedInAsync("xiaoman");
        await _web.Desk.Get<RemovePerson>().ExecuteAsync(actor.Id!.Value, _web.Desk.Owner);

        (await visitor.GetAsync("/account")).GoesTo().ShouldBe("/no-store");
        (await (await visitor.GetAsync("/no-store")).TextAsync()).ShouldContain("您还没有加入店铺");
    }

    [Fact]
    public async Task FirstRun_NoStore_EveryPageLeadsToWelcomeUntilOneIsMade()
    {
        await using (var connection = await _web.Desk.Get<Databases>().Source.OpenConnectionAsync())
        {
            await using var empty = connection.CreateCommand();
            empty.CommandText = "delete from memberships; delete from stores";
            await empty.ExecuteNonQueryAsync();
        }
        var visitor = _web.Visit();
        foreach (var url in new[] { "/", "/cases", "/sign-in", "/settings/people", "/invite/x", "/account" })
            (await visitor.GetAsync(url)).GoesTo().ShouldBe("/welcome", url);

        var answer = await visitor.SubmitAsync("/welcome", ("Form.StoreName", "青禾女装"), ("Form.Owner.DisplayName", "林店长"), ("Form.Owner.UserName", "owner"), ("Form.Owner.Password", WebDesk.Password));

        answer.GoesTo().ShouldBe("/");
        (await visitor.GetAsync("/settings")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visitor.GetAsync("/welcome")).GoesTo().ShouldBe("/");
    }
}
