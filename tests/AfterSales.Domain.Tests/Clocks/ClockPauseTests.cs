using AfterSales.Domain.Clocks;
using FsCheck;
using FsCheck.Fluent;
using static AfterSales.Domain.Tests.Clocks.Times;

namespace AfterSales.Domain.Tests.Clocks;

public sealed class ClockPauseTests
{
    private static readonly DateTimeOffset T0 = At("2026-03-02 10:00 +08");

    [Fact]
    public void PauseAndResume_AroundTheClock_ShiftsDueAndComingWarnings()
    {
        var clock = ClockTests.Start(ClockKind.Resolution);

        clock.Pause(T0.AddHours(40), PauseCause.WaitingBuyer).ShouldBeTrue();
        clock.Resume(T0.AddHours(50)).ShouldBeTrue();

        clock.DueAt.ShouldBe(T0.AddHours(58));
        clock.PlannedTimers().Select(timer => timer.DueAt).ShouldBe([T0.AddHours(36), T0.AddHours(54), T0.AddHours(58)]);
        clock.Elapsed(T0.AddHours(51)).ShouldBe(TimeSpan.FromHours(41));
        clock.Remaining(T0.AddHours(51)).ShouldBe(TimeSpan.FromHours(7));
    }

    [Fact]
    public void Pause_Open_StandsStillAndPlansOnlyThePast()
    {
        var clock = ClockTests.Start(ClockKind.Resolution);
        var rows = ClockTests.TimerRows(clock);

        clock.Pause(T0.AddHours(36), PauseCause.WaitingBuyer);

        clock.PlannedTimers().Select(timer => timer.DueAt).ShouldBe([T0.AddHours(36)]);
        rows.Where(clock.StillHolds).Select(row => row.DueAt).ShouldBe([T0.AddHours(36)]);
        clock.Elapsed(T0.AddHours(100)).ShouldBe(TimeSpan.FromHours(36));
        clock.Remaining(T0.AddHours(100)).ShouldBe(TimeSpan.FromHours(12));
    }

    [Fact]
    public void Resume_WarningDueInTheInstantOfThePause_StaysWhereItWas()
    {
        var clock = ClockTests.Start(ClockKind.Resolution);
        clock.Pause(T0.AddHours(36), PauseCause.WaitingBuyer);

        clock.Resume(T0.AddHours(40));

        clock.PlannedTimers().Select(timer => timer.DueAt).ShouldBe([T0.AddHours(36), T0.AddHours(48), T0.AddHours(52)]);
    }

    [Fact]
    public void Stop_WhilePaused_NeverBreaches()
    {
        var clock = ClockTests.Start(ClockKind.Resolution);
        var rows = ClockTests.TimerRows(clock);
        clock.Pause(T0.AddHours(40), PauseCause.WaitingBuyer);

        clock.Stop(T0.AddHours(48), StopCause.Resolved).ShouldBeTrue();

        rows.Where(clock.StillHolds).Select(row => row.DueAt).ShouldBe([T0.AddHours(36)]);
        (clock.IsPaused, clock.IsStopped).ShouldBe((false, true));
        clock.Elapsed(T0.AddHours(100)).ShouldBe(TimeSpan.FromHours(40));
        clock.Remaining(T0.AddHours(100)).ShouldBe(TimeSpan.FromHours(8));
    }

    [Fact]
    public void Resume_OverANight_KeepsTheWorkingTimeLeft()
    {
        var clock = ClockTests.Start(ClockKind.Resolution, ClockTests.OfficeHours);

        // Eight hours from 10:00 with a break: due 10:00 the next morning. At 17:00 two hours are left.
        clock.Pause(At("2026-03-02 17:00 +08"), PauseCause.WaitingBuyer);
        clock.Resume(At("2026-03-04 03:00 +08"));

        clock.DueAt.ShouldBe(At("2026-03-04 11:00 +08"));
    }

    [Fact]
    public void WarnBefore_FallingIntoAPause_ComesWhenItEnds()
    {
        var policy = ClockTests.OfficeHours with
        {
            Rules = new Dictionary<ClockKind, ClockRule>
            {
                [ClockKind.Resolution] = new() { Limit = Span("07:30"), WarnBefore = [Span("01:00")], CalendarName = "office" },
            },
        };
        var clock = ClockTests.Start(ClockKind.Resolution, policy);

        // Due at 09:30 the next morning, warning at 08:30; the pause holds back the last forty minutes.
        clock.Pause(At("2026-03-02 17:50 +08"), PauseCause.Manual);
        clock.Resume(At("2026-03-03 09:10 +08"));

        clock.PlannedTimers().Select(timer => timer.DueAt).ShouldBe([At("2026-03-03 09:10 +08"), At("2026-03-03 09:50 +08")]);
    }

