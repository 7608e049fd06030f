using System.Globalization;
using AfterSales.Application.Insights;
using AfterSales.Domain.Insights;
using AfterSales.Web.Ledger;

namespace AfterSales.Web.Insights;

/// <summary>Addresses of reports: what somebody sees can be sent to somebody else.</summary>
public static class ReportAddress
{
    public const string Dashboard = "/dashboard";
    public const string Cases = "/dashboard/cases";

    /// <summary>The cases behind a number.</summary>
    public static string Behind(ReportRange range, string measure, Cut cut = Cut.All, string key = "", bool onlyLate = false, int? over = null) =>
        $"{Cases}?{BehindQuery(new(range, measure, cut, key, onlyLate, over))}";

    /// <summary>A table of the dashboard as a file.</summary>
    public static string Table(ReportRange range, string table, string kind) => $"{Dashboard}/{table}.{kind}?{RangeChoice.DaysOf(range)}";

    /// <summary>The cases behind a number as a file.</summary>
    public static string BehindFile(Behind behind) => $"{Cases}.csv?{BehindQuery(behind)}";

    /// <summary>What an address asks for; null where it is none.</summary>
    public static Behind? BehindOf(string? measure, string? cut, string? key, string? late, string? over, string? from, string? to) =>
        measure is not null && Measures.Read(measure) is not null && Months.Day(from) is { } first && Months.Day(to) is { } last && last >= first && last.DayNumber - first.DayNumber < ReportRange.MostDays
        && (cut is null || (Enum.TryParse<Cut>(cut, out var known) && Enum.IsDefined(known)))
            ? new(new(first, last), measure, cut is null ? Cut.All : Enum.Parse<Cut>(cut), key ?? "", late == "1", int.TryParse(over, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null)
            : null;

    private static string BehindQuery(Behind behind) =>
        $"of={Uri.EscapeDataString(behind.Measure)}{(behind.Cut == Cut.All ? "" : $"&cut={behind.Cut}&key={Uri.EscapeDataString(behind.Key)}")}{(behind.OnlyLate ? "&late=1" : "")}{(behind.OverSeconds is { } over ? $"&over={over}" : "")}&{RangeChoice.DaysOf(behind.Range)}";
}
