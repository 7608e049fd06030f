using AfterSales.Domain.Clocks;
using static AfterSales.Domain.Tests.Clocks.Times;

namespace AfterSales.Domain.Tests.Clocks;

public sealed class WorkingTimeTests
{
    [Theory]
    [InlineData("2026-03-02 09:00 +00", "00:05", "2026-03-02 09:05 +00")]
    [InlineData("2026-03-02 23:58 +08", "00:05", "2026-03-03 00:03 +08")]
    [InlineData("2026-03-28 20:00 +01", "2.00:00", "2026-03-30 21:00 +02")]
    [InlineData("2028-02-28 12:00 +08", "2.00:00", "2028-03-01 12:00 +08")]
    [InlineData("2026-12-31 12:00 +08", "1.00:00", "2027-01-01 12:00 +08")]
    public void Add_AroundTheClock_IsPlainAddition(string start, string work, string due) =>
        WorkingTime.Add(At(start), Span(work), null).ShouldBe(At(due));

    // 2026-03-02 is a Monday.
    [Theory]
    [InlineData("2026-03-02 10:00", "00:30", "2026-03-02 10:30")] // within a shift
    [InlineData("2026-03-02 11:45", "00:30", "2026-03-02 13:15")] // over the break
    [InlineData("2026-03-02 12:30", "00:30", "2026-03-02 13:30")] // starts in the break
    [InlineData("2026-03-02 17:30", "00:30", "2026-03-02 18:00")] // complete at closing time: due then
    [InlineData("2026-03-02 17:30", "00:30:01", "2026-03-03 09:00:01")] // a second more: next morning
    [InlineData("2026-03-02 18:00", "00:05", "2026-03-03 09:05")] // starts at closing time
    [InlineData("2026-03-02 22:00", "00:05", "2026-03-03 09:05")] // at night
    [InlineData("2026-03-03 04:00", "00:05", "2026-03-03 09:05")] // before opening
    [InlineData("2026-03-06 17:58", "00:05", "2026-03-09 09:03")] // over the weekend
    [InlineData("2026-03-07 12:00", "08:00", "2026-03-09 18:00")] // a Saturday, a whole day's work
    [InlineData("2026-03-02 09:00", "2.00:00", "2026-03-09 18:00")] // 48 h are six days of eight hours
    [InlineData("2026-12-31 17:00", "02:00", "2027-01-01 10:00")] // year end
    [InlineData("2028-02-28 17:00", "09:00", "2028-02-29 18:00")] // leap day
    public void Add_TwoShiftsADay_SkipsBreaksNightsAndWeekends(string start, string work, string due) =>
        WorkingTime.Add(At(start + " +08"), Span(work), Weekdays(Shanghai, "09:00-12:00 13:00-18:00")).ShouldBe(At(due + " +08"));

    [Theory]
    [InlineData("2026-03-02 17:00", "01:00", "2026-03-02 19:00")] // before the evening shift
    [InlineData("2026-03-02 23:30", "01:00", "2026-03-03 00:30")] // over midnight
    [InlineData("2026-03-03 01:30", "01:00", "2026-03-03 18:30")] // from one night to the next
    [InlineData("2026-03-03 01:30", "00:30", "2026-03-03 02:00")]
    [InlineData("2026-03-07 01:00", "01:30", "2026-03-09 18:30")] // Friday's shift ends on Saturday; the next is Monday's
    [InlineData("2026-03-09 00:30", "00:30", "2026-03-09 18:30")] // Sunday had none, so Monday's small hours are closed
    public void Add_ShiftOverMidnight_BelongsToTheDayItStarts(string start, string work, string due) =>
        WorkingTime.Add(At(start + " +08"), Span(work), Weekdays(Shanghai, "18:00-02:00")).ShouldBe(At(due + " +08"));

    [Theory]
    [InlineData("2026-03-02 23:58", "00:05", "2026-03-03 00:03")]
    [InlineData("2026-03-06 23:58", "00:05", "2026-03-09 00:03")]
    public void Add_WholeDays_JoinAtMidnight(string start, string work, string due) =>
        WorkingTime.Add(At(start + " +08"), Span(work), Weekdays(Shanghai, "00:00-24:00")).ShouldBe(At(due + " +08"));

    [Theory]
    [InlineData("2026-09-30 17:58", "00:05", "2026-10-08 09:03")] // the holiday week
    [InlineData("2026-10-03 12:00", "00:05", "2026-10-08 09:05")]
    [InlineData("2026-10-09 17:58", "00:05", "2026-10-10 10:03")] // a worked Saturday with hours of its own
    [InlineData("2026-10-10 16:00", "00:05", "2026-10-12 09:05")]
    [InlineData("2026-10-14 17:58", "00:05", "2026-10-15 10:03")] // special hours win over a holiday
    public void Add_HolidaysAndWorkedSaturdays_FollowTheCalendar(string start, string work, string due)
    {
        var calendar = Weekdays(Shanghai, "09:00-18:00") with
        {
            Holidays = [.. Enumerable.Range(1, 7).Select(day => new DateOnly(2026, 10, day)), Date("2026-10-15")],
            SpecialDays = new Dictionary<DateOnly, IReadOnlyList<OpenInterval>>
            {
                [Date("2026-10-10")] = Hours("10:00-16:00"),
                [Date("2026-10-15")] = Hours("10:00-12:00"),
            },
        };

        WorkingTime.Add(At(start + " +08"), Span(work), calendar).ShouldBe(At(due + " +08"));
    }

