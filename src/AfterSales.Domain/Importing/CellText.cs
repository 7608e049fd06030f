using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Importing;

/// <summary>Takes off what exports and Excel wrap around a value, without touching the value.</summary>
public static class CellText
{
    private static readonly string[] NullWords = ["null", "NULL", "Null", "-", "--", "—", "\\N"];

    public static string Clean(string cell)
    {
        var text = Trim(cell);
        if (text.Length == 0 || PlainText.IsBlank(cell)) return "";

        // ="123": a formula, so that Excel does not turn the number into 1.2E+18.
        if (text is ['=', '"', ..])
        {
            text = text[2..];
            text = Trim(text is [.., '"'] ? text[..^1] : text);
        }

        // '139…: the mark by which Excel keeps digits as text.
        if (text is ['\'', ..]) text = Trim(text[1..]);

        foreach (var word in NullWords)
            if (text.SequenceEqual(word)) return "";

        return PlainText.Storable(text.Length == cell.Length ? cell : text.ToString());
    }

    /// <summary>Full-width digits and marks as their plain ones: for numbers, ids and dates, never for free text.</summary>
    public static string Narrow(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uFF01', '\uFF5E') < 0
            ? text
            : string.Create(text.Length, text, static (to, from) =>
            {
                for (var i = 0; i < to.Length; i++)
                    to[i] = from[i] is >= '\uFF01' and <= '\uFF5E' ? (char)(from[i] - 0xFEE0) : from[i];
            });

    /// <summary>1.00100E+18: what Excel makes of a long number. Its last digits are gone for good.</summary>
    public static bool IsScientific(ReadOnlySpan<char> text)
    {
        var e = text.IndexOfAny('e', 'E');
        if (e <= 0 || e == text.Length - 1) return false;

        var exponent = text[(e + 1)..];
        if (exponent[0] == '+') exponent = exponent[1..];
        return exponent.Length is > 0 and <= 3
            && !exponent.ContainsAnyExceptInRange('0', '9')
            && char.IsAsciiDigit(text[0])
            && IsPlainNumber(text[..e]);
    }

    internal static bool IsPlainNumber(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiDigit(c) && c != '.') return false;
        return true;
    }

    internal static bool IsBlank(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || c is '\uFEFF' or '\u200B' or '\u200E' or '\u200F';

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        while (text.Length > 0 && IsBlank(text[0])) text = text[1..];
        while (text.Length > 0 && IsBlank(text[^1])) text = text[..^1];
        return text;
    }
}
