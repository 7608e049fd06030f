using AfterSales.Domain.Clocks;

namespace AfterSales.Web.Clocks;

/// <summary>Opening hours as a form edits them; an end at or before the start is on the next day.</summary>
public sealed class HoursForm
{
    public TimeOnly From { get; set; } = new(9, 0);

    public TimeOnly To { get; set; } = new(18, 0);

    public bool EndsNextDay => To <= From;

    public OpenInterval ToInterval() => new(From, To, EndsNextDay);

    public static HoursForm Of(OpenInterval interval) => new() { From = interval.From, To = interval.To };
}

/// <summary>A date with hours of its own.</summary>
public sealed class SpecialDayForm
{
    public required DateOnly Date { get; init; }

    public List<HoursForm> Hours { get; init; } = [];
}

/// <summary>A business calendar as a form edits it. Rules point to it, so it may be renamed freely.</summary>
public sealed class CalendarForm
{
    /// <summary>A week as Chinese stores see it begins on Monday.</summary>
    public static IReadOnlyList<DayOfWeek> WeekDays { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public string Name { get; set; } = "";

    public string TimeZoneId { get; set; } = "";

    public Dictionary<DayOfWeek, List<HoursForm>> Week { get; } = WeekDays.ToDictionary(day => day, _ => new List<HoursForm>());

    public List<DateOnly> Holidays { get; } = [];

    public List<SpecialDayForm> SpecialDays { get; } = [];

    /// <summary>What a new calendar starts with: nine to six, every day.</summary>
    public static CalendarForm New(string name, string timeZoneId)
    {
        var form = new CalendarForm { Name = name, TimeZoneId = timeZoneId };
        foreach (var hours in form.Week.Values) hours.Add(new());
        return form;
    }

    public static CalendarForm Of(string name, BusinessCalendar calendar)
    {
        var form = new CalendarForm { Name = name, TimeZoneId = calendar.TimeZoneId };
        foreach (var (day, hours) in calendar.Week) form.Week[day].AddRange(hours.Select(HoursForm.Of));
        form.Holidays.AddRange(calendar.Holidays.Order());
        form.SpecialDays.AddRange(calendar.SpecialDays.OrderBy(day => day.Key).Select(day => new SpecialDayForm { Date = day.Key, Hours = [.. day.Value.Select(HoursForm.Of)] }));
        return form;
    }

    /// <summary>Gives every day the hours of Monday.</summary>
    public void CopyMonday()
    {
        var monday = Week[DayOfWeek.Monday];
        foreach (var day in WeekDays.Skip(1))
        {
            Week[day].Clear();
            Week[day].AddRange(monday.Select(hours => new HoursForm { From = hours.From, To = hours.To }));
        }
    }

    public void AddHoliday(DateOnly date)
    {
        if (Holidays.Contains(date)) return;
        Holidays.Add(date);
        Holidays.Sort();
    }

    public void AddSpecialDay(DateOnly date)
    {
        if (SpecialDays.Exists(day => day.Date == date)) return;
        SpecialDays.Add(new() { Date = date, Hours = [new()] });
        SpecialDays.Sort((a, b) => a.Date.CompareTo(b.Date));
    }

    public BusinessCalendar ToCalendar() => new()
    {
        TimeZoneId = TimeZoneId,
        Week = Week.Where(day => day.Value.Count > 0).ToDictionary(day => day.Key, day => Intervals(day.Value)),
        Holidays = [.. Holidays],
        SpecialDays = SpecialDays.ToDictionary(day => day.Date, day => Intervals(day.Hours)),
    };

    private static IReadOnlyList<OpenInterval> Intervals(IEnumerable<HoursForm> hours) => [.. hours.Select(h => h.ToInterval())];
}
