using AfterSales.Domain.Insights;
using AfterSales.Web.Ledger;

namespace AfterSales.Web.Insights;

/// <summary>Ranges that people ask for by name.</summary>
public enum RangeName
{
    Today,
    Week,
    Month,
    ThisMonth,
    Custom,
}

/// <summary>The days that a report shows, as they stand in its address. What the address does not say, or says wrongly, is the last seven days.</summary>
public sealed record RangeChoice(RangeName Name, ReportRange Range)
{
    /// <summary>Ranges that one click chooses.</summary>
    public static IReadOnlyList<RangeName> Presets { get; } = [RangeName.Today, RangeName.Week, RangeName.Month, RangeName.ThisMonth];

    public static RangeChoice Of(string? name, string? from, string? to, DateOnly today)
    {
        if (ReportAddress.Days(from, to) is { } days) return new(RangeName.Custom, days);
        return Of(Enum.TryParse<RangeName>(name, ignoreCase: true, out var known) && Presets.Contains(known) ? known : RangeName.Week, today);
    }

    public static RangeChoice Of(RangeName name, DateOnly today) => new(name, name switch
    {
        RangeName.Today => new(today, today),
        RangeName.Month => new(today.AddDays(-29), today),
        RangeName.ThisMonth => new(new(today.Year, today.Month, 1), today),
        _ => new(today.AddDays(-6), today),
    });

    /// <summary>The part of an address that says these days: what is opened from a report is of them, whenever it is opened again.</summary>
    public static string DaysOf(ReportRange range) => $"from={Months.DayText(range.First)}&to={Months.DayText(range.Last)}";
}
