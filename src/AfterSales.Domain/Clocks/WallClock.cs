namespace AfterSales.Domain.Clocks;

/// <summary>Turns what a wall clock shows into instants. A shift across a change of daylight saving stays one piece, as it does for
/// the people working it: it lasts from the first moment the wall clock reaches its start until the last moment before its end.</summary>
public static class WallClock
{
    /// <summary>No offset from UTC is larger than 14 hours.</summary>
    private static readonly TimeSpan BeyondAnyOffset = TimeSpan.FromHours(16);

    /// <summary>The day that the wall clock shows.</summary>
    public static DateOnly DateOf(this TimeZoneInfo zone, DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>The first instant at which the wall clock shows this time or a later one.</summary>
    public static DateTimeOffset Opening(this TimeZoneInfo zone, DateTime wall) =>
        zone.IsAmbiguousTime(wall) ? Utc(wall, zone.GetAmbiguousTimeOffsets(wall).Max()) : Once(zone, wall);

    /// <summary>The instant after which the wall clock no longer shows an earlier time.</summary>
    public static DateTimeOffset Closing(this TimeZoneInfo zone, DateTime wall)
    {
        if (!zone.IsAmbiguousTime(wall))
            return Once(zone, wall);
        var offsets = zone.GetAmbiguousTimeOffsets(wall);
        // The repeated hour begins here: nothing before this time is shown twice. A whole second back, because the runtime lets the
        // repeated hour begin a millisecond early.
        var firstRepeated = !zone.IsAmbiguousTime(wall.AddSeconds(-1));
        return Utc(wall, firstRepeated ? offsets.Max() : offsets.Min());
    }

    private static DateTimeOffset Once(TimeZoneInfo zone, DateTime wall) =>
        zone.IsInvalidTime(wall) ? Jump(zone, wall) : Utc(wall, zone.GetUtcOffset(wall));

    /// <summary>The instant at which the clocks were put forward over this time.</summary>
    private static DateTimeOffset Jump(TimeZoneInfo zone, DateTime wall)
    {
        var asIfUtc = Utc(wall, TimeSpan.Zero);
        var (before, after) = (asIfUtc - BeyondAnyOffset, asIfUtc + BeyondAnyOffset);
        while (after - before > TimeSpan.FromTicks(1))
        {
            var middle = before + (after - before) / 2;
            if (TimeZoneInfo.ConvertTime(middle, zone).DateTime < wall)
                before = middle;
            else
                after = middle;
        }

        return after;
    }

    private static DateTimeOffset Utc(DateTime wall, TimeSpan offset) => new DateTimeOffset(wall, offset).ToUniversalTime();
}
