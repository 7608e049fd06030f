using AfterSales.Domain.Clocks;
using static AfterSales.Domain.Tests.Clocks.Times;

namespace AfterSales.Domain.Tests.Clocks;

public sealed class ClockTests
{
    private static readonly DateTimeOffset T0 = At("2026-03-02 10:00 +08");

    [Theory]
    [InlineData(ClockKind.Reply, "00:05", "00:03")]
    [InlineData(ClockKind.Resolution, "2.00:00", "1.12:00 1.20:00")]
    [InlineData(ClockKind.Promise, "1.00:00", "23:00")]
    [InlineData(ClockKind.Approval, "00:30", "00:15")]
    [InlineData(ClockKind.FollowUp, "3.00:00", "2.00:00")]
    public void Start_DefaultPolicy_PlansTheTableOfTheSpecification(ClockKind kind, string due, string warnings)
    {
        var clock = Start(kind);

        clock.DueAt.ShouldBe(T0 + Span(due));
        clock.Limit.ShouldBe(Span(due));
        clock.PlannedTimers().ShouldBe(
        [
            .. warnings.Split(' ').Select((after, i) => new PlannedTimer(TimerKind.Warn, i, T0 + Span(after))),
            new PlannedTimer(TimerKind.Breach, 0, T0 + Span(due)),
        ]);
    }

    [Fact]
    public void Start_PlatformDeadline_IsDueAsThePlatformSays()
    {
        var clock = Start(ClockKind.Platform, explicitDue: T0.AddHours(4));

        clock.DueAt.ShouldBe(T0.AddHours(4));
        // The warning six hours before lies before the start and is dropped; the other keeps its number.
        clock.PlannedTimers().ShouldBe([new(TimerKind.Warn, 1, T0.AddHours(3)), new(TimerKind.Breach, 0, T0.AddHours(4))]);
    }

    [Fact]
    public void Start_PlatformWithoutDeadline_Throws() =>
        Should.Throw<ArgumentException>(() => Start(ClockKind.Platform));

    [Fact]
    public void Start_WithCalendar_KeepsItsOwnCopyOfTheHours()
    {
        var clock = Start(ClockKind.Resolution, policy: OfficeHours);

        clock.CalendarSnapshot.ShouldBe(OfficeHours.Calendars["office"]);
        clock.DueAt.ShouldBe(At("2026-03-03 10:00 +08"));
        clock.Elapsed(At("2026-03-03 09:30 +08")).ShouldBe(Span("07:30"));
        clock.Remaining(At("2026-03-02 23:00 +08")).ShouldBe(Span("01:00"));
        clock.Remaining(At("2026-03-03 11:00 +08")).ShouldBe(Span("-01:00"));
    }

    [Fact]
    public void Start_PromiseUnderCalendar_IsDueWhenPromised()
    {
        var policy = OfficeHours with { Rules = new Dictionary<ClockKind, ClockRule> { [ClockKind.Promise] = new() { CalendarName = "office" } } };

        Start(ClockKind.Promise, policy: policy, explicitDue: At("2026-03-02 23:00 +08")).DueAt.ShouldBe(At("2026-03-02 23:00 +08"));
    }

    [Theory]
    [InlineData(-1, 0)] // before anything fell due
    [InlineData(180, 1)] // in the instant of the warning: it was running then
    [InlineData(299, 1)]
    [InlineData(300, 2)] // in the instant of the breach
    [InlineData(3000, 2)]
    public void Stop_AtSecond_LeavesWhatWasDueByThen(int second, int left)
    {
        var clock = Start(ClockKind.Reply);
        var timers = TimerRows(clock);
        var at = T0.AddSeconds(Math.Max(second, 0));

        clock.Stop(at, StopCause.HumanReply).ShouldBeTrue();

        clock.PlannedTimers().Count.ShouldBe(left);
        timers.Count(clock.StillHolds).ShouldBe(left);
    }

    [Fact]
    public void Stop_Again_ChangesNothing()
    {
        var clock = Start(ClockKind.Reply);
        clock.Stop(T0.AddMinutes(1), StopCause.HumanReply);

        clock.Stop(T0.AddMinutes(2), StopCause.Cancelled).ShouldBeFalse();

        (clock.StoppedAt, clock.StopCause).ShouldBe((T0.AddMinutes(1), StopCause.HumanReply));
        clock.Elapsed(T0.AddHours(1)).ShouldBe(TimeSpan.FromMinutes(1));
        clock.Remaining(T0.AddHours(1)).ShouldBe(TimeSpan.FromMinutes(4));
    }

    [Fact]
    public void Stop_BeforeTheStart_IsRefused() =>
        Start(ClockKind.Reply).Stop(T0.AddSeconds(-1), StopCause.HumanReply).ShouldBeFalse();

