using AfterSales.Domain.Clocks;

namespace AfterSales.Domain.Tests.Clocks;

/// <summary>Working time the slow way: looks at the wall clock minute by minute. A shift is open from the first minute at which the wall
/// clock has reached its start until the last minute that still shows a time before its end.</summary>
internal sealed class MinuteOracle
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly DateTimeOffset _from;
    private readonly bool[] _open;

    public MinuteOracle(BusinessCalendar calendar, DateTimeOffset from, int days)
    {
        // Two days on either side, so that shifts over the edges are seen whole.
        _from = from.AddDays(-2);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZoneId);
        var walls = Enumerable.Range(0, (days + 4) * 24 * 60)
            .Select(i => TimeZoneInfo.ConvertTime(_from.AddMinutes(i), zone).DateTime)
            .ToArray();

        var reached = (DateTime[])walls.Clone();
        for (var i = 1; i < reached.Length; i++)
            reached[i] = reached[i] < reached[i - 1] ? reached[i - 1] : reached[i];

        var shownLater = (DateTime[])walls.Clone();
        for (var i = shownLater.Length - 2; i >= 0; i--)
            shownLater[i] = shownLater[i] > shownLater[i + 1] ? shownLater[i + 1] : shownLater[i];

        _open = [.. walls.Select((wall, i) => IsOpen(calendar, DateOnly.FromDateTime(wall), reached[i], shownLater[i]))];
    }

    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to) =>
        Minute * Enumerable.Range(Index(from), Index(to) - Index(from)).Count(i => _open[i]);

    /// <summary>Null when the work is not done within the days looked at.</summary>
    public DateTimeOffset? Add(DateTimeOffset start, int minutes)
    {
        if (minutes == 0)
            return start;
        var done = Enumerable.Range(Index(start), _open.Length - Index(start)).Where(i => _open[i]).Skip(minutes - 1).Take(1).ToList();
        return done.Count == 0 ? null : _from.AddMinutes(done[0] + 1);
    }

    private int Index(DateTimeOffset moment) => (int)(moment - _from).TotalMinutes;

    private static bool IsOpen(BusinessCalendar calendar, DateOnly today, DateTime reached, DateTime shownLater) =>
        new[] { today.AddDays(-1), today, today.AddDays(1) }.Any(date => HoursOn(calendar, date).Any(interval =>
        {
            var opening = date.ToDateTime(interval.From);
            var closing = date.AddDays(interval.NextDay ? 1 : 0).ToDateTime(interval.To);
            return reached >= opening && shownLater < closing;
        }));

    private static IReadOnlyList<OpenInterval> HoursOn(BusinessCalendar calendar, DateOnly date)
    {
        if (calendar.SpecialDays.TryGetValue(date, out var special))
            return special;
        return calendar.Holidays.Contains(date) || !calendar.Week.TryGetValue(date.DayOfWeek, out var hours) ? [] : hours;
    }
}
