using System.Globalization;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Tests.People;

/// <summary>What came of a planned shift. Times are the store's wall clock on one day, 25:00 being one o'clock of the next; + came, ~ busy, - went.</summary>
public sealed class AttendanceTests
{
    private static readonly DateOnly Day = new(2026, 11, 24);
    private static readonly Guid Store = Ids.New(DateTimeOffset.UnixEpoch);
    private static readonly Guid Person = Ids.New(DateTimeOffset.UnixEpoch);

    [Theory]
    // In time, late, early, not at all.
    [InlineData("09:00-18:00", "+08:55 -18:02", "", "Came 08:55-18:02 late 0 early 0")]
    [InlineData("09:00-18:00", "+09:00 -18:00", "", "Came 09:00-18:00 late 0 early 0")]
    [InlineData("09:00-18:00", "+09:12 -17:30", "", "Came 09:12-17:30 late 720 early 1800")]
    [InlineData("09:00-18:00", "", "", "Absent")]
    [InlineData("09:00-18:00", "+18:00 -19:00", "", "Absent")]
    [InlineData("09:00-18:00", "+06:00 -08:00", "", "Absent")]
    // Busy is there, away is not.
    [InlineData("09:00-18:00", "~08:50 -18:00", "", "Came 08:50-18:00 late 0 early 0")]
    [InlineData("09:00-18:00", "+08:50 ~10:00 -18:00", "", "Came 08:50-18:00 late 0 early 0")]
    // There since long before, and there still.
    [InlineData("09:00-18:00", "+01:00 -18:00", "", "Came 07:00-18:00 late 0 early 0")]
    [InlineData("09:00-18:00", "+08:59", "", "Came 08:59-20:00 late 0 early 0")]
    // Who was there and went before it began is late; who was gone for a moment is not.
    [InlineData("09:00-18:00", "+08:00 -08:30 +09:20 -18:00", "", "Came 09:20-18:00 late 1200 early 0")]
    [InlineData("09:00-18:00", "+08:50 -08:58 +09:10 -18:00", "", "Came 08:50-18:00 late 0 early 0")]
    [InlineData("09:00-18:00", "+08:50 -12:00 +13:30 -18:00", "", "Came 08:50-18:00 late 0 early 0")]
    // Past midnight, and two a day.
    [InlineData("18:00-02:00", "+18:05 -26:01", "", "Came 18:05-26:01 late 300 early 0")]
    [InlineData("22:00-06:00", "+25:00 -30:00", "", "Came 25:00-30:00 late 10800 early 0")]
    [InlineData("09:00-12:00 14:00-18:00", "+08:58 -12:01 +14:20 -18:00", "", "Came 08:58-12:01 late 0 early 0; Came 14:20-18:00 late 1200 early 0")]
    [InlineData("09:00-12:00 14:00-18:00", "+08:58 -18:00", "", "Came 08:58-14:00 late 0 early 0; Came 12:00-18:00 late 0 early 0")]
    [InlineData("09:00-12:00 14:00-18:00", "+13:50 -18:00", "", "Absent; Came 13:50-18:00 late 0 early 0")]
    // On leave: all of it, its begin, its end, its middle.
    [InlineData("09:00-18:00", "", "00:00-24:00", "OnLeave")]
    [InlineData("09:00-18:00", "", "08:00-13:00 13:00-18:00", "OnLeave")]
    [InlineData("09:00-18:00", "+13:05 -18:00", "09:00-13:00", "Came 13:05-18:00 late 300 early 0")]
    [InlineData("09:00-18:00", "+08:55 -15:00", "15:00-24:00", "Came 08:55-15:00 late 0 early 0")]
    [InlineData("09:00-18:00", "+08:55 -11:00 +15:00 -18:00", "11:00-15:00", "Came 08:55-18:00 late 0 early 0")]
    [InlineData("09:00-18:00", "", "09:00-13:00", "Absent")]
    public void Of_WhatWasPlanned_IsSetAgainstWhoWasThere(string shifts, string presence, string leaves, string expected) =>
        Text(Attendance.Of(Shifts(shifts), Leaves(leaves), Presences(presence), At("40:00"))).ShouldBe(expected);