    [Fact]
    public void Pause_NotPossible_ReturnsFalse()
    {
        var clock = ClockTests.Start(ClockKind.Reply);
        clock.Resume(T0.AddMinutes(1)).ShouldBeFalse();
        clock.Pause(T0.AddSeconds(-1), PauseCause.Manual).ShouldBeFalse("before the start");
        clock.Pause(T0.AddMinutes(5), PauseCause.Manual).ShouldBeFalse("already out");
        clock.Pause(T0.AddMinutes(1), PauseCause.Manual).ShouldBeTrue();
        clock.Pause(T0.AddMinutes(2), PauseCause.Manual).ShouldBeFalse("paused already");
        clock.Resume(T0.AddSeconds(59)).ShouldBeFalse("before the pause");
        clock.Resume(T0.AddMinutes(3)).ShouldBeTrue();
        clock.Pause(T0.AddMinutes(2), PauseCause.Manual).ShouldBeFalse("inside the last pause");
        clock.Stop(T0.AddMinutes(4), StopCause.HumanReply);
        clock.Pause(T0.AddMinutes(4), PauseCause.Manual).ShouldBeFalse("stopped");

        ClockTests.Start(ClockKind.Promise).Pause(T0.AddHours(1), PauseCause.Manual).ShouldBeFalse("the time was promised");
    }

    [Fact]
    public void Recompute_WhilePaused_CountsFromThePause()
    {
        var clock = ClockTests.Start(ClockKind.Resolution);
        clock.Pause(T0.AddHours(10), PauseCause.WaitingBuyer);

        clock.Recompute(new ClockRule { Limit = TimeSpan.FromHours(20) }, null, 2, T0.AddHours(100)).ShouldBeTrue();
        clock.Remaining(T0.AddHours(100)).ShouldBe(TimeSpan.FromHours(10));
        clock.Resume(T0.AddHours(110));

        clock.DueAt.ShouldBe(T0.AddHours(120));
    }

    [Fact]
    public void Recompute_WhilePausedBelowElapsed_IsDueAtResume()
    {
        var clock = ClockTests.Start(ClockKind.Resolution);
        clock.Pause(T0.AddHours(10), PauseCause.WaitingBuyer);

        clock.Recompute(new ClockRule { Limit = TimeSpan.FromHours(5) }, null, 2, T0.AddHours(20)).ShouldBeTrue();
        clock.PlannedTimers().ShouldBeEmpty();
        clock.Resume(T0.AddHours(30));

        clock.PlannedTimers().ShouldBe([new PlannedTimer(TimerKind.Breach, 0, T0.AddHours(30))]);
    }

    [Fact]
    public void PausesAtAnyTime_AnyCalendar_LeaveExactlyTheLimitAsRunningTime() =>
        Prop.ForAll(PausedClocks.ToArbitrary(), example =>
        {
            var (clock, moments) = example;
            foreach (var (from, until) in moments)
            {
                if (clock.Pause(from, PauseCause.Manual))
                    clock.Resume(until).ShouldBeTrue();
            }

            var held = clock.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) =>
                sum + WorkingTime.Between(pause.StartedAt, pause.EndedAt!.Value, clock.CalendarSnapshot));
            return clock.Elapsed(clock.DueAt) == clock.Limit
                && clock.Remaining(clock.DueAt) == TimeSpan.Zero
                && WorkingTime.Add(clock.StartedAt, clock.Limit + held, clock.CalendarSnapshot) == clock.DueAt
                && clock.PlannedTimers().Single(timer => timer.Kind == TimerKind.Breach).DueAt == clock.DueAt;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    private static Gen<(Clock Clock, List<(DateTimeOffset From, DateTimeOffset Until)> Pauses)> PausedClocks { get; } =
        from example in WorkingTimeProperties.Examples
        where example.First > TimeSpan.Zero
        from around in Gen.Elements(true, false)
        from lengths in Gen.ListOf(Gen.Choose(0, 30 * 60))
        select (StartWith(example.Start, example.First, around ? null : example.Calendar), Alternate(example.Start, lengths));

    private static Clock StartWith(DateTimeOffset start, TimeSpan limit, BusinessCalendar? calendar)
    {
        var rule = new ClockRule { Limit = limit, CalendarName = calendar is null ? null : "hours" };
        var policy = new ClockPolicy { Calendars = calendar is null ? [] : new Dictionary<string, BusinessCalendar> { ["hours"] = calendar } };
        var id = Guid.CreateVersion7(start);
        return Clock.Start(id, id, id, ClockKind.Resolution, 1, start, rule, policy);
    }

    /// <summary>Running and paused for so many minutes in turn.</summary>
    private static List<(DateTimeOffset From, DateTimeOffset Until)> Alternate(DateTimeOffset start, List<int> minutes)
    {
        var pauses = new List<(DateTimeOffset, DateTimeOffset)>();
        var at = start;
        foreach (var pair in minutes.Chunk(2).Where(pair => pair.Length == 2))
        {
            var from = at.AddMinutes(pair[0]);
            at = from.AddMinutes(pair[1]);
            pauses.Add((from, at));
        }

        return pauses;
    }
}
