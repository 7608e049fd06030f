using AfterSales.Domain.Insights;
using AfterSales.Web.Insights;
using AfterSales.Web.Ledger;

namespace AfterSales.Web.People;

/// <summary>Addresses of people's numbers.</summary>
public static class NumbersAddress
{
    public const string Team = "/people/numbers";

    /// <summary>The word in an address that asks for months instead of days.</summary>
    public const string ByMonths = "months";

    public static string TeamOf(ReportRange range) => $"{Team}?{RangeChoice.DaysOf(range)}";

    /// <summary>One person's days of a month, or their months up to it.</summary>
    public static string Of(Guid person, DateOnly month, bool byMonth = false) => $"/people/{person}/numbers?month={Months.Text(month)}{(byMonth ? $"&by={ByMonths}" : "")}";

    public static string TeamFile(ReportRange range, string kind) => $"{Team}.{kind}?{RangeChoice.DaysOf(range)}";

    public static string FileOf(Guid person, DateOnly month, bool byMonth, string kind) => $"/people/{person}/numbers.{kind}?month={Months.Text(month)}{(byMonth ? $"&by={ByMonths}" : "")}";

    /// <summary>The days that such a page shows: a month, or the twelve that end with it.</summary>
    public static ReportRange RangeOf(DateOnly month, bool byMonth) => new(byMonth ? month.AddMonths(-11) : month, month.AddMonths(1).AddDays(-1));
}
