namespace AfterSales.Domain.Clocks;

/// <summary>Answers "why is this due then?" as data, in the order of time. Pages and the API put it into words.</summary>
public sealed record ClockStory(Guid ClockId, ClockKind Kind, int Cycle, IReadOnlyList<ClockStep> Steps)
{
    public static ClockStory Of(Clock clock)
    {
        var later = Closed(clock)
            .Concat<ClockStep>(clock.Pauses.Select(pause => Paused(clock, pause)))
            .Concat(RuleChanged(clock))
            .Append(new ClockStep.Due(clock.DueAt, clock.DueIsGiven))
            .Concat(Ended(clock))
            .OrderBy(step => step.At);

        // A due time in the past, or a stop in the instant of the start, must not come before the start.
        return new ClockStory(clock.Id, clock.Kind, clock.Cycle, [Started(clock), .. later]);
    }

    private static ClockStep.Started Started(Clock clock) => new(
        clock.StartedAt, clock.StartedByMessageId, clock.Limit, clock.PolicyVersion, clock.DueIsGiven ? null : clock.Rule.CalendarName);

    private static IEnumerable<ClockStep.Closed> Closed(Clock clock) =>
        WorkingTime.Closed(clock.StartedAt, clock.DueAt, clock.CalendarSnapshot)
            .Select(closed => new ClockStep.Closed(closed.From, closed.Until, Holidays(clock.CalendarSnapshot, closed.From, closed.Until)));

    private static List<DateOnly> Holidays(BusinessCalendar? calendar, DateTimeOffset from, DateTimeOffset until)
    {
        if (calendar is null)
            return [];
        var zone = TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZoneId);
        var (first, last) = (zone.DateOf(from), zone.DateOf(until.AddTicks(-1)));
        return [.. calendar.Holidays.Where(day => first <= day && day <= last && calendar.IsHoliday(day)).Order()];
    }

    private static ClockStep.Paused Paused(Clock clock, ClockPause pause) => new(
        pause.StartedAt,
        pause.EndedAt,
        pause.Cause,
        pause.ById,
        pause.EndedAt is { } ended ? WorkingTime.Between(pause.StartedAt, ended, clock.CalendarSnapshot) : null);

    private static IEnumerable<ClockStep> RuleChanged(Clock clock)
    {
        if (clock.RuleChangedAt is { } at)
            yield return new ClockStep.RuleChanged(at, clock.Limit, clock.PolicyVersion);
    }

    private static IEnumerable<ClockStep> Ended(Clock clock)
    {
        if (clock.BreachedAt is { } breached)
            yield return new ClockStep.Breached(breached, clock.ResponsibleId);
        if (clock is { StoppedAt: { } stopped, StopCause: { } cause })
            yield return new ClockStep.Stopped(stopped, cause);
    }
}
