using System.Globalization;
using System.Text.RegularExpressions;

namespace AfterSales.Domain.Orders;

/// <summary>What the pieces of an order line weigh, where the store's export says so.</summary>
public static partial class LineWeight
{
    /// <summary>In kg, of all pieces of the line; null where no column tells. Without a unit, up to 20 it is kg and over it grams.</summary>
    public static decimal? Of(IReadOnlyDictionary<string, string> columns, int? quantity)
    {
        foreach (var (name, text) in columns)
        {
            if (!Column().IsMatch(name) || Amount().Match(text) is not { Success: true } amount) continue;
            if (!decimal.TryParse(amount.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number is <= 0 or > 1_000_000) continue;
            var unit = $"{amount.Groups["unit"].Value}{name}".ToUpperInvariant();
            var isKg = unit.Contains("KG", StringComparison.Ordinal) || unit.Contains("千克", StringComparison.Ordinal) || unit.Contains("公斤", StringComparison.Ordinal);
            var isGrams = !isKg && (unit.Contains('克', StringComparison.Ordinal) || unit.Contains('G', StringComparison.Ordinal) || number > 20);
            return (isGrams ? number / 1000 : number) * Math.Max(1, quantity ?? 1);
        }
        return null;
    }

    // 商品重量, 重量(kg), 单件重量（克）; not 运费 by weight, nor the weight of the whole parcel.
    [GeneratedRegex(@"^(商品|宝贝|单品|单件)?(净|毛)?重量?\s*([(（][^)）]*[)）])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Column();

    [GeneratedRegex(@"^\s*(?<number>[0-9]+(\.[0-9]+)?)\s*(?<unit>kg|g|千克|公斤|克)?\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Amount();
}
