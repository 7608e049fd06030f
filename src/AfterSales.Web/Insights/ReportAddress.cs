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

    /// <summary>The dashboard, or one of its sections, of the same days and stores.</summary>
    public static string Of(string page, ReportRange range, ReportStores? stores) => $"{page}?{RangeChoice.DaysOf(range)}{StoreChoice.Part(stores?.Named)}";

    public static string Section(string name) => $"{Dashboard}/{name}";

    /// <summary>The cases behind a number of a report.</summary>
    public static string Behind(Dashboard report, string measure, Cut cut = Cut.All, string key = "", bool onlyLate = false, int? over = null, int? upTo = null, bool onlyInTime = false) =>
        Behind(new(report.Now.Range, measure, cut, key, onlyLate, over, upTo, onlyInTime), report.Stores);

    /// <summary>The cases behind a number of the store that one sits in.</summary>
    public static string Behind(Behind behind) => $"{Cases}?{BehindQuery(behind)}";

    public static string Behind(Behind behind, ReportStores stores) => $"{Cases}?{BehindQuery(behind)}{StoreChoice.Part(stores.Named)}";

    /// <summary>A table of the dashboard, or of a section, as a file.</summary>
    public static string Table(Dashboard report, string table, string kind, string? section = null) => $"{(section is null ? Dashboard : Section(section))}/{table}.{kind}?{RangeChoice.DaysOf(report.Now.Range)}{StoreChoice.Part(report.Stores.Named)}";

    /// <summary>The cases behind a number as a file.</summary>
    public static string BehindFile(Behind behind, ReportStores stores) => $"{Cases}.csv?{BehindQuery(behind)}{StoreChoice.Part(stores.Named)}";

    /// <summary>What an address asks for; null where it is none.</summary>
    public static Behind? BehindOf(BehindParts parts)
    {
        if (parts.Of is null || Measures.Read(parts.Of) is null || Days(parts.From, parts.To) is not { } range) return null;
        var cut = Cut.All;
        if (parts.Cut is not null && !(Enum.TryParse(parts.Cut, out cut) && Enum.IsDefined(cut))) return null;
        return new(range, parts.Of, cut, parts.Key ?? "", parts.Late == "1", Seconds(parts.Over), Seconds(parts.UpTo), parts.Late == "0");
    }

    /// <summary>Two days that an address names; null where they are none, or too far apart.</summary>
    public static ReportRange? Days(string? from, string? to) =>
        Months.Day(from) is { } first && Months.Day(to) is { } last && last >= first && last.DayNumber - first.DayNumber < ReportRange.MostDays ? new(first, last) : null;

    private static string BehindQuery(Behind behind) =>
        $"of={Uri.EscapeDataString(behind.Measure)}{(behind.Cut == Cut.All ? "" : $"&cut={behind.Cut}&key={Uri.EscapeDataString(behind.Key)}")}{(behind.OnlyLate ? "&late=1" : behind.OnlyInTime ? "&late=0" : "")}"
        + $"{(behind.OverSeconds is { } over ? $"&over={over}" : "")}{(behind.UpToSeconds is { } upTo ? $"&upto={upTo}" : "")}&{RangeChoice.DaysOf(behind.Range)}";

    private static int? Seconds(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}

/// <summary>The parts of an address that name a number, as they stand there.</summary>
public readonly record struct BehindParts(string? Of, string? Cut, string? Key, string? Late, string? Over, string? UpTo, string? From, string? To);
