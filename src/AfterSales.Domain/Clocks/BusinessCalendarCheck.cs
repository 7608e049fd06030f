namespace AfterSales.Domain.Clocks;

/// <summary>Finds everything that is wrong with a calendar before it is saved.</summary>
public static class BusinessCalendarCheck
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Ten years of days: every clock that starts walks past them.</summary>
    private const int MostDates = 3_660;

    public static IReadOnlyList<ClockProblem> Problems(this BusinessCalendar calendar) =>
    [
        .. ZoneProblems(calendar),
        .. calendar.Week.SelectMany(day => IntervalProblems(day.Value, $"week.{day.Key}")),
        .. calendar.SpecialDays.SelectMany(day => DayProblems(day.Value, $"specialDays.{day.Key:yyyy-MM-dd}")),
        .. WeekProblems(calendar),
        .. DateProblems(calendar),
    ];

    private static IEnumerable<ClockProblem> ZoneProblems(BusinessCalendar calendar)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(calendar.TimeZoneId, out _))
            yield return new ClockProblem("calendar.zone_unknown", "timeZoneId", calendar.TimeZoneId);
    }

    private static IEnumerable<ClockProblem> DateProblems(BusinessCalendar calendar)
    {
        if (calendar.Holidays.Count + calendar.SpecialDays.Count > MostDates)
            yield return new ClockProblem("calendar.too_many_dates", "week", MostDates);
    }

    private static IEnumerable<ClockProblem> DayProblems(IReadOnlyList<OpenInterval> hours, string path) =>
        IntervalProblems(hours, path).Concat(Overlaps([.. hours.Select((interval, i) => Placed.At(TimeSpan.Zero, interval, $"{path}[{i}]"))]));

    private static IEnumerable<ClockProblem> IntervalProblems(IReadOnlyList<OpenInterval> hours, string path) =>
        hours.Select((interval, i) => (Code: CodeFor(interval), Path: $"{path}[{i}]"))
            .Where(found => found.Code is not null)
            .Select(found => new ClockProblem(found.Code!, found.Path));

    private static string? CodeFor(OpenInterval interval) => interval.Length switch
    {
        var length when length == TimeSpan.Zero => "calendar.interval_empty",
        var length when length < TimeSpan.Zero => "calendar.interval_reversed",
        var length when length > Day => "calendar.interval_too_long",
        _ => null,
    };

    private static IEnumerable<ClockProblem> WeekProblems(BusinessCalendar calendar)
    {
        if (!calendar.OpensEveryWeek)
            return [new ClockProblem("calendar.week_empty", "week")];

        var week = Enum.GetValues<DayOfWeek>()
            .SelectMany(day => calendar.HoursOn(day).Select((interval, i) => Placed.At(Day * (int)day, interval, $"week.{day}[{i}]")))
            .ToList();
        // The first day comes round again after the last, so a Saturday night meets Sunday morning.
        var again = week.Where(placed => placed.From < Day).Select(placed => placed.Later(Day * 7)).ToList();
        return Overlaps([.. week, .. again]).DistinctBy(problem => problem.Path);
    }

    private static IEnumerable<ClockProblem> Overlaps(IReadOnlyList<Placed> intervals)
    {
        var ordered = intervals.Where(placed => placed.From < placed.Until).OrderBy(placed => placed.From).ToList();
        return ordered.Zip(ordered.Skip(1))
            .Where(pair => pair.Second.From < pair.First.Until)
            .Select(pair => new ClockProblem("calendar.intervals_overlap", pair.Second.Path, pair.First.Path));
    }

    /// <summary>An interval on the axis of a week.</summary>
    private sealed record Placed(TimeSpan From, TimeSpan Until, string Path)
    {
        public static Placed At(TimeSpan day, OpenInterval interval, string path) =>
            new(day + interval.From.ToTimeSpan(), day + interval.End, path);

        public Placed Later(TimeSpan by) => this with { From = From + by, Until = Until + by };
    }
}
