using System.Globalization;

namespace AfterSales.Domain.Importing;

/// <summary>Money, counts and ids, as they stand in a cleaned cell.</summary>
public static class CellNumbers
{
    // Above any order, below what the database column holds: a slipped column must not sink the batch it is in.
    private const decimal LargestAmount = 99_999_999.99m;
    private const int LargestQuantity = 100_000;
    internal const int LongestId = 64;

    /// <summary>`¥1,234.00`, `0元`, `无退款申请` (no amount). Negative amounts are refused.</summary>
    public static CellValue<decimal> Amount(string text)
    {
        if (text.Length == 0 || text.StartsWith('无') || text.StartsWith("没有", StringComparison.Ordinal)) return default;

        Span<char> digits = stackalloc char[32];
        var length = 0;
        foreach (var c in CellText.Narrow(text))
        {
            if (c is '元' or '¥' or '￥' or ',' || CellText.IsBlank(c)) continue;
            if (length == digits.Length) return CellValue.Problem<decimal>(ProblemCodes.AmountUnreadable);
            digits[length++] = c;
        }

        if (!decimal.TryParse(digits[..length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowParentheses, CultureInfo.InvariantCulture, out var amount)
            || Math.Abs(amount) > LargestAmount)
            return CellValue.Problem<decimal>(ProblemCodes.AmountUnreadable);

        return amount < 0
            ? CellValue.Problem<decimal>(ProblemCodes.AmountNegative)
            : CellValue.Of(Math.Round(amount, 2, MidpointRounding.AwayFromZero));
    }

    /// <summary>`2`, `2.00` (a number cell) or `2件`.</summary>
    public static CellValue<int> Quantity(string text)
    {
        if (text.Length == 0) return default;

        var digits = CellText.Narrow(text).TrimEnd('件');
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            && count == decimal.Truncate(count) && count is >= 0 and <= LargestQuantity
            ? CellValue.Of((int)count)
            : CellValue.Problem<int>(ProblemCodes.QuantityUnreadable);
    }

    /// <summary>What is wrong with an id, or null. Ids stay strings end to end: they are longer than a double is exact.</summary>
    public static string? ProblemOfId(string id)
    {
        if (CellText.IsScientific(id)) return ProblemCodes.IdScientific;
        if (id.Length > LongestId) return ProblemCodes.IdUnreadable;
        foreach (var c in id)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or '/')) return ProblemCodes.IdUnreadable;
        return null;
    }
}
