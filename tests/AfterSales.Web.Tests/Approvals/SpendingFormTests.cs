using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using AfterSales.Web.Approvals;

namespace AfterSales.Web.Tests.Approvals;

public sealed class SpendingFormTests
{
    private static readonly Guid Somebody = Guid.Parse("01234567-0000-7000-8000-000000000000");

    private static readonly SpendingPolicy Policy = SpendingPolicy.Default with
    {
        People = new Dictionary<Guid, SpendingLimit> { [Somebody] = new() { ACase = 30, ADay = 300 } },
        Signatures = [new(100, new(SignatureMode.InOrder, [Role.Supervisor, Role.Owner])), new(500, SignaturePlan.AnyOwner)],
        StoreADay = 2_000,
        LookAlikeDays = 45,
    };

    [Fact]
    public void ToPolicy_OfWhatWasNotTouched_SaysTheSame()
    {
        SpendingForm.Of(Policy).ToPolicy().SaysTheSameAs(Policy).ShouldBeTrue();
        SpendingForm.Of(SpendingPolicy.Default).ToPolicy().SaysTheSameAs(SpendingPolicy.Default).ShouldBeTrue();
    }

    [Fact]
    public void ToPolicy_AnEmptyLimit_IsNone()
    {
        var form = SpendingForm.Of(Policy);
        form.Roles[Role.AfterSales].ADay = null;
        form.StoreADay = null;

        var policy = form.ToPolicy();

        policy.Roles.ContainsKey(Role.AfterSales).ShouldBeFalse();
        policy.StoreADay.ShouldBeNull();
        policy.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void ToPolicy_WhatIsMissing_IsFoundByTheCheck()
    {
        var form = SpendingForm.Of(Policy);
        form.LookAlikeDays = null;
        form.Signatures[0].From = null;
        form.Batches[0].Count = null;

        form.ToPolicy().Problems().Select(problem => problem.Path).ShouldBe(["signatures[0].from", "lookAlikeDays", "batches.taobao.count"]);
    }
}
