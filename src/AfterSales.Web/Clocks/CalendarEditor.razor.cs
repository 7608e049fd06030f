using System.Globalization;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Clocks;

/// <summary>Edits one business calendar: the week, closed dates, and dates with hours of their own.</summary>
public sealed partial class CalendarEditor(Texts texts)
{
    private static int _last;
    private readonly string _id = $"calendar-{Interlocked.Increment(ref _last)}";
    private DateOnly? _holiday;
    private DateOnly? _special;

    [Parameter, EditorRequired] public CalendarForm Calendar { get; set; } = null!;
    [Parameter, EditorRequired] public int Index { get; set; }
    [Parameter, EditorRequired] public EventCallback Removed { get; set; }

    /// <summary>The rules show the new name.</summary>
    [Parameter, EditorRequired] public EventCallback Renamed { get; set; }

    private Texts T => texts;

    /// <summary>Where the check of the policy finds this calendar.</summary>
    private string Path => $"calendars.{Calendar.Name.Trim()}";

    private string Said(DateOnly date) => date.ToString(texts["Shared.DateFormat"], texts.Culture);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void AddHoliday()
    {
        if (_holiday is { } date) Calendar.AddHoliday(date);
        _holiday = null;
    }

    private void AddSpecialDay()
    {
        if (_special is { } date) Calendar.AddSpecialDay(date);
        _special = null;
    }
}
