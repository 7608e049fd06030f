namespace AfterSales.Domain.Clocks;

/// <summary>When a store works. A clock without a calendar runs around the clock.</summary>
public sealed record BusinessCalendar
{
    public required string TimeZoneId { get; init; }

    /// <summary>Opening hours by weekday; a weekday that is absent is closed.</summary>
    public IReadOnlyDictionary<DayOfWeek, IReadOnlyList<OpenInterval>> Week { get; init; } =
        new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>>();

    /// <summary>Closed dates.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];

    /// <summary>Dates with hours of their own, such as a worked Saturday (调休). They win over the week and over holidays.</summary>
    public IReadOnlyDictionary<DateOnly, IReadOnlyList<OpenInterval>> SpecialDays { get; init; } =
        new Dictionary<DateOnly, IReadOnlyList<OpenInterval>>();

    /// <summary>The hours that start on this date.</summary>
    public IReadOnlyList<OpenInterval> HoursOn(DateOnly date) =>
        SpecialDays.TryGetValue(date, out var special) ? special
        : Holidays.Contains(date) ? []
        : HoursOn(date.DayOfWeek);

    public bool IsHoliday(DateOnly date) => Holidays.Contains(date) && !SpecialDays.ContainsKey(date);

    public bool Equals(BusinessCalendar? other) =>
        ReferenceEquals(this, other) || (other is not null
            && TimeZoneId == other.TimeZoneId
            && Enum.GetValues<DayOfWeek>().All(day => HoursOn(day).SequenceEqual(other.HoursOn(day)))
            && Holidays.ToHashSet().SetEquals(other.Holidays)
            && SpecialDays.Count == other.SpecialDays.Count
            && SpecialDays.All(day => other.SpecialDays.TryGetValue(day.Key, out var hours) && day.Value.SequenceEqual(hours)));

    public override int GetHashCode() =>
        HashCode.Combine(TimeZoneId, Week.Values.Sum(hours => hours.Count), SpecialDays.Count);

    /// <summary>Whether some weekday has open time. Holidays and special days are finite, so such a calendar always opens again.</summary>
    internal bool OpensEveryWeek => Week.Values.Any(hours => hours.Any(interval => interval.Length > TimeSpan.Zero));

    internal TimeSpan OpenEachWeek => Week.Values.SelectMany(hours => hours)
        .Aggregate(TimeSpan.Zero, (sum, interval) => sum + (interval.Length > TimeSpan.Zero ? interval.Length : TimeSpan.Zero));

    internal IReadOnlyList<OpenInterval> HoursOn(DayOfWeek day) => Week.GetValueOrDefault(day) ?? [];

    /// <summary>The open time from an instant on, in order and without overlaps; endless unless a last instant is given.</summary>
    internal IEnumerable<OpenSpan> OpenSpans(DateTimeOffset from, DateTimeOffset? until = null)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZoneId);
        var last = until is { } end ? zone.DateOf(end) : DateOnly.MaxValue;
        var reached = from.ToUniversalTime();

        // What started yesterday may still be open.
        for (var date = zone.DateOf(from).AddDays(-1); date <= last; date = date.AddDays(1))
        {
            var midnight = date.ToDateTime(TimeOnly.MinValue);
            foreach (var interval in HoursOn(date).OrderBy(interval => interval.From))
            {
                var opening = zone.Opening(midnight + interval.From.ToTimeSpan());
                var closing = zone.Closing(midnight + interval.End);
                if (opening < reached)
                    opening = reached;
                if (closing <= opening)
                    continue;
                yield return new OpenSpan(opening, closing);
                reached = closing;
            }
        }
    }
}

/// <summary>Open time between two instants.</summary>
internal sealed record OpenSpan(DateTimeOffset From, DateTimeOffset Until)
{
    public TimeSpan Length => Until - From;
}
