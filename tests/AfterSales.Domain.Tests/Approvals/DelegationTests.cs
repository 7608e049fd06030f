using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Tests.Approvals;

public sealed class DelegationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 24, null)]
    [InlineData(24, 24 * 61, null)]
    [InlineData(2, 2, "delegation.time_invalid")]
    [InlineData(-48, -1, "delegation.time_invalid")]
    [InlineData(0, 24 * 61, "delegation.time_invalid")]
    public void Of_OnlyForATimeThatEndsInTheFuture(int start, int end, string? code) =>
        Delegation.Of(Ids.New(Now), Ids.New(Now), Ids.New(Now), Now.AddHours(start), Now.AddHours(end), "休假", Now).Refusal?.Code.ShouldBe(code);

    [Theory]
    [InlineData(true, Role.AfterSales)]
    [InlineData(true, Role.Supervisor)]
    [InlineData(true, Role.Warehouse, Role.Review)]
    [InlineData(false, Role.Warehouse)]
    [InlineData(false, Role.Administrator)]
    [InlineData(false, Role.Warehouse, Role.Administrator)]
    public void MayBeLeftTo_WhoWorksOnCases(bool expected, params Role[] roles) => Delegation.MayBeLeftTo(roles).ShouldBe(expected);

    [Fact]
    public void EndNow_EndsWhatHolds_AndWhatWouldHold_Once()
    {
        var running = Delegation.Of(Ids.New(Now), Ids.New(Now), Ids.New(Now), Now, Now.AddDays(3), "休假", Now).Value!;
        running.EndNow(Now.AddDays(1)).ShouldBeTrue();
        running.HoldsAt(Now.AddDays(1)).ShouldBeFalse();
        running.EndNow(Now.AddDays(2)).ShouldBeFalse();

        var later = Delegation.Of(Ids.New(Now), Ids.New(Now), Ids.New(Now), Now.AddDays(1), Now.AddDays(3), "休假", Now).Value!;
        later.EndNow(Now).ShouldBeTrue();
        later.HoldsAt(Now.AddDays(1)).ShouldBeFalse();
    }
}