    [Theory]
    [InlineData("08:00", "", "Upcoming")]
    [InlineData("08:59", "+08:50", "Upcoming")]
    [InlineData("09:00", "+08:50", "Came 08:50- late 0 early 0")]
    [InlineData("09:30", "", "Missing")]
    [InlineData("09:30", "+09:10 -09:20", "Came 09:10-09:20 late 600 early 0")]
    [InlineData("18:00", "", "Absent")]
    public void Of_WhileItGoesOn_SaysWhatIsKnown(string now, string presence, string expected) =>
        Text(Attendance.Of(Shifts("09:00-18:00"), [], Presences(presence), At(now))).ShouldBe(expected);

    [Fact]
    public void Of_LeaveThatWasNotGranted_CountsForNothing()
    {
        var asked = Leave.Ask(Person, LeaveKind.Sick, new(Day, Day), China, "发烧", Self, At("07:00")).Value!;
        Text(Attendance.Of(Shifts("09:00-18:00"), [asked], [], At("40:00"))).ShouldBe("Absent");
        asked.Decide(approved: true, null, Planner, At("08:00")).Ok.ShouldBeTrue();
        Attendance.Of(Shifts("09:00-18:00"), [asked], [], At("40:00")).ShouldHaveSingleItem().LeaveSeconds.ShouldBe(9 * 3600);
    }

    // Berlin: the night of 25 October has an hour twice, that of 29 March has none between two and three.
    [Theory]
    [InlineData("2026-10-24", "22:00", "06:00", "2026-10-24T20:00Z", "2026-10-25T05:00Z")]
    [InlineData("2026-03-28", "22:00", "06:00", "2026-03-28T21:00Z", "2026-03-29T04:00Z")]
    [InlineData("2026-03-29", "02:30", "06:00", "2026-03-29T01:00Z", "2026-03-29T04:00Z")]
    public void Plan_OnADayOfDaylightSaving_MeansWhatTheClockOnTheWallShows(string day, string from, string until, string starts, string ends)
    {
        var hours = new ShiftHours(TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(until, CultureInfo.InvariantCulture));
        var shift = Shift.Plan(Person, DateOnly.Parse(day, CultureInfo.InvariantCulture), hours, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), null, Planner, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).Value!;
        (shift.StartsAt, shift.EndsAt).ShouldBe((DateTimeOffset.Parse(starts, CultureInfo.InvariantCulture), DateTimeOffset.Parse(ends, CultureInfo.InvariantCulture)));
    }

    private static TimeZoneInfo China => TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static Actor Self => Actor.Person(Person, "客服甲", Store, [Role.AfterSales]);
    private static Actor Planner => Actor.Person(Store, "主管", Store, [Role.Supervisor]);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static (string From, string Until) Ends(string span) => (span[..5], span[6..]);

    private static DateTimeOffset At(string time) =>
        new DateTimeOffset(Day, TimeOnly.MinValue, TimeSpan.FromHours(8)) + TimeSpan.FromHours(int.Parse(time[..2], CultureInfo.InvariantCulture)) + TimeSpan.FromMinutes(int.Parse(time[3..], CultureInfo.InvariantCulture));

    private static IEnumerable<Shift> Shifts(string text) => Words(text).Select(Ends)
        .Select(s => Shift.Plan(Person, Day, new(TimeOnly.Parse(s.From, CultureInfo.InvariantCulture), TimeOnly.Parse(s.Until, CultureInfo.InvariantCulture)), China, null, Planner, At("00:00").AddDays(-9)).Value!);

    private static IEnumerable<Leave> Leaves(string text) => Words(text).Select(Ends).Select(s => Leave.Ask(Person, LeaveKind.Personal, When(s.From, s.Until), China, "家里有事", Planner, At("00:00")).Value!);

    private static LeaveTime When(string from, string until) => new(Day, Day, TimeOnly.Parse(from, CultureInfo.InvariantCulture), until == "24:00" ? null : TimeOnly.Parse(until, CultureInfo.InvariantCulture));

    private static IEnumerable<PresenceChange> Presences(string text) =>
        Words(text).Select(w => new PresenceChange(Store, Person, At(w[1..]), w[0] switch { '+' => Presence.Online, '~' => Presence.Busy, _ => Presence.Away }, PresenceCause.Chose));

    private static string Text(IEnumerable<AttendedShift> shifts) =>
        string.Join("; ", shifts.Select(s => s.State == AttendanceState.Came ? $"Came {Time(s.ActualStart)}-{Time(s.ActualEnd)} late {s.LateSeconds} early {s.EarlySeconds}" : s.State.ToString()));

    private static string Time(DateTimeOffset? at) => at is { } time && time - At("00:00") is var since ? $"{(int)since.TotalHours:00}:{since.Minutes:00}" : "";
}
