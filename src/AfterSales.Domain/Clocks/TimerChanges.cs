namespace AfterSales.Domain.Clocks;

/// <summary>Brings the timer rows of a clock in line with its plan after it started, paused, resumed, changed its rule or stopped.</summary>
public sealed record TimerChanges(IReadOnlyList<ClockTimer> Added, IReadOnlyList<ClockTimer> Removed)
{
    /// <summary>Moves rows whose due time changed and says which to add and remove. A fired row is history and never touched.</summary>
    public static TimerChanges Apply(Clock clock, IReadOnlyCollection<ClockTimer> rows)
    {
        var known = rows.ToDictionary(row => (row.Kind, row.Ordinal));
        var planned = clock.PlannedTimers().ToDictionary(timer => (timer.Kind, timer.Ordinal));

        foreach (var row in rows.Where(row => row.FiredAt is null))
        {
            if (planned.TryGetValue((row.Kind, row.Ordinal), out var timer))
                row.MoveTo(timer.DueAt);
        }

        return new TimerChanges(
            [.. planned.Where(timer => !known.ContainsKey(timer.Key)).Select(timer => new ClockTimer(clock.Id, timer.Value))],
            [.. rows.Where(row => row.FiredAt is null && !planned.ContainsKey((row.Kind, row.Ordinal)))]);
    }
}