    [Theory]
    // Spring: 02:00 becomes 03:00. The night shift is an hour shorter.
    [InlineData(Berlin, "22:00-06:00", "2026-03-28 22:00 +01", "07:00", "2026-03-29 06:00 +02")]
    [InlineData(Berlin, "22:00-06:00", "2026-03-28 22:00 +01", "07:01", "2026-03-29 22:01 +02")]
    [InlineData(NewYork, "22:00-06:00", "2026-03-07 22:00 -05", "07:00", "2026-03-08 06:00 -04")]
    // A start or end that does not occur is the moment the clocks jump.
    [InlineData(Berlin, "02:30-05:00", "2026-03-29 00:00 +01", "01:00", "2026-03-29 04:00 +02")]
    [InlineData(Berlin, "01:00-02:30", "2026-03-29 00:00 +01", "01:00", "2026-03-29 03:00 +02")]
    [InlineData(Berlin, "02:10-02:50", "2026-03-29 00:00 +01", "00:30", "2026-03-30 02:40 +02")]
    // Autumn: 03:00 becomes 02:00. The night shift is an hour longer.
    [InlineData(Berlin, "22:00-06:00", "2026-10-24 22:00 +02", "09:00", "2026-10-25 06:00 +01")]
    [InlineData(NewYork, "22:00-06:00", "2026-10-31 22:00 -04", "09:00", "2026-11-01 06:00 -05")]
    // A repeated start counts from its first occurrence, a repeated end to its last; the repeated hour itself begins once.
    [InlineData(Berlin, "02:30-05:00", "2026-10-25 00:00 +02", "01:00", "2026-10-25 02:30 +01")]
    [InlineData(Berlin, "01:00-02:30", "2026-10-25 00:00 +02", "02:30", "2026-10-25 02:30 +01")]
    [InlineData(Berlin, "01:00-02:00", "2026-10-25 00:00 +02", "01:00", "2026-10-25 02:00 +02")]
    [InlineData(Berlin, "01:00-02:00", "2026-10-25 00:00 +02", "01:01", "2026-10-26 01:01 +01")]
    [InlineData(Berlin, "03:00-04:00", "2026-10-25 00:00 +02", "00:30", "2026-10-25 03:30 +01")]
    // China has no daylight saving.
    [InlineData(Shanghai, "22:00-06:00", "2026-03-28 22:00 +08", "08:00", "2026-03-29 06:00 +08")]
    public void Add_AcrossDaylightSaving_CountsRealTime(string zone, string hours, string start, string work, string due) =>
        WorkingTime.Add(At(start), Span(work), EveryDay(zone, hours)).ShouldBe(At(due));

    [Theory]
    [InlineData("2026-03-02 10:00", "2026-03-02 10:30", "00:30")]
    [InlineData("2026-03-02 20:00", "2026-03-03 08:00", "00:00")]
    [InlineData("2026-03-06 17:00", "2026-03-09 10:00", "02:00")]
    [InlineData("2026-03-09 10:00", "2026-03-06 17:00", "-02:00")]
    [InlineData("2026-03-02 09:00", "2026-03-09 09:00", "1.21:00")]
    public void Between_OfficeHours_CountsOpenTimeOnly(string from, string to, string work) =>
        WorkingTime.Between(At(from + " +08"), At(to + " +08"), Weekdays(Shanghai, "09:00-18:00")).ShouldBe(Span(work));

    [Fact]
    public void Closed_OverAWeekend_ListsEachGap() =>
        WorkingTime.Closed(At("2026-03-05 17:00 +08"), At("2026-03-09 09:30 +08"), Weekdays(Shanghai, "09:00-18:00")).ShouldBe(
        [
            (At("2026-03-05 18:00 +08"), At("2026-03-06 09:00 +08")),
            (At("2026-03-06 18:00 +08"), At("2026-03-09 09:00 +08")),
        ]);

    [Fact]
    public void Add_MonthsOfWork_EndsOnTheRightDay() =>
        // 2026 has 261 weekdays; 8 h each.
        WorkingTime.Add(At("2026-01-01 00:00 +08"), TimeSpan.FromHours(261 * 8), Weekdays(Shanghai, "09:00-12:00 13:00-18:00"))
            .ShouldBe(At("2026-12-31 18:00 +08"));

    [Fact]
    public void Add_CalendarThatNeverOpens_Throws()
    {
        var closed = Weekdays(Shanghai, "") with
        {
            SpecialDays = new Dictionary<DateOnly, IReadOnlyList<OpenInterval>> { [Date("2026-03-02")] = Hours("09:00-18:00") },
        };

        Should.Throw<ArgumentException>(() => WorkingTime.Add(At("2026-03-02 09:00 +08"), TimeSpan.FromHours(1), closed));
    }

    [Fact]
    public void Add_NegativeWork_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => WorkingTime.Add(At("2026-03-02 09:00 +08"), TimeSpan.FromHours(-1), null));
}
