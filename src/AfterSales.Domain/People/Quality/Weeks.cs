namespace AfterSales.Domain.People.Quality;

/// <summary>Weeks begin on Monday and are called by it.</summary>
public static class Weeks
{
    public const int Days = 7;

    public static DateOnly Of(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + Days - 1) % Days));

    /// <summary>Those that have ended and are to be drawn, the earliest first: since the last one, as far back as still tells something; of a store where none was drawn, the last that ended.</summary>
    public static IReadOnlyList<DateOnly> Due(DateOnly today, DateOnly? last, int most)
    {
        var ended = Of(today).AddDays(-Days);
        var first = last?.AddDays(Days) ?? ended;
        var earliest = ended.AddDays(-Days * (most - 1));
        if (first < earliest) first = earliest;
        return first > ended ? [] : [.. Enumerable.Range(0, ((ended.DayNumber - first.DayNumber) / Days) + 1).Select(week => first.AddDays(week * Days))];
    }
}
