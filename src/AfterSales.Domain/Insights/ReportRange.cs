namespace AfterSales.Domain.Insights;

/// <summary>Days of a store that a report is about, the first and the last among them.</summary>
public readonly record struct ReportRange
{
    /// <summary>No report goes further back than from here.</summary>
    public const int MostDays = 3_700;

    public ReportRange(DateOnly first, DateOnly last)
    {
        if (last < first) throw new ArgumentException($"A range from {first} ends before it begins, on {last}.", nameof(last));
        (First, Last) = (first, last);
    }

    public DateOnly First { get; }
    public DateOnly Last { get; }
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>As many days right before it. Of whole months: as many months, so that a month is set against the month before.</summary>
    public ReportRange Before()
    {
        if (First.Day != 1 || Last.AddDays(1).Day != 1) return new(First.AddDays(-Days), First.AddDays(-1));
        var months = (Last.Year - First.Year) * 12 + Last.Month - First.Month + 1;
        return new(First.AddMonths(-months), First.AddDays(-1));
    }

    /// <summary>The whole months within it and the days before and after them: what has to be added up, in as few rows as there are.</summary>
    public IReadOnlyList<RangePart> Parts()
    {
        var firstMonth = First.Day == 1 ? First : MonthOf(First).AddMonths(1);
        // The first day that no whole month covers any more.
        var rest = MonthOf(Last.AddDays(1));
        if (firstMonth >= rest) return [new(RollUpSpan.Day, First, Last)];
        var parts = new List<RangePart>();
        if (First < firstMonth) parts.Add(new(RollUpSpan.Day, First, firstMonth.AddDays(-1)));
        parts.Add(new(RollUpSpan.Month, firstMonth, rest.AddDays(-1)));
        if (rest <= Last) parts.Add(new(RollUpSpan.Day, rest, Last));
        return parts;
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}

/// <summary>Roll-ups of one span that start from the first to the last day.</summary>
public readonly record struct RangePart(RollUpSpan Span, DateOnly First, DateOnly Last);
