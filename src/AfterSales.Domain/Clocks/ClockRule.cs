namespace AfterSales.Domain.Clocks;

/// <summary>How one kind of clock runs. A clock keeps the rule it started under.</summary>
public sealed record ClockRule
{
    /// <summary>Working time until due; null where the due time is given when the clock starts (promise, platform).</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>Warn when so much working time has passed since the start.</summary>
    public IReadOnlyList<TimeSpan> WarnAfter { get; init; } = [];

    /// <summary>Warn so long, by the wall clock, before the due time.</summary>
    public IReadOnlyList<TimeSpan> WarnBefore { get; init; } = [];

    /// <summary>A calendar of the policy; null means around the clock.</summary>
    public string? CalendarName { get; init; }

    public bool PauseWhileWaitingBuyer { get; init; }

    public bool Equals(ClockRule? other) =>
        other is not null
        && Limit == other.Limit
        && WarnAfter.SequenceEqual(other.WarnAfter)
        && WarnBefore.SequenceEqual(other.WarnBefore)
        && CalendarName == other.CalendarName
        && PauseWhileWaitingBuyer == other.PauseWhileWaitingBuyer;

    public override int GetHashCode() =>
        HashCode.Combine(Limit, WarnAfter.Count, WarnBefore.Count, CalendarName, PauseWhileWaitingBuyer);
}
