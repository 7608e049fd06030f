using System.Globalization;

namespace AfterSales.Domain.Importing;

/// <summary>
/// Dates as exports, Excel and chat windows write them, in the store's zone, to UTC. Written by hand because a list of
/// exact formats is long, slow, and still misses one.
/// </summary>
public static class CellDates
{
    private const int FirstYear = 1990;
    private const int LastYear = 2100;

    /// <summary>`2017-07-08 00:42:32`, `2016/5/23 22:02`, `2026年3月1日 9时5分`, `20260301`, `20260301090511`, Excel serials, ISO with offset.</summary>
    public static CellValue<DateTimeOffset> Read(string cell, TimeZoneInfo zone)
    {
        if (cell.Length == 0 || cell.StartsWith("0000-00-00", StringComparison.Ordinal)) return default;

        var text = CellText.Narrow(cell).AsSpan();
        if (!TryWritten(text, out var local, out var offset) && !TryCompact(text, out local) && !TrySerial(text, out local))
            return CellValue.Problem<DateTimeOffset>(ProblemCodes.DateUnreadable);

        // An hour that a clock change skips or repeats gets the standard offset: an export cannot tell us more.
        return CellValue.Of(new DateTimeOffset(local, offset ?? zone.GetUtcOffset(local)).ToUniversalTime());
    }

    private static bool TryCompact(ReadOnlySpan<char> text, out DateTime local)
    {
        local = default;
        if (text.Length is not (8 or 14) || text.ContainsAnyExceptInRange('0', '9')) return false;

        var clock = text.Length == 14 ? text[8..] : "000000";
        return TryBuild(Digits(text[..4]), Digits(text[4..6]), Digits(text[6..8]), Digits(clock[..2]), Digits(clock[2..4]), Digits(clock[4..]), out local);
    }

    private static bool TrySerial(ReadOnlySpan<char> text, out DateTime local)
    {
        local = default;
        if (text.Length < 5 || !CellText.IsPlainNumber(text)) return false;
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days)) return false;

        // 1990 to 2100: a smaller or larger number is no date.
        if (days is < 32874 or > 73415) return false;
        local = DateTime.FromOADate(Math.Round(days * 86400) / 86400);
        local = new DateTime((local.Ticks + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);
        return true;
    }

    private static bool TryWritten(ReadOnlySpan<char> text, out DateTime local, out TimeSpan? offset)
    {
        local = default;
        offset = null;
        int hour = 0, minute = 0, second = 0;
        var scan = new DateScanner(text);

        if (!scan.Number(4, out var year) || !scan.One("-/.年") || !scan.Number(2, out var month) || !scan.One("-/.月") || !scan.Number(2, out var day)) return false;
        scan.One("日号");
        if (scan.Spaces() && !scan.AtEnd)
        {
            if (!scan.Number(2, out hour) || !scan.One(":时点") || !scan.Number(2, out minute)) return false;
            if (scan.One(":分") && !scan.AtEnd && !scan.Number(2, out second)) return false;
            scan.One("秒");
            scan.Fraction();
            scan.Spaces();
            if (!scan.Offset(out offset)) return false;
        }

        return scan.AtEnd && TryBuild(year, month, day, hour, minute, second, out local);
    }

    private static int Digits(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool TryBuild(int year, int month, int day, int hour, int minute, int second, out DateTime local)
    {
        local = default;
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59) return false;
        local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        return true;
    }
}
