using System.Globalization;
using AfterSales.Domain.People;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People;

/// <summary>The hours of a shift while somebody types them: as the browser writes times, which the framework would take with seconds only.</summary>
public sealed class HoursForm(ShiftHours hours)
{
    public HoursForm() : this(new(new(9, 0), new(18, 0))) { }

    public string From { get; set; } = Text(hours.From);
    public string Until { get; set; } = Text(hours.Until);
    public string Name { get; set; } = hours.Name;

    public ShiftHours Hours => new(Time(From), Time(Until), Name.Trim());

    /// <summary>09:00.</summary>
    public static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What a field of type time holds after a change.</summary>
    public static string Typed(ChangeEventArgs change) => change.Value as string ?? "";

    /// <summary>The field is required: a browser sends nothing else than a time.</summary>
    public static TimeOnly Time(string text) => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : TimeOnly.MinValue;
}
