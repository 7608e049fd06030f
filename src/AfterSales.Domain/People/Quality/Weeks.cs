namespace AfterSales.Domain.People.Quality;

/// <summary>Weeks begin on Monday and are called by it.</summary>
public static class Weeks
{
    public const int Days = 7;

    public static DateOnly Of(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + Days - 1) % Days));

    /// <summary>Those that have ended and are to be drawn, the earliest first: since the last one, as far back as still tells something; of a store where none was drawn, the last that ended.</summary>
    /// <param name="today">By the store's wall clock.</param>
    /// <param name="last">That was drawn.</param>
    /// <param name="most">So many at once.</param>
    /// <param name="since">When the store came: of weeks before there was one, nothing is drawn.</param>
    public static IReadOnlyList<DateOnly> Due(DateOnly today, DateOnly? last, int most, DateOnly since = default)
    {
        var ended = Of(today).AddDays(-Days);
        var first = last?.AddDays(Days) ?? ended;
        var earliest = ended.AddDays(-Days * (most - 1));
        if (first < earliest) first = earliest;
        if (since > first.AddDays(Days - 1)) first = Of(since);
        return first > ended ? [] : [.. Enumerable.Range(0, ((ended.DayNumber - first.DayNumber) / Days) + 1).Select(week => first.AddDays(week * Days))];
    }
}
