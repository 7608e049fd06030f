namespace AfterSales.Domain.Clocks;

/// <summary>What follows from the recorded state: elapsed and remaining time, and the timers that must exist.</summary>
public sealed partial class Clock
{
    /// <summary>Working time run so far, without pauses, up to the stop.</summary>
    public TimeSpan Elapsed(DateTimeOffset now)
    {
        var end = StoppedAt < now ? StoppedAt.Value : now;
        var paused = _pauses.Where(pause => pause.StartedAt < end)
            .Aggregate(TimeSpan.Zero, (sum, pause) => sum + Working(pause.StartedAt, pause.EndedAt < end ? pause.EndedAt.Value : end));
        return end <= StartedAt ? TimeSpan.Zero : Working(StartedAt, end) - paused;
    }

    /// <summary>For clocks that stopped before <see cref="Took"/> was kept.</summary>
    public void Measure() => Took ??= StoppedAt is { } stopped ? Elapsed(stopped) : null;

    /// <summary>Working time left; negative once overdue. It stands still while the clock is paused or stopped.</summary>
    public TimeSpan Remaining(DateTimeOffset now)
    {
        var end = StoppedAt < now ? StoppedAt.Value : now;
        return Working(OpenPause?.StartedAt < end ? OpenPause.StartedAt : end, DueAt);
    }

    /// <summary>The timers that must exist now. After a pause or stop these are the ones that were due before it.</summary>
    public IReadOnlyList<PlannedTimer> PlannedTimers()
    {
        var warnings = Rule.WarnAfter.Select(MomentOf)
            .Concat(Rule.WarnBefore.Select(before => AfterPause(DueAt - before)))
            .Select((dueAt, i) => new PlannedTimer(TimerKind.Warn, FirstWarnOrdinal + i, dueAt))
            .Where(warning => warning.DueAt > (RuleChangedAt ?? StartedAt) && warning.DueAt < DueAt)
            .DistinctBy(warning => warning.DueAt);

        return [.. warnings.Append(new PlannedTimer(TimerKind.Breach, 0, DueAt)).Where(timer => WasRunningAt(timer.DueAt))];
    }

    /// <summary>Whether a timer that has come due is true: the clock was running at that moment. What was due in the very instant of a
    /// stop or pause counts.</summary>
    public bool StillHolds(ClockTimer timer) => WasRunningAt(timer.DueAt);

    private bool WasRunningAt(DateTimeOffset moment) =>
        (StoppedAt is null || StoppedAt >= moment)
        && !_pauses.Exists(pause => pause.Covers(moment));

    /// <summary>When so much working time has run, counting the pauses that have ended.</summary>
    private DateTimeOffset MomentOf(TimeSpan elapsed)
    {
        var moment = WorkingTime.Add(StartedAt, elapsed, CalendarSnapshot);
        foreach (var pause in _pauses.OrderBy(pause => pause.StartedAt))
        {
            if (pause.EndedAt is { } ended && pause.StartedAt < moment)
                moment = WorkingTime.Add(ended, Working(pause.StartedAt, moment), CalendarSnapshot);
        }

        return moment;
    }

    /// <summary>A warning that would fall into a pause comes when the pause ends.</summary>
    private DateTimeOffset AfterPause(DateTimeOffset moment) =>
        _pauses.Find(pause => pause.Covers(moment))?.EndedAt ?? moment;

    private TimeSpan Working(DateTimeOffset from, DateTimeOffset to) => WorkingTime.Between(from, to, CalendarSnapshot);
}
