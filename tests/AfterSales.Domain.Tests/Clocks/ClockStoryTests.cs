using System.Text.Json;
using AfterSales.Domain.Clocks;
using static AfterSales.Domain.Tests.Clocks.Times;

namespace AfterSales.Domain.Tests.Clocks;

public sealed class ClockStoryTests
{
    [Fact]
    public void Of_PausedAndBreachedUnderACalendar_TellsEveryStepInOrder()
    {
        var (start, message, agent) = (At("2026-09-30 16:00 +08"), Guid.CreateVersion7(), Guid.CreateVersion7());
        var calendar = Weekdays(Shanghai, "09:00-18:00") with { Holidays = [Date("2026-10-01"), Date("2026-10-02")] };
        var policy = ClockPolicy.Default with { Version = 4, Calendars = new Dictionary<string, BusinessCalendar> { ["office"] = calendar } };
        var rule = new ClockRule { Limit = TimeSpan.FromHours(2), CalendarName = "office", PauseWhileWaitingBuyer = true };
        var clock = Clock.Start(message, message, message, ClockKind.Resolution, 2, start, rule, policy, message);
        clock.Pause(start.AddHours(1), PauseCause.WaitingBuyer, agent);
        clock.Resume(start.AddHours(1.5));
        clock.Breach(ClockTests.TimerRows(clock).Single(), agent);
        clock.Stop(At("2026-10-05 10:00 +08"), StopCause.Resolved);

        var story = ClockStory.Of(clock);

        story.Cycle.ShouldBe(2);
        var due = At("2026-10-05 09:30 +08");
        story.Steps.Select(step => step.GetType().Name).ShouldBe(["Started", "Paused", "Closed", "Due", "Breached", "Stopped"]);
        story.Steps[0].ShouldBe(new ClockStep.Started(start, message, TimeSpan.FromHours(2), 4, "office"));
        story.Steps[1].ShouldBe(new ClockStep.Paused(start.AddHours(1), start.AddHours(1.5), PauseCause.WaitingBuyer, agent, TimeSpan.FromHours(0.5)));
        var closed = story.Steps[2].ShouldBeOfType<ClockStep.Closed>();
        (closed.At, closed.Until).ShouldBe((At("2026-09-30 18:00 +08"), At("2026-10-05 09:00 +08")));
        closed.Holidays.ShouldBe([Date("2026-10-01"), Date("2026-10-02")]);
        story.Steps[3].ShouldBe(new ClockStep.Due(due, Given: false));
        story.Steps[4].ShouldBe(new ClockStep.Breached(due, agent));
        story.Steps[5].ShouldBe(new ClockStep.Stopped(At("2026-10-05 10:00 +08"), StopCause.Resolved));
    }

    [Fact]
    public void Of_RunningAroundTheClock_IsStartAndDue() =>
        ClockStory.Of(ClockTests.Start(ClockKind.Reply)).Steps.Select(step => step.GetType().Name).ShouldBe(["Started", "Due"]);

    [Fact]
    public void Json_Step_NamesItsKind() =>
        JsonSerializer.Serialize(ClockStory.Of(ClockTests.Start(ClockKind.Reply))).ShouldContain("\"step\":\"due\"");
}
