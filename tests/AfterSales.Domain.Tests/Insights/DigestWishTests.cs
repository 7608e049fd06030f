using System.Globalization;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;

namespace AfterSales.Domain.Tests.Insights;

public sealed class DigestWishTests
{
    private const string Nothing = "";

    // 2026-11-23 is a Monday. Shanghai is eight hours ahead of UTC.
    [Theory]
    [InlineData("2026-11-25T00:59:59", Nothing)]
    [InlineData("2026-11-25T01:00:00", "Daily 2026-11-24..2026-11-24")]
    [InlineData("2026-11-25T15:59:59", "Daily 2026-11-24..2026-11-24")]
    [InlineData("2026-11-25T16:00:00", Nothing)]
    [InlineData("2026-11-23T00:59:59", Nothing)]
    [InlineData("2026-11-23T01:00:00", "Daily 2026-11-22..2026-11-22, Weekly 2026-11-16..2026-11-22")]
    [InlineData("2026-11-23T23:00:00", "Weekly 2026-11-16..2026-11-22")]
    [InlineData("2026-11-24T15:59:59", "Daily 2026-11-23..2026-11-23, Weekly 2026-11-16..2026-11-22")]
    [InlineData("2026-11-24T16:00:00", Nothing)]
    [InlineData("2026-11-29T04:00:00", "Daily 2026-11-28..2026-11-28")]
    [InlineData("2027-01-01T01:00:00", "Daily 2026-12-31..2026-12-31")]
    public void DueAt_InShanghaiFromNine_IsUntilItsTimeIsOver(string utc, string due) => Due(new(true, true, 9), utc, "Asia/Shanghai").ShouldBe(due);

    // New York's clocks skip 02:00–03:00 on 2026-03-08 (07:00 UTC) and show 01:00–02:00 twice on 2026-11-01 (05:00–07:00 UTC).
    [Theory]
    [InlineData(2, "2026-03-08T06:59:59", Nothing)]
    [InlineData(2, "2026-03-08T07:00:00", "Daily 2026-03-07..2026-03-07")]
    [InlineData(1, "2026-11-01T04:59:59", Nothing)]
    [InlineData(1, "2026-11-01T05:00:00", "Daily 2026-10-31..2026-10-31")]
    [InlineData(1, "2026-11-01T06:30:00", "Daily 2026-10-31..2026-10-31")]
    [InlineData(2, "2026-11-01T06:59:59", Nothing)]
    [InlineData(2, "2026-11-01T07:00:00", "Daily 2026-10-31..2026-10-31")]
    [InlineData(0, "2026-11-01T04:00:00", "Daily 2026-10-31..2026-10-31")]
    public void DueAt_OnADayOfDaylightSaving_KeepsToTheWallClock(int hour, string utc, string due) => Due(new(true, false, hour), utc, "America/New_York").ShouldBe(due);

    // Whoever looks every minute sees each digest on one day only: nothing is due twice, and what nobody looked for is not made up for later.
    [Theory]
    [InlineData("Asia/Shanghai", 9)]
    [InlineData("America/New_York", 2)]
    [InlineData("Africa/Cairo", 0)]
    [InlineData("Australia/Lord_Howe", 23)]
    public void DueAt_OverAYear_IsEachDayAndEachWeekOnce(string zone, int hour)
    {
        var (wish, place) = (new DigestWish(true, true, hour), TimeZoneInfo.FindSystemTimeZoneById(zone));
        var runs = new List<DueDigest>();
        var before = new List<DueDigest>();
        for (var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero); now.Year == 2026; now += TimeSpan.FromMinutes(30))
        {
            var due = wish.DueAt(now, place).ToList();
            runs.AddRange(due.Except(before));
            before = due;
        }

        runs.Distinct().Count().ShouldBe(runs.Count);
        var days = runs.Where(due => due.Kind == DigestKind.Daily).Select(due => due.Range.First).ToList();
        days.ShouldBe(Enumerable.Range(0, days.Count).Select(days[0].AddDays));
        days.Count.ShouldBeInRange(365, 366);
        var weeks = runs.Where(due => due.Kind == DigestKind.Weekly).Select(due => due.Range).ToList();
        weeks.ShouldAllBe(week => week.Days == 7 && week.First.DayOfWeek == DayOfWeek.Monday);
        weeks.Count.ShouldBeInRange(51, 52);
    }

    [Fact]
    public void DueAt_OfWhoWantsNone_IsNothing() => Due(new(false, false, 0), "2026-11-23T04:00:00", "Asia/Shanghai").ShouldBe(Nothing);

    [Theory]
    [InlineData(new[] { Role.Owner }, true, true)]
    [InlineData(new[] { Role.AfterSales, Role.Owner }, true, true)]
    [InlineData(new[] { Role.Supervisor }, true, false)]
    [InlineData(new[] { Role.AfterSales }, false, false)]
    [InlineData(new[] { Role.Administrator }, false, false)]
    public void Of_WhoNeverSaid_GoesByTheirRoles(Role[] roles, bool daily, bool weekly) => DigestWish.Of(roles).ShouldBe(new(daily, weekly, 9));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(23, true)]
    [InlineData(24, false)]
    public void Check_Hour_IsOneOfTheDay(int hour, bool fine) => new DigestWish(true, true, hour).Check().Ok.ShouldBe(fine);

    private static string Due(DigestWish wish, string utc, string zone) => string.Join(", ", wish.DueAt(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), TimeZoneInfo.FindSystemTimeZoneById(zone))
        .Select(due => $"{due.Kind} {due.Range.First:yyyy-MM-dd}..{due.Range.Last:yyyy-MM-dd}"));
}
