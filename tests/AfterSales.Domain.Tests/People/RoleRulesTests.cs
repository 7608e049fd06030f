using AfterSales.Domain.People;

namespace AfterSales.Domain.Tests.People;

public sealed class RoleRulesTests
{
    private static readonly Role[] Owner = [Role.Owner];
    private static readonly Role[] Administrator = [Role.Administrator];

    [Theory]
    [InlineData(Role.Owner, Role.Owner, true)]
    [InlineData(Role.Owner, Role.Administrator, true)]
    [InlineData(Role.Administrator, Role.Supervisor, true)]
    [InlineData(Role.Administrator, Role.Administrator, true)]
    [InlineData(Role.Administrator, Role.Owner, false)]
    [InlineData(Role.Supervisor, Role.AfterSales, false)]
    [InlineData(Role.AfterSales, Role.Warehouse, false)]
    public void MayGive_OneRole_GivesOnlyWithinItsAuthority(Role own, Role given, bool may) =>
        RoleRules.MayGive([own], given).ShouldBe(may);

    [Fact]
    public void MayGive_AdministratorWhoIsOwnerToo_GivesOwner() =>
        RoleRules.MayGive([Role.Administrator, Role.Owner], Role.Owner).ShouldBeTrue();

    [Fact]
    public void Change_LastOwnerStepsDown_IsRefused() =>
        RoleRules.Change(Owner, Owner, [Role.Supervisor], self: true, otherOwners: 0).Refusal!.Code.ShouldBe("roles.last_owner");

    [Fact]
    public void Change_LastOwnerKeepsOwnerAndTakesMore_IsDone() =>
        RoleRules.Change(Owner, Owner, [Role.Owner, Role.AfterSales], self: true, otherOwners: 0).Ok.ShouldBeTrue();

    [Fact]
    public void Change_OneOfTwoOwnersStepsDown_IsDone() =>
        RoleRules.Change(Owner, Owner, [Role.Supervisor], self: true, otherOwners: 1).Ok.ShouldBeTrue();

    [Fact]
    public void Change_AdministratorTakesOwnerAway_IsRefused() =>
        RoleRules.Change(Administrator, Owner, [Role.Supervisor], self: false, otherOwners: 1).Refusal!.Code.ShouldBe("roles.above_own");

    [Fact]
    public void Change_AdministratorChangesOtherRolesOfAnOwner_IsDone() =>
        RoleRules.Change(Administrator, Owner, [Role.Owner, Role.AfterSales], self: false, otherOwners: 0).Ok.ShouldBeTrue();

    [Fact]
    public void Change_AdministratorGivesThemselvesARole_IsRefused() =>
        RoleRules.Change(Administrator, Administrator, [Role.Administrator, Role.AfterSales], self: true, otherOwners: 1).Refusal!.Code.ShouldBe("roles.not_to_oneself");

    [Fact]
    public void Change_ToNoneByAnOwner_RemovesAnybodyButTheLastOwner()
    {
        RoleRules.Change(Owner, [Role.AfterSales], [], self: false, otherOwners: 1).Ok.ShouldBeTrue();
        RoleRules.Change(Owner, Owner, [], self: true, otherOwners: 0).Refusal!.Code.ShouldBe("roles.last_owner");
    }

    [Fact]
    public void MayBeGivenBy_Administrator_NoScopeThatReadsCustomers()
    {
        var administrator = Actor.Person(Guid.Empty, "admin", Guid.Empty, Administrator);
        ApiScope.All.Where(s => ApiScope.MayBeGivenBy(administrator, s)).ShouldBe([ApiScope.MessagesWrite, ApiScope.PoliciesRead, ApiScope.ShiftsRead, ApiScope.ShiftsWrite], ignoreOrder: true);
    }

    [Fact]
    public void MayBeGivenBy_Owner_EveryScope()
    {
        var owner = Actor.Person(Guid.Empty, "owner", Guid.Empty, Owner);
        ApiScope.All.ShouldAllBe(s => ApiScope.MayBeGivenBy(owner, s));
    }
}
