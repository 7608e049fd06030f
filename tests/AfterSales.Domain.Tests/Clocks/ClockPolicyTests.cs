using System.Text.Json;
using AfterSales.Domain.Clocks;
using static AfterSales.Domain.Tests.Clocks.Times;

namespace AfterSales.Domain.Tests.Clocks;

public sealed class ClockPolicyTests
{
    [Fact]
    public void Default_HasNoProblemsAndARuleForEveryKind()
    {
        ClockPolicy.Default.Problems().ShouldBeEmpty();
        ClockPolicy.Default.Rules.Keys.ShouldBe(Enum.GetValues<ClockKind>(), ignoreOrder: true);
        ClockPolicy.Default.ReopenWindow.ShouldBe(TimeSpan.FromDays(30));
        ClockPolicy.Default.MaxPromise.ShouldBe(TimeSpan.FromHours(48));
        ClockPolicy.Default.DefaultPromise.ShouldBe(TimeSpan.FromHours(24));
    }

    [Fact]
    public void RuleFor_CaseTypeWithItsOwnRule_Wins()
    {
        var special = new ClockRule { Limit = TimeSpan.FromHours(72) };
        var policy = ClockPolicy.Default with { Overrides = [new ClockOverride(ClockKind.Resolution, "Logistics", special)] };

        policy.RuleFor(ClockKind.Resolution, "Logistics").ShouldBe(special);
        policy.RuleFor(ClockKind.Resolution, "Quality").Limit.ShouldBe(TimeSpan.FromHours(48));
        policy.RuleFor(ClockKind.Reply, "Logistics").Limit.ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void RuleFor_KindThePolicyDoesNotKnow_FallsBackToTheDefault() =>
        new ClockPolicy().RuleFor(ClockKind.FollowUp).ShouldBe(ClockPolicy.Default.Rules[ClockKind.FollowUp]);

    [Fact]
    public void SaysTheSameAs_ACopy_UntilAnythingDiffers()
    {
        var policy = With(Weekdays(Shanghai, "09:00-18:00")) with { Overrides = [Twice] };
        var copy = JsonSerializer.Deserialize<ClockPolicy>(JsonSerializer.Serialize(policy))! with { Version = 7 };
        copy.SaysTheSameAs(policy).ShouldBeTrue();
        new ClockPolicy().SaysTheSameAs(ClockPolicy.Default).ShouldBeTrue("a kind without a rule has the default's");

        ClockPolicy[] others =
        [
            copy with { Rules = With(ClockKind.Reply, new ClockRule { Limit = Span("01:00") }).Rules },
            copy with { Overrides = [] },
            copy with { Calendars = With(Weekdays(Shanghai, "09:00-18:01")).Calendars },
            copy with { Calendars = new Dictionary<string, BusinessCalendar> { ["night"] = policy.Calendars["day"] } },
            copy with { ReopenWindow = Span("01:00") },
            copy with { DefaultPromise = Span("01:00") },
            copy with { MaxPromise = TimeSpan.FromHours(47) },
        ];
        foreach (var other in others) other.SaysTheSameAs(policy).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Problems_Fault_NamesItAndItsPlace(ClockPolicy policy, string code, string path) =>
        policy.Problems().Select(problem => (problem.Code, problem.Path)).ShouldBe([(code, path)]);

    public static TheoryData<ClockPolicy, string, string> Faults() => new()
    {
        { With(ClockKind.Reply, new ClockRule()), "clocks.limit_missing", "rules.Reply.limit" },
        { With(ClockKind.Reply, new ClockRule { Limit = TimeSpan.Zero }), "clocks.not_positive", "rules.Reply.limit" },
        { With(ClockKind.Reply, new ClockRule { Limit = TimeSpan.FromMilliseconds(1) }), "clocks.whole_seconds", "rules.Reply.limit" },
        { With(ClockKind.Reply, new ClockRule { Limit = Span("01:00"), WarnAfter = [Span("00:30"), Span("00:30") + TimeSpan.FromTicks(1)] }), "clocks.whole_seconds", "rules.Reply.warnAfter[1]" },
        { With(ClockKind.Promise, new ClockRule { WarnBefore = [TimeSpan.FromSeconds(1.5)] }), "clocks.whole_seconds", "rules.Promise.warnBefore[0]" },
        { With(ClockKind.Reply, new ClockRule { Limit = TimeSpan.FromDays(367) }), "clocks.too_long", "rules.Reply.limit" },
        { With(ClockKind.Promise, new ClockRule { Limit = Span("01:00") }), "clocks.limit_is_given", "rules.Promise.limit" },
        { With(ClockKind.Platform, new ClockRule { PauseWhileWaitingBuyer = true }), "clocks.cannot_pause", "rules.Platform.pauseWhileWaitingBuyer" },
        { With(ClockKind.Reply, new ClockRule { Limit = Span("01:00"), WarnAfter = [Span("01:00")] }), "clocks.warn_not_before_due", "rules.Reply.warnAfter[0]" },
        { With(ClockKind.Reply, new ClockRule { Limit = Span("01:00"), WarnAfter = [Span("00:00")] }), "clocks.not_positive", "rules.Reply.warnAfter[0]" },
        { With(ClockKind.Reply, new ClockRule { Limit = Span("01:00"), WarnBefore = [Span("01:00")] }), "clocks.warn_before_start", "rules.Reply.warnBefore[0]" },
        { With(ClockKind.Reply, new ClockRule { Limit = Span("01:00"), CalendarName = "day" }), "clocks.calendar_unknown", "rules.Reply.calendarName" },
        { With(Monday(new(9, 0), new(9, 1))) with { Rules = With(ClockKind.Reply, new ClockRule { Limit = TimeSpan.FromDays(366), CalendarName = "day" }).Rules }, "clocks.never_due", "rules.Reply.calendarName" },
        { With(Weekdays(Shanghai, "09:00-18:00") with { Holidays = [.. Enumerable.Range(0, 3_661).Select(new DateOnly(2026, 1, 1).AddDays)] }), "calendar.too_many_dates", "calendars.day.week" },
        { With(ClockKind.Reply, new ClockRule { Limit = Span("01:00"), WarnAfter = [Span("00:30"), Span("00:40"), Span("00:30")] }), "clocks.warn_repeated", "rules.Reply.warnAfter[2]" },
        { With(ClockKind.Promise, new ClockRule { WarnBefore = [Span("01:00"), Span("01:00")] }), "clocks.warn_repeated", "rules.Promise.warnBefore[1]" },
        { With(ClockKind.Reply, new ClockRule { Limit = Span("01:00"), WarnAfter = [Span("00:40")], WarnBefore = [Span("00:20")] }), "clocks.warn_repeated", "rules.Reply.warnBefore[0]" },
        { ClockPolicy.Default with { Calendars = new Dictionary<string, BusinessCalendar> { [" \u200b"] = Weekdays(Shanghai, "09:00-18:00") } }, "calendar.name_needed", "calendars" },
        { ClockPolicy.Default with { MaxPromise = Span("01:00") }, "clocks.promise_over_max", "defaultPromise" },
        { ClockPolicy.Default with { ReopenWindow = Span("00:00") }, "clocks.not_positive", "reopenWindow" },
        { ClockPolicy.Default with { Overrides = [Twice, Twice] }, "clocks.override_repeated", "overrides[1]" },
        { With(Weekdays("Asia/Atlantis", "09:00-18:00")), "calendar.zone_unknown", "calendars.day.timeZoneId" },
        { With(Weekdays(Shanghai, "")), "calendar.week_empty", "calendars.day.week" },
        { With(Monday(new(9, 0), new(9, 0))), "calendar.interval_empty", "calendars.day.week.Monday[1]" },
        { With(Monday(new(18, 0), new(2, 0))), "calendar.interval_reversed", "calendars.day.week.Monday[1]" },
        { With(Monday(new(9, 0), new(10, 0), nextDay: true)), "calendar.interval_too_long", "calendars.day.week.Monday[1]" },
        { With(Monday(new(0, 0), new(1, 1))), "calendar.intervals_overlap", "calendars.day.week.Monday[0]" },
        { With(Calendar(Shanghai, "", "20:00-02:00", "01:00-03:00")), "calendar.intervals_overlap", "calendars.day.week.Sunday[0]" },
        { With(SpecialDay("09:00-12:00 11:00-13:00")), "calendar.intervals_overlap", "calendars.day.specialDays.2026-10-10[1]" },
    };

    [Fact]
    public void Problems_ShiftsThatTouch_AreFine() =>
        Calendar(Shanghai, "00:00-08:00 08:00-24:00", "00:00-24:00", "00:00-24:00").Problems().ShouldBeEmpty();

    [Fact]
    public void Json_RoundTrip_KeepsEverything()
    {
        var policy = With(SpecialDay("18:00-02:00")) with { Overrides = [Twice] };

        var copy = JsonSerializer.Deserialize<ClockPolicy>(JsonSerializer.Serialize(policy))!;

        copy.RuleFor(ClockKind.Resolution).ShouldBe(policy.RuleFor(ClockKind.Resolution));
        copy.RuleFor(ClockKind.Reply, "Quality").ShouldBe(Twice.Rule);
        copy.Calendars["day"].ShouldBe(policy.Calendars["day"]);
        copy.Version.ShouldBe(policy.Version);
    }

    [Fact]
    public void CalendarEquality_SameHoursInOtherObjects_IsEqual()
    {
        SpecialDay("09:00-12:00").ShouldBe(SpecialDay("09:00-12:00"));
        SpecialDay("09:00-12:00").GetHashCode().ShouldBe(SpecialDay("09:00-12:00").GetHashCode());
        SpecialDay("09:00-12:00").ShouldNotBe(SpecialDay("09:00-13:00"));
        (SpecialDay("") with { Holidays = [Date("2026-10-01")] }).ShouldNotBe(SpecialDay(""));
    }

    private static ClockOverride Twice { get; } = new(ClockKind.Reply, "Quality", new ClockRule { Limit = Span("00:10") });

    private static ClockPolicy With(ClockKind kind, ClockRule rule) =>
        ClockPolicy.Default with { Rules = new Dictionary<ClockKind, ClockRule>(ClockPolicy.Default.Rules) { [kind] = rule } };

    private static ClockPolicy With(BusinessCalendar calendar) =>
        ClockPolicy.Default with { Calendars = new Dictionary<string, BusinessCalendar> { ["day"] = calendar } };

    /// <summary>A Monday with 01:00–01:30 and one interval more.</summary>
    private static BusinessCalendar Monday(TimeOnly from, TimeOnly to, bool nextDay = false) => new()
    {
        TimeZoneId = Shanghai,
        Week = new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>>
        {
            [DayOfWeek.Monday] = [new(new(1, 0), new(1, 30)), new(from, to, nextDay)],
        },
    };

    private static BusinessCalendar SpecialDay(string hours) => Weekdays(Shanghai, "09:00-18:00") with
    {
        SpecialDays = new Dictionary<DateOnly, IReadOnlyList<OpenInterval>> { [Date("2026-10-10")] = Hours(hours) },
    };
}
