using System.Globalization;
using AfterSales.Domain.Clocks;

namespace AfterSales.Domain.Tests.Clocks;

/// <summary>Short ways to write times and calendars in tables.</summary>
internal static class Times
{
    public const string Shanghai = "Asia/Shanghai";
    public const string Berlin = "Europe/Berlin";
    public const string NewYork = "America/New_York";

    /// <summary>A moment such as "2026-03-02 09:00 +08:00".</summary>
    public static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUniversalTime();

    public static TimeSpan Span(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    public static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Hours such as "09:00-12:00 13:00-18:00", "18:00-02:00" or "00:00-24:00"; empty for closed.</summary>
    public static IReadOnlyList<OpenInterval> Hours(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Interval)];

    public static BusinessCalendar Weekdays(string zone, string hours) => Calendar(zone, hours, "", "");

    public static BusinessCalendar EveryDay(string zone, string hours) => Calendar(zone, hours, hours, hours);

    public static BusinessCalendar Calendar(string zone, string weekday, string saturday, string sunday) => new()
    {
        TimeZoneId = zone,
        Week = Enum.GetValues<DayOfWeek>().ToDictionary(day => day, day => Hours(day switch
        {
            DayOfWeek.Saturday => saturday,
            DayOfWeek.Sunday => sunday,
            _ => weekday,
        })),
    };

    private static OpenInterval Interval(string text)
    {
        var parts = text.Split('-');
        var from = TimeOnly.Parse(parts[0], CultureInfo.InvariantCulture);
        var to = parts[1] == "24:00" ? TimeOnly.MinValue : TimeOnly.Parse(parts[1], CultureInfo.InvariantCulture);
        return new OpenInterval(from, to, NextDay: to <= from);
    }
}