    [Fact]
    public void Breach_TimerFoundLate_IsRecordedWithItsTrueDueTimeAndOnce()
    {
        var (clock, first, second) = (Start(ClockKind.Reply), Guid.CreateVersion7(T0), Guid.CreateVersion7(T0));
        var breach = TimerRows(clock).Single(timer => timer.Kind == TimerKind.Breach);
        clock.Stop(T0.AddHours(3), StopCause.HumanReply);

        clock.Breach(breach, first).ShouldBeTrue();
        clock.Breach(breach, second).ShouldBeFalse();

        (clock.BreachedAt, clock.ResponsibleId).ShouldBe((T0.AddMinutes(5), first));
    }

    [Fact]
    public void Breach_StoppedInTime_IsRefused()
    {
        var clock = Start(ClockKind.Reply);
        var breach = TimerRows(clock).Single(timer => timer.Kind == TimerKind.Breach);
        clock.Stop(T0.AddMinutes(4), StopCause.HumanReply);

        clock.Breach(breach, null).ShouldBeFalse();

        clock.BreachedAt.ShouldBeNull();
    }

    [Fact]
    public void Recompute_LongerLimit_MovesDueAndNumbersNewWarningsAfterTheOld()
    {
        var clock = Start(ClockKind.Resolution);
        var rows = TimerRows(clock);
        rows.Single(row => row.DueAt == T0.AddHours(36)).Fire(T0.AddHours(36));

        clock.Recompute(new ClockRule { Limit = TimeSpan.FromHours(72), WarnAfter = [TimeSpan.FromHours(30), TimeSpan.FromHours(60)] }, null, 7, T0.AddHours(40))
            .ShouldBeTrue();
        var changes = TimerChanges.Apply(clock, rows);

        clock.PolicyVersion.ShouldBe(7);
        clock.DueAt.ShouldBe(T0.AddHours(72));
        // The warning at 30 h had passed when the rule was applied; the unfired one at 44 h gives way.
        changes.Added.Select(timer => (timer.Kind, timer.Ordinal, timer.DueAt)).ShouldBe([(TimerKind.Warn, 3, T0.AddHours(60))]);
        changes.Removed.Select(timer => timer.DueAt).ShouldBe([T0.AddHours(44)]);
        rows.Single(row => row.Kind == TimerKind.Breach).DueAt.ShouldBe(T0.AddHours(72));
    }

    [Fact]
    public void Recompute_ShorterThanElapsed_IsDueNowAndNotEarlier()
    {
        var clock = Start(ClockKind.Resolution);

        clock.Recompute(new ClockRule { Limit = TimeSpan.FromHours(1) }, null, 2, T0.AddHours(40)).ShouldBeTrue();

        clock.DueAt.ShouldBe(T0.AddHours(40));
    }

    [Fact]
    public void Recompute_Overdue_StaysMissed()
    {
        var clock = Start(ClockKind.Reply);

        clock.Recompute(new ClockRule { Limit = TimeSpan.FromHours(1) }, null, 2, T0.AddMinutes(5)).ShouldBeFalse();

        clock.DueAt.ShouldBe(T0.AddMinutes(5));
    }

    [Fact]
    public void Recompute_Promise_KeepsWhatWasPromised()
    {
        var clock = Start(ClockKind.Promise, explicitDue: T0.AddHours(10));

        clock.Recompute(new ClockRule { WarnBefore = [TimeSpan.FromHours(2)] }, OfficeHours.Calendars["office"], 2, T0.AddHours(1)).ShouldBeTrue();

        clock.PlannedTimers().Select(timer => timer.DueAt).ShouldBe([T0.AddHours(8), T0.AddHours(10)]);
        clock.CalendarSnapshot.ShouldBeNull();
    }

    internal static ClockPolicy OfficeHours { get; } = ClockPolicy.Default with
    {
        Rules = new Dictionary<ClockKind, ClockRule>
        {
            [ClockKind.Resolution] = new() { Limit = TimeSpan.FromHours(8), WarnAfter = [TimeSpan.FromHours(6)], CalendarName = "office" },
        },
        Calendars = new Dictionary<string, BusinessCalendar> { ["office"] = EveryDay(Shanghai, "09:00-12:00 13:00-18:00") },
    };

    internal static Clock Start(ClockKind kind, ClockPolicy? policy = null, DateTimeOffset? explicitDue = null)
    {
        policy ??= ClockPolicy.Default;
        var id = Guid.CreateVersion7(T0);
        return Clock.Start(id, id, id, kind, 1, T0, policy.RuleFor(kind), policy, explicitDue: explicitDue);
    }

    internal static List<ClockTimer> TimerRows(Clock clock) => [.. TimerChanges.Apply(clock, []).Added];
}
