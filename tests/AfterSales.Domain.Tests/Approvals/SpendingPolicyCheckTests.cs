using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;

namespace AfterSales.Domain.Tests.Approvals;

public sealed class SpendingPolicyCheckTests
{
    private static readonly SignaturePlan Both = new(SignatureMode.InOrder, [Role.Supervisor, Role.Owner]);
    private static readonly Guid Somebody = Guid.Parse("01234567-0000-7000-8000-000000000000");

    public static TheoryData<SpendingPolicy, string, string> Wrong => new()
    {
        { SpendingPolicy.Default with { Roles = Roles(new() { ADay = -1 }) }, "spending.amount_invalid", "roles.AfterSales.aDay" },
        { SpendingPolicy.Default with { Roles = Roles(new() { ADay = 1.001m }) }, "spending.amount_invalid", "roles.AfterSales.aDay" },
        { SpendingPolicy.Default with { Roles = Roles(new() { TimesADay = -1 }) }, "spending.times_invalid", "roles.AfterSales.timesADay" },
        { SpendingPolicy.Default with { Roles = Roles(new() { ACase = 15 }) }, "spending.case_in_playbook", "roles.AfterSales.aCase" },
        { SpendingPolicy.Default with { People = new Dictionary<Guid, SpendingLimit> { [Somebody] = new() { ACase = 1_000_001 } } }, "spending.amount_invalid", $"people[{Somebody}].aCase" },
        { SpendingPolicy.Default with { Signatures = [new(-1, Both)] }, "spending.amount_invalid", "signatures[0].from" },
        { SpendingPolicy.Default with { Signatures = [new(100, new(SignatureMode.AllOf, []))] }, "spending.signatures_needed", "signatures[0].roles" },
        { SpendingPolicy.Default with { Signatures = [new(100, new(SignatureMode.AllOf, [Role.AfterSales]))] }, "spending.signer_unfit", "signatures[0].roles" },
        { SpendingPolicy.Default with { Signatures = [new(100, Both), new(100, SignaturePlan.AnyOwner)] }, "spending.signatures_repeated", "signatures[1].from" },
        { SpendingPolicy.Default with { StoreADay = -0.01m }, "spending.amount_invalid", "storeADay" },
        { SpendingPolicy.Default with { LookAlikeDays = 0 }, "spending.days_invalid", "lookAlikeDays" },
        { SpendingPolicy.Default with { LookAlikeDays = 366 }, "spending.days_invalid", "lookAlikeDays" },
        { SpendingPolicy.Default with { Batches = new Dictionary<string, BatchLimit> { ["tmall"] = new(0, 10_000) } }, "spending.count_invalid", "batches.tmall.count" },
        { SpendingPolicy.Default with { Batches = new Dictionary<string, BatchLimit> { ["tmall"] = new(30, 0) } }, "spending.amount_invalid", "batches.tmall.yuan" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Problems_OfWhatIsWrong_NameThePlace(SpendingPolicy policy, string code, string path) =>
        policy.Problems().ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe(code), p => p.Path.ShouldBe(path));

    [Fact]
    public void Problems_OfTheDefault_AreNone() => SpendingPolicy.Default.Problems().ShouldBeEmpty();

    [Fact]
    public void SaysTheSameAs_ComparesWhatIsSaid_NotTheVersion()
    {
        (SpendingPolicy.Default with { Version = 7 }).SaysTheSameAs(SpendingPolicy.Default).ShouldBeTrue();
        (SpendingPolicy.Default with { Roles = Roles(new() { ADay = 200 }) }).SaysTheSameAs(SpendingPolicy.Default).ShouldBeFalse("pre-sales agents have no limit any more");
        (SpendingPolicy.Default with { Signatures = [new(100, Both)] }).SaysTheSameAs(SpendingPolicy.Default with { Signatures = [new(100, new(SignatureMode.InOrder, [Role.Supervisor, Role.Owner]))] }).ShouldBeTrue();
        (SpendingPolicy.Default with { Signatures = [new(100, Both)] }).SaysTheSameAs(SpendingPolicy.Default).ShouldBeFalse();
    }

    [Fact]
    public void SignaturesFor_ARule_AsksForMoreThanThePlaybook_NeverForLess()
    {
        var policy = SpendingPolicy.Default with { Signatures = [new(100, Both), new(500, SignaturePlan.AnySupervisor)] };

        policy.SignaturesFor("supervisor", 99.99m).ShouldBe(SignaturePlan.AnySupervisor);
        policy.SignaturesFor("supervisor", 100).ShouldBe(Both);
        policy.SignaturesFor("owner", 500).ShouldBe(SignaturePlan.AnyOwner);
    }

    [Theory]
    [InlineData(SignatureMode.AnyOne, false)]
    [InlineData(SignatureMode.AllOf, true)]
    [InlineData(SignatureMode.InOrder, true)]
    public void SignaturesFor_WhatIsTheOwners_IsNotASupervisorsBecauseOneOfBothWouldDo(SignatureMode mode, bool holds)
    {
        var rule = new SignaturePlan(mode, [Role.Supervisor, Role.Owner]);

        (SpendingPolicy.Default with { Signatures = [new(100, rule)] }).SignaturesFor("owner", 100).ShouldBe(holds ? rule : SignaturePlan.AnyOwner);
    }

    private static Dictionary<Role, SpendingLimit> Roles(SpendingLimit limit) => new() { [Role.AfterSales] = limit };
}
