using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Web.Clocks;

namespace AfterSales.Web.Tests.Clocks;

public sealed class SoonTimesTests
{
    [Theory]
    [InlineData(ClockKind.Reply, 2)]
    [InlineData(ClockKind.Resolution, 240)]
    [InlineData(ClockKind.Promise, 60)]
    [InlineData(ClockKind.Platform, 60)]
    public void Of_DefaultPolicy_IsSinceTheLastWarning(ClockKind kind, int minutes) =>
        new SoonTimes(ClockPolicy.Default).Of(kind, null).ShouldBe(TimeSpan.FromMinutes(minutes));

    [Fact]
    public void Of_TypeWithItsOwnRule_FollowsIt()
    {
        var policy = ClockPolicy.Default with { Overrides = [new(ClockKind.Reply, nameof(CaseType.Review), new() { Limit = TimeSpan.FromMinutes(2), WarnAfter = [TimeSpan.FromMinutes(1)] })] };
        new SoonTimes(policy).Of(ClockKind.Reply, CaseType.Review).ShouldBe(TimeSpan.FromMinutes(1));
        new SoonTimes(policy).Of(ClockKind.Reply, CaseType.Quality).ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void Of_RuleWithoutWarning_IsNever() =>
        new SoonTimes(ClockPolicy.Default with { Rules = new Dictionary<ClockKind, ClockRule> { [ClockKind.Reply] = new() { Limit = TimeSpan.FromMinutes(5) } } }).Of(ClockKind.Reply, null).ShouldBe(TimeSpan.Zero);
}
