using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.People;

public sealed class InviteTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private Task<Result<Guid>> AcceptAsync(string token, string userName) =>
        _desk.Get<AcceptInvite>().ExecuteAsync(new(token, null, Joining.Somebody(userName)));

    [Fact]
    public async Task Accept_SomebodyNew_BelongsToTheStoreWithTheRolesAndIsAudited()
    {
        var token = await _desk.InviteAsync(Role.AfterSales, Role.Review);

        var id = (await AcceptAsync(token, "chenxi")).Value;

        (await _desk.Get<PeopleQueries>().DirectoryAsync(_desk.Agent))[id].Roles.ShouldBe([Role.AfterSales, Role.Review]);
        (await _desk.Get<ActorQueries>().DeskOfAsync(id))!.Store.Id.ShouldBe(_desk.StoreId);
        (await _desk.AuditAsync()).ShouldBe([AuditKind.PersonJoined, AuditKind.PersonInvited]);
    }

    [Fact]
    public async Task Accept_SomebodySignedIn_JoinsAsTheyAreAndKeepsTheirRoles()
    {
        var token = await _desk.InviteAsync(Role.AfterSales, Role.Supervisor);

        (await _desk.Get<AcceptInvite>().ExecuteAsync(new(token, _desk.Agent.Id, null))).Value.ShouldBe(_desk.Agent.Id!.Value);

        (await _desk.Get<PeopleQueries>().DirectoryAsync(_desk.Owner))[_desk.Agent.Id!.Value].Roles.ShouldBe([Role.AfterSales, Role.Supervisor]);
    }

    [Fact]
    public async Task Accept_AdministratorsOwnLink_GivesThemNothing()
    {
        var administrator = await _desk.JoinAsync("admin", Role.Administrator);
        var token = (await _desk.Get<InvitePerson>().ExecuteAsync(new("我自己", [Role.AfterSales]), administrator)).Value!.Token;

        (await _desk.Get<AcceptInvite>().ExecuteAsync(new(token, administrator.Id, null))).Refusal!.Code.ShouldBe("roles.not_to_oneself");

        (await _desk.Get<PeopleQueries>().DirectoryAsync(_desk.Owner))[administrator.Id!.Value].Roles.ShouldBe([Role.Administrator]);
        (await AcceptAsync(token, "colleague")).Ok.ShouldBeTrue();
    }

    // What an administrator may not see themselves they can let others see: by a link, or by a role. The owner hears of it.
    [Fact]
    public async Task Administrator_GivesAccessToCustomerData_TheOwnersAreTold()
    {
        var administrator = await _desk.JoinAsync("admin", Role.Administrator);
        async Task<string> LinkAsync(Role role) => (await _desk.Get<InvitePerson>().ExecuteAsync(new("新人", [role]), administrator)).Value!.Token;
        await AcceptAsync(await LinkAsync(Role.AfterSales), "second");
        var third = await AcceptAsync(await LinkAsync(Role.Administrator), "third");
        await _desk.JoinAsync("by-the-owner", Role.AfterSales);
        (await _desk.Get<ChangeRoles>().ExecuteAsync(new(third.Value, [Role.Administrator], [Role.Warehouse]), administrator)).Refusal.ShouldBeNull();

        // They see it already: that is nothing new.
        (await _desk.Get<ChangeRoles>().ExecuteAsync(new(third.Value, [Role.Warehouse], [Role.AfterSales]), administrator)).Refusal.ShouldBeNull();

        var told = (await _desk.Get<NotificationQueries>().InboxAsync(_desk.Owner)).Latest;

        told.Select(n => (n.Kind, n.Data["by"], n.Data["person"], n.Data["roles"])).ShouldBe(
            [("access.given", "admin", "third", "Warehouse"), ("access.given", "admin", "second", "AfterSales")], ignoreOrder: true);
        (await _desk.Get<NotificationQueries>().InboxAsync(_desk.Supervisor)).Latest.ShouldBeEmpty();
    }

    [Fact]
    public async Task Accept_Twice_SecondIsRefused()
    {
        var token = await _desk.InviteAsync(Role.AfterSales);
        await AcceptAsync(token, "first");

        (await AcceptAsync(token, "second")).Refusal!.Code.ShouldBe("invite.not_usable");
        await NobodyIsCalledAsync("second");
    }

    [Fact]
    public async Task Accept_TenAtOnce_ExactlyOneJoins()
    {
        var token = await _desk.InviteAsync(Role.AfterSales);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => AcceptAsync(token, $"racer{i}")));

        answers.Count(a => a.Ok).ShouldBe(1);
        answers.Where(a => !a.Ok).ShouldAllBe(a => a.Refusal!.Code == "invite.not_usable");
        await using var db = _desk.Db();
        (await db.Users.CountAsync(p => p.UserName!.StartsWith("racer"))).ShouldBe(1);
    }

    [Fact]
    public async Task Accept_AfterSevenDays_IsRefused()
    {
        var token = await _desk.InviteAsync(Role.AfterSales);
        _desk.Time.Move(TimeSpan.FromDays(7));

        (await _desk.Get<InviteQueries>().OfferAsync(token)).ShouldBeNull();
        (await AcceptAsync(token, "late")).Refusal!.Code.ShouldBe("invite.not_usable");
    }

    [Fact]
    public async Task Accept_Withdrawn_IsRefused()
    {
        var made = (await _desk.Get<InvitePerson>().ExecuteAsync(new("陈曦", [Role.AfterSales]), _desk.Owner)).Value!;
        (await _desk.Get<WithdrawInvite>().ExecuteAsync(made.InviteId, _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<WithdrawInvite>().ExecuteAsync(made.InviteId, await _desk.StrangerAsync())).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);

        (await _desk.Get<WithdrawInvite>().ExecuteAsync(made.InviteId, _desk.Owner)).Ok.ShouldBeTrue();

        (await AcceptAsync(made.Token, "late")).Refusal!.Code.ShouldBe("invite.not_usable");
        (await _desk.Get<InviteQueries>().OpenAsync(_desk.Owner)).Value!.ShouldBeEmpty();
    }

    [Fact]
    public async Task Accept_InviterHasLeft_IsRefused()
    {
        var second = await _desk.PersonAsync("二店长", Role.Owner);
        var token = (await _desk.Get<InvitePerson>().ExecuteAsync(new("朋友", [Role.Owner]), second)).Value!.Token;
        await _desk.Get<RemovePerson>().ExecuteAsync(second.Id!.Value, _desk.Owner);

        (await AcceptAsync(token, "friend")).Refusal!.Code.ShouldBe("invite.not_usable");
    }

    [Fact]
    public async Task Accept_NameTaken_IsRefusedAndTheLinkStillWorks()
    {
        await _desk.JoinAsync("taken", Role.AfterSales);
        var token = await _desk.InviteAsync(Role.AfterSales);

        var refused = (await AcceptAsync(token, "Taken")).Refusal.ShouldNotBeNull();

        (refused.Code, refused.Field).ShouldBe(("person.user_name_taken", "UserName"));
        (await AcceptAsync(token, "free")).Ok.ShouldBeTrue();
    }

    [Theory]
    [InlineData("a", "person.user_name_invalid")]
    [InlineData("someone@example.com", "person.user_name_invalid")]
    [InlineData("two words", "person.user_name_invalid")]
    [InlineData("zero\u200Bwidth", "person.user_name_invalid")]
    public async Task Accept_OddUserName_IsRefused(string userName, string code) =>
        (await AcceptAsync(await _desk.InviteAsync(Role.AfterSales), userName)).Refusal!.Code.ShouldBe(code);

    [Fact]
    public async Task Invite_ByAgentOrWithRoleAboveOwn_IsRefused()
    {
        var administrator = await _desk.PersonAsync("管理员", Role.Administrator);

        (await _desk.Get<InvitePerson>().ExecuteAsync(new("谁", [Role.AfterSales]), _desk.Supervisor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<InvitePerson>().ExecuteAsync(new("谁", [Role.Owner]), administrator)).Refusal!.Code.ShouldBe("roles.above_own");
        (await _desk.Get<InvitePerson>().ExecuteAsync(new("谁", []), _desk.Owner)).Refusal!.Code.ShouldBe("roles.none");
        (await _desk.Get<InvitePerson>().ExecuteAsync(new("谁", [Role.Supervisor]), administrator)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Invite_Saved_KeepsNoTokenInTheDatabase()
    {
        var token = await _desk.InviteAsync(Role.AfterSales);

        await using var db = _desk.Db();
        (await db.Invites.SingleAsync()).TokenHash.ShouldBe(Secrets.Hash(token));
    }

    private async Task NobodyIsCalledAsync(string userName)
    {
        await using var db = _desk.Db();
        (await db.Users.AnyAsync(p => p.UserName == userName)).ShouldBeFalse();
    }
}
