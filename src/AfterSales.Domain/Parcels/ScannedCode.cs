using System.Text;
using System.Text.RegularExpressions;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Parcels;

/// <summary>
/// What a scanner sent, or a person typed, as the number it stands for: a waybill, an order number or a case number. Scanners put the symbology in front (<c>]C1</c>),
/// labels a word (<c>No:</c>), GS1 codes an application identifier (<c>(00)</c>), and two-dimensional codes an address; letters come small or full-width.
/// </summary>
public static partial class ScannedCode
{
    public const int Shortest = 4;
    public const int Longest = 64;

    /// <summary>The number, in capitals and without spaces; null where there is none in it.</summary>
    public static string? Parse(string? scanned)
    {
        // Full-width letters, digits and colons of a Chinese keyboard become plain ones.
        var text = PlainText.Storable(scanned ?? "").Normalize(NormalizationForm.FormKC).Trim();
        var isGs1 = text.StartsWith("]C1", StringComparison.Ordinal) || text.StartsWith("]d2", StringComparison.Ordinal) || text.StartsWith("]Q3", StringComparison.Ordinal);
        text = Symbology().Replace(text, "");
        if (Address().IsMatch(text)) text = LongestNumber(text);
        // The order counts: a label may stand before an identifier, never within it.
        text = Label().Replace(text, "");
        text = Identifier().Replace(text, "");
        if (isGs1) text = BareIdentifier().Replace(text, "");
        text = new string([.. text.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c))]).ToUpperInvariant();
        return text.Length is >= Shortest and <= Longest && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_') ? text : null;
    }

    // Of an address, what looks most like a waybill.
    private static string LongestNumber(string text) => Number().Matches(text).Select(match => match.Value).MaxBy(number => number.Length) ?? text;

    [GeneratedRegex(@"^\][A-Za-z][0-9A-Za-z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Symbology();

    [GeneratedRegex("^https?://", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    [GeneratedRegex("[A-Za-z]{0,4}[0-9]{8,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    // A word and its colon, or "No." without one.
    [GeneratedRegex(@"^(?:\p{L}[\p{L} .]{0,15}:\s*|no\.\s*)+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Label();

    // SSCC, order number, consignment, shipment.
    [GeneratedRegex(@"^\((?:00|400|401|402)\)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^(?:00(?=[0-9]{18}$)|400|401|402(?=[0-9]{17}$))", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BareIdentifier();
}
