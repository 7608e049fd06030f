using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Web.Shared;

namespace AfterSales.Web.People;

/// <summary>Shifts as people read them.</summary>
internal static class ShiftWords
{
    /// <summary>周一.</summary>
    public static string Weekday(this Texts texts, DateOnly day) => day.ToString("ddd", texts.Culture);

    /// <summary>周一 11-23.</summary>
    public static string Day(this Texts texts, DateOnly day) => $"{texts.Weekday(day)} {day:MM-dd}";

    /// <summary>09:00–17:00; 17:00–次日 01:00.</summary>
    public static string Times(this Texts texts, ShiftHours hours) => hours.EndsNextDay && hours.Until != TimeOnly.MinValue ? texts["Shifts.UntilNextDay", $"{hours.From:HH:mm}", $"{hours.Until:HH:mm}"] : $"{hours.From:HH:mm}–{(hours.EndsNextDay ? "24:00" : $"{hours.Until:HH:mm}")}";

    /// <summary>早班 09:00–17:00.</summary>
    public static string Shift(this Texts texts, ShiftHours hours) => $"{hours.Name} {texts.Times(hours)}".Trim();

    public static string NameOf(this PlannedDays days, Guid person) => days.People.FirstOrDefault(p => p.Id == person).Name ?? "";

    public static IReadOnlyList<ShiftLine> Of(this PlannedDays days, Guid person, DateOnly day) => [.. days.Shifts.Where(s => s.PersonId == person && s.Day == day)];

    /// <summary>Granted, asked for, or null where there is none on that day.</summary>
    public static bool? LeaveOn(this PlannedDays days, Guid person, DateOnly day, Formats formats)
    {
        var (from, until) = (formats.At(day, TimeOnly.MinValue), formats.At(day.AddDays(1), TimeOnly.MinValue));
        var there = days.Leaves.Where(l => l.PersonId == person && l.StartsAt < until && from < l.EndsAt).ToList();
        return there.Count == 0 ? null : there.Exists(l => l.IsGranted);
    }
}
