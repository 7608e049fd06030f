using AfterSales.Domain.Clocks;
using AfterSales.Web.Cases;

namespace AfterSales.Web.Tests.Cases;

public sealed class QueueGroupsTests
{
    [Theory]
    [InlineData(ClockKind.Reply, -1, Urgency.Late)]
    [InlineData(ClockKind.Resolution, 0, Urgency.Late)]
    [InlineData(ClockKind.Reply, 299, Urgency.ReplySoon)]
    [InlineData(ClockKind.Reply, 301, Urgency.Today)]
    [InlineData(ClockKind.Promise, 60, Urgency.Today)]
    [InlineData(ClockKind.Resolution, 43_200, Urgency.Today)]
    [InlineData(ClockKind.Resolution, 43_201, Urgency.Later)]
    public void UrgencyOf_NearestClock_IsItsGroup(ClockKind kind, int seconds, Urgency expected) =>
        QueueGroups.UrgencyOf(Rows.Row(clocks: (kind, TimeSpan.FromSeconds(seconds))), Rows.Now, Rows.EndOfDay).ShouldBe(expected);

    [Fact]
    public void UrgencyOf_NoClockRuns_IsLater() => QueueGroups.UrgencyOf(Rows.Row(), Rows.Now, Rows.EndOfDay).ShouldBe(Urgency.Later);

    [Fact]
    public void Of_PromiseDueBeforeAReply_GroupsByUrgencyAndKeepsTheOrderWithin()
    {
        var promise = Rows.Row("promise", clocks: (ClockKind.Promise, TimeSpan.FromMinutes(1)));
        var first = Rows.Row("first", clocks: (ClockKind.Reply, TimeSpan.FromMinutes(2)));
        var second = Rows.Row("second", clocks: (ClockKind.Reply, TimeSpan.FromMinutes(3)));

        var groups = QueueGroups.Of([promise, first, second], Rows.Now, Rows.EndOfDay);

        groups.Select(g => g.Urgency).ShouldBe([Urgency.ReplySoon, Urgency.Today]);
        groups[0].Rows.ShouldBe([first, second]);
        groups[1].Rows.ShouldBe([promise]);
    }
}
