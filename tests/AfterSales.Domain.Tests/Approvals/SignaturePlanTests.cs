using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Tests.Approvals;

public sealed class SignaturePlanTests
{
    private static readonly Signer Supervisor = Of(Role.Supervisor);
    private static readonly Signer Owner = Of(Role.Owner);

    [Theory]
    [InlineData(SignatureMode.AnyOne, "", Role.Supervisor)]
    [InlineData(SignatureMode.AnyOne, "Owner", null)]
    [InlineData(SignatureMode.AllOf, "", Role.Supervisor)]
    [InlineData(SignatureMode.AllOf, "Supervisor", Role.Owner)]
    [InlineData(SignatureMode.AllOf, "Owner", Role.Supervisor)]
    [InlineData(SignatureMode.AllOf, "Owner,Supervisor", null)]
    [InlineData(SignatureMode.InOrder, "", Role.Supervisor)]
    [InlineData(SignatureMode.InOrder, "Supervisor", Role.Owner)]
    [InlineData(SignatureMode.InOrder, "Supervisor,Owner", null)]
    public void Next_AfterSomeSignatures_IsTheLowestThatIsMissing(SignatureMode mode, string signed, Role? next)
    {
        var plan = new SignaturePlan(mode, [Role.Supervisor, Role.Owner]);
        Role[] given = [.. signed.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>)];

        plan.Next(given).ShouldBe(next);
        plan.IsComplete(given).ShouldBe(next is null);
    }

    [Fact]
    public void Allows_WhoHoldsTheRoleOrStandsAbove()
    {
        SignaturePlan.AnySupervisor.Allows(Supervisor, []).ShouldBeTrue();
        SignaturePlan.AnySupervisor.Allows(Owner, []).ShouldBeTrue();
        SignaturePlan.AnyOwner.Allows(Supervisor, []).ShouldBeFalse();
        foreach (var role in (Role[])[Role.PreSales, Role.AfterSales, Role.Review, Role.Warehouse, Role.Administrator]) SignaturePlan.AnySupervisor.Allows(Of(role), []).ShouldBeFalse(role.ToString());
    }

    [Fact]
    public void RoleOf_IsTheHighestTheyCanGive_SoThatTheLowerOnesAreLeftToOthers()
    {
        var plan = new SignaturePlan(SignatureMode.AllOf, [Role.Supervisor, Role.Owner]);

        plan.RoleOf(Owner, []).ShouldBe(Role.Owner);
        plan.RoleOf(Owner, [Role.Owner]).ShouldBe(Role.Supervisor);
        plan.RoleOf(Supervisor, []).ShouldBe(Role.Supervisor);
    }

    [Fact]
    public void AllOf_TwoOfARole_NeedsBoth()
    {
        var plan = new SignaturePlan(SignatureMode.AllOf, [Role.Supervisor, Role.Supervisor]);

        plan.IsComplete([Role.Supervisor]).ShouldBeFalse();
        plan.IsComplete([Role.Supervisor, Role.Supervisor]).ShouldBeTrue();
    }

    private static Signer Of(Role role) => new(Ids.New(DateTimeOffset.UnixEpoch), role.ToString(), new HashSet<Role> { role });
}
