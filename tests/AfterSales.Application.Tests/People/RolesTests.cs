using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Tests.People;

public sealed class RolesTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private Task<Result> ChangeAsync(Actor whose, Role[] seen, Role[] wanted, Actor by) =>
        _desk.Get<ChangeRoles>().ExecuteAsync(new(whose.Id!.Value, seen, wanted), by);

    private async Task<IReadOnlyList<Role>> RolesAsync(Actor of) => (await _desk.Get<PeopleQueries>().DirectoryAsync(_desk.Owner))[of.Id!.Value].Roles;

    [Fact]
    public async Task Change_ByOwner_HoldsAndIsAudited()
    {
        (await ChangeAsync(_desk.Agent, [Role.AfterSales], [Role.Supervisor, Role.Review], _desk.Owner)).Ok.ShouldBeTrue();

        (await RolesAsync(_desk.Agent)).ShouldBe([Role.Review, Role.Supervisor]);
        var entry = (await _desk.Get<AuditQueries>().PageAsync(_desk.Owner)).Value!.ShouldHaveSingleItem();
        (entry.Kind, entry.ByName, entry.Subject).ShouldBe((AuditKind.RolesChanged, "店长", "客服甲"));
        entry.Details.ShouldBe(["Review", "Supervisor"]);
    }

    [Fact]
    public async Task Change_ByAgentOrStranger_IsRefused()
    {
        (await ChangeAsync(_desk.Agent, [Role.AfterSales], [Role.Supervisor], _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await ChangeAsync(_desk.Agent, [Role.AfterSales], [Role.Supervisor], await _desk.StrangerAsync())).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await RolesAsync(_desk.Agent)).ShouldBe([Role.AfterSales]);
    }

    [Fact]
    public async Task Change_OtherRolesThanSeen_IsStale()
    {
        await ChangeAsync(_desk.Agent, [Role.AfterSales], [Role.Review], _desk.Owner);

        (await ChangeAsync(_desk.Agent, [Role.AfterSales], [Role.Supervisor], _desk.Owner)).Refusal!.Code.ShouldBe("roles.stale");
    }

    [Fact]
    public async Task Change_LastOwner_StaysOwner()
    {
        (await ChangeAsync(_desk.Owner, [Role.Owner], [Role.Supervisor], _desk.Owner)).Refusal!.Code.ShouldBe("roles.last_owner");
        (await _desk.Get<RemovePerson>().ExecuteAsync(_desk.Owner.Id!.Value, _desk.Owner)).Refusal!.Code.ShouldBe("roles.last_owner");
    }

    [Fact]
    public async Task Change_SessionOfSomebodyDemotedMeanwhile_MayNoMore()
    {
        var second = await _desk.PersonAsync("二店长", Role.Owner);
        await ChangeAsync(second, [Role.Owner], [Role.AfterSales], _desk.Owner);

        (await ChangeAsync(_desk.Agent, [Role.AfterSales], [Role.Owner], second)).Refusal!.Code.ShouldBe("roles.above_own");
    }

    [Fact]
    public async Task Change_TwoOwnersDemoteEachOtherAtOnce_OneOwnerStays()
    {
        for (var round = 0; round < 10; round++)
        {
            var left = await _desk.PersonAsync($"左{round}", Role.Owner);
            var right = await _desk.PersonAsync($"右{round}", Role.Owner);
            if (round == 0) (await ChangeAsync(_desk.Owner, [Role.Owner], [Role.Supervisor], left)).Ok.ShouldBeTrue();

            var answers = await Task.WhenAll(
                ChangeAsync(right, [Role.Owner], [Role.Supervisor], left),
                ChangeAsync(left, [Role.Owner], [Role.Supervisor], right));

            answers.Count(a => a.Ok).ShouldBe(1);
            await using var db = _desk.Db();
            (await db.Memberships.CountAsync(m => m.Role == Role.Owner)).ShouldBe(1);
            await db.Memberships.Where(m => m.Role == Role.Owner).ExecuteDeleteAsync();
        }
    }

    [Fact]
    public async Task Change_TwoOwnersStepDownAtOnce_OneStays()
    {
        var second = await _desk.PersonAsync("二店长", Role.Owner);

        var answers = await Task.WhenAll(
            ChangeAsync(second, [Role.Owner], [Role.Supervisor], second),
            ChangeAsync(_desk.Owner, [Role.Owner], [Role.Supervisor], _desk.Owner));

        answers.Count(a => a.Ok).ShouldBe(1);
        answers.Single(a => !a.Ok).Refusal!.Code.ShouldBe("roles.last_owner");
    }

    [Fact]
    public async Task Remove_AgentWithOpenCase_CaseIsUnclaimedAgainByNameOfWhoRemovedThem()
    {
        var number = await _desk.BuyerSaysAsync("买家一", "少了一件");
        (await _desk.Get<AssignCase>().ExecuteAsync(new(number, _desk.Agent.Id, null), _desk.Agent)).Ok.ShouldBeTrue();
        var administrator = await _desk.PersonAsync("管理员", Role.Administrator);

        (await _desk.Get<RemovePerson>().ExecuteAsync(_desk.Agent.Id!.Value, administrator)).Ok.ShouldBeTrue();

        await using var db = _desk.Db();
        (await db.Cases.SingleAsync(c => c.Number == number)).AssigneeId.ShouldBeNull();
        (await db.History.OrderByDescending(h => h.Id).FirstAsync()).ActorName.ShouldBe("管理员");
        (await _desk.Get<ActorQueries>().DeskOfAsync(_desk.Agent.Id!.Value)).ShouldBeNull();
        (await _desk.Get<PeopleQueries>().DirectoryAsync(_desk.Owner)).ContainsKey(_desk.Agent.Id!.Value).ShouldBeFalse();
    }

    [Fact]
    public async Task HasRoles_ChangedOrGone_EndsTheDesk()
    {
        var actors = _desk.Get<ActorQueries>();
        var seat = (await actors.DeskOfAsync(_desk.Agent.Id!.Value))!.Store;
        (await actors.HasRolesAsync(_desk.Agent.Id!.Value, seat)).ShouldBeTrue();

        await ChangeAsync(_desk.Agent, [Role.AfterSales], [Role.Warehouse], _desk.Owner);
        (await actors.HasRolesAsync(_desk.Agent.Id!.Value, seat)).ShouldBeFalse();

        await _desk.Get<RemovePerson>().ExecuteAsync(_desk.Agent.Id!.Value, _desk.Owner);
        (await actors.HasRolesAsync(_desk.Agent.Id!.Value, seat with { Roles = [] })).ShouldBeFalse();
    }

    [Fact]
    public async Task Audit_ChangedInTheDatabase_IsRefusedByTheDatabase()
    {
        await ChangeAsync(_desk.Agent, [Role.AfterSales], [Role.Review], _desk.Owner);

        await using var db = _desk.Db();
        var refused = await Should.ThrowAsync<PostgresException>(() => db.Audit.ExecuteDeleteAsync());
        refused.SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    [Fact]
    public async Task Queries_OfWhoManages_AreForbiddenToAgentsAndEmptyOfOthersStores()
    {
        var stranger = await _desk.StrangerAsync();

        (await _desk.Get<PeopleQueries>().MembersAsync(_desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<AuditQueries>().PageAsync(_desk.Supervisor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<InviteQueries>().OpenAsync(_desk.Warehouse)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<PeopleQueries>().MembersAsync(stranger)).Value!.ShouldNotContain(m => m.Id == _desk.Agent.Id);
        (await _desk.Get<PeopleQueries>().DirectoryAsync(stranger)).ContainsKey(_desk.Agent.Id!.Value).ShouldBeFalse();
        (await _desk.Get<SignOutEverywhere>().ExecuteAsync(_desk.Agent.Id!.Value, stranger)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await _desk.Get<UnlockPerson>().ExecuteAsync(_desk.Agent.Id!.Value, stranger)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await _desk.Get<RemovePerson>().ExecuteAsync(_desk.Agent.Id!.Value, stranger)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }
}
