using System.Globalization;
using System.Text.RegularExpressions;

namespace AfterSales.Web.Playbooks;

/// <summary>A number as somebody types or copies it: 12, 12.5, ¥12.50, ¥1,290.00.</summary>
public static partial class TypedNumber
{
    /// <summary>The number; null when it is none. Commas count only between groups of three: 12,5 is a slip, not 125.</summary>
    public static decimal? Read(string typed)
    {
        var written = typed.Trim().TrimStart('¥', '￥').TrimStart();
        if (Grouped().IsMatch(written)) written = written.Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    [GeneratedRegex(@"^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Grouped();
}
