using System.Globalization;

namespace AfterSales.Web.Ledger;

/// <summary>Months and days as they stand in addresses.</summary>
internal static class Months
{
    /// <summary>2026-11; anything else, and what is no month of any store, is the month of <paramref name="today"/>.</summary>
    public static DateOnly Of(string? text, DateOnly today) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && IsOfAStore(month) ? month : new(today.Year, today.Month, 1);

    public static string Text(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && IsOfAStore(day) ? day : null;

    public static string DayText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // With room on either side: there is a month before, and one after.
    private static bool IsOfAStore(DateOnly day) => day.Year is > 2000 and < 3000;
}
