using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Tests.People;

public sealed class ShiftTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);   // 10:00 in Shanghai
    private static readonly TimeZoneInfo China = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly Guid Person = Ids.New(Now);
    private static readonly Actor Planner = Actor.Person(Ids.New(Now), "主管", Ids.New(Now), [Role.Supervisor]);

    [Theory]
    [InlineData("09:00", "18:00", 9)]
    [InlineData("18:00", "02:00", 8)]
    [InlineData("16:00", "00:00", 8)]
    [InlineData("09:00", "09:00", 24)]
    public void Length_PastMidnight_EndsOnTheNextDay(string from, string until, int hours) => new ShiftHours(Time(from), Time(until)).Length.ShouldBe(TimeSpan.FromHours(hours));

    [Theory]
    [InlineData(0, "12:00", "18:00", null, null)]
    [InlineData(0, "09:00", "18:00", null, "shift.reason_needed")]
    [InlineData(0, "09:00", "18:00", " ", "shift.reason_needed")]
    [InlineData(0, "09:00", "18:00", "临时顶班", null)]
    [InlineData(-61, "09:00", "18:00", "补登", null)]
    [InlineData(-63, "09:00", "18:00", "补登", "shift.too_long_ago")]
    [InlineData(1, "09:00", "09:00", null, "shift.hours_invalid")]
    [InlineData(1, "09:00", "09:10", null, "shift.hours_invalid")]
    [InlineData(1, "06:00", "23:00", null, "shift.hours_invalid")]
    public void Plan_WhatHasBegun_NeedsAReason(int days, string from, string until, string? reason, string? code) => Plan(days, from, until, reason).Refusal?.Code.ShouldBe(code);

    [Theory]
    [InlineData(0, "12:00", null, null)]
    [InlineData(0, "09:00", null, "shift.reason_needed")]
    [InlineData(0, "09:00", "排错了", null)]
    public void Withdraw_WhatHasBegun_NeedsAReasonThatStands(int days, string from, string? reason, string? code)
    {
        var shift = Plan(days, from, "18:00", "补登").Value!;
        var withdrawn = shift.Withdraw(reason, Planner, Now);
        (withdrawn.Refusal?.Code, shift.WithdrawnBecause).ShouldBe((code, code is null ? reason : null));
        if (code is null) shift.Withdraw(reason, Planner, Now).Refusal!.Code.ShouldBe("shift.stale");
    }

    [Theory]
    [InlineData("18:00", "02:00", "01:00", "05:00", true)]
    [InlineData("18:00", "02:00", "02:00", "06:00", false)]
    public void Overlaps_TheNextMorning(string from, string until, string nextFrom, string nextUntil, bool expected) =>
        Plan(1, from, until, null).Value!.Overlaps(Plan(2, nextFrom, nextUntil, null).Value!).ShouldBe(expected);

    private static Result<Shift> Plan(int days, string from, string until, string? reason) =>
        Shift.Plan(Person, new DateOnly(2026, 11, 22).AddDays(days), new(Time(from), Time(until)), China, reason, Planner, Now);

    private static TimeOnly Time(string text) => TimeOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
