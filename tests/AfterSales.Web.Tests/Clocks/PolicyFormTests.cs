using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Web.Clocks;

namespace AfterSales.Web.Tests.Clocks;

public sealed class PolicyFormTests
{
    private static readonly ClockPolicy Rich = ClockPolicy.Default with
    {
        Version = 4,
        Calendars = new Dictionary<string, BusinessCalendar>
        {
            ["白班"] = new()
            {
                TimeZoneId = "Asia/Shanghai",
                Week = new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>>
                {
                    [DayOfWeek.Monday] = [new(new(9, 0), new(12, 0)), new(new(18, 0), new(2, 0), NextDay: true)],
                    [DayOfWeek.Sunday] = [OpenInterval.WholeDay],
                },
                Holidays = [new(2026, 10, 1)],
                SpecialDays = new Dictionary<DateOnly, IReadOnlyList<OpenInterval>> { [new(2026, 10, 10)] = [new(new(10, 0), new(16, 0))] },
            },
        },
        Overrides = [new(ClockKind.Resolution, nameof(CaseType.Logistics), new() { Limit = TimeSpan.FromHours(72), WarnBefore = [TimeSpan.FromMinutes(90)], CalendarName = "白班", PauseWhileWaitingBuyer = true })],
    };

    [Fact]
    public void ToPolicy_UntouchedForm_IsThePolicyItWasMadeOf()
    {
        var back = PolicyForm.Of(Rich).ToPolicy();
        back.Rules.OrderBy(r => r.Key).ShouldBe(Rich.Rules.OrderBy(r => r.Key));
        back.Overrides.ShouldBe(Rich.Overrides);
        back.Calendars["白班"].ShouldBe(Rich.Calendars["白班"]);
        (back.Version, back.ReopenWindow, back.DefaultPromise, back.MaxPromise).ShouldBe((4, Rich.ReopenWindow, Rich.DefaultPromise, Rich.MaxPromise));
    }

    [Fact]
    public void RenamedCalendar_RulesFollow()
    {
        var form = PolicyForm.Of(Rich);
        form.Calendars[0].Name = "夜班";
        form.ToPolicy().Overrides[0].Rule.CalendarName.ShouldBe("夜班");
        form.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void RemovedCalendar_RulesRunAroundTheClock()
    {
        var form = PolicyForm.Of(Rich);
        form.Remove(form.Calendars[0]);
        form.ToPolicy().Overrides[0].Rule.CalendarName.ShouldBeNull();
    }

    [Fact]
    public void Problems_TwoCalendarsOfOneName_NameTheSecond()
    {
        var form = PolicyForm.Of(Rich);
        form.Calendars.Add(CalendarForm.New(" 白班 ", "Asia/Shanghai"));
        form.Problems().Select(p => (p.Code, p.Path)).ShouldBe([("calendar.name_repeated", "calendars[1].name")]);
    }

    [Fact]
    public void Problems_EmptyWarning_IsShownNotDropped()
    {
        var form = PolicyForm.Of(ClockPolicy.Default);
        form.Rules[ClockKind.Reply].WarnAfter.Add(new());
        form.Problems().Single().Path.ShouldBe("rules.Reply.warnAfter[1]");
    }

    [Theory]
    [InlineData("00:05:00", 5, DurationUnit.Minutes)]
    [InlineData("00:01:30", 1.5, DurationUnit.Minutes)]
    [InlineData("01:30:00", 90, DurationUnit.Minutes)]
    [InlineData("2.00:00:00", 48, DurationUnit.Hours)]
    [InlineData("3.00:00:00", 3, DurationUnit.Days)]
    public void Duration_IsInTheUnitPeopleUse(string value, double amount, DurationUnit unit)
    {
        var length = TimeSpan.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        var form = DurationForm.Of(length);
        (form.Amount, form.Unit, form.Value).ShouldBe(((decimal)amount, unit, length));
    }

    [Fact]
    public void Duration_BeyondMeasure_IsAProblemNotACrash() =>
        new DurationForm { Amount = decimal.MaxValue, Unit = DurationUnit.Days }.Value.ShouldNotBeNull();
}
