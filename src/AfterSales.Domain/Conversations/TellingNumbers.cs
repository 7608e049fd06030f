using System.Text.RegularExpressions;

namespace AfterSales.Domain.Conversations;

/// <summary>
/// The numbers in a text that may say something about somebody: mobile phones, and references, which are what looks like an
/// order number or a waybill. Whose they are is for the store's orders to say.
/// </summary>
public sealed partial record TellingNumbers(IReadOnlyList<string> Phones, IReadOnlyList<string> References)
{
    /// <summary>Looked up at most of each; nobody writes more by hand.</summary>
    public const int Most = 40;

    public static readonly TellingNumbers None = new([], []);

    public bool Nothing => Phones.Count + References.Count == 0;

    public static TellingNumbers In(string text)
    {
        if (!text.Any(IsDigit)) return None;
        var plain = string.Create(text.Length, text, (to, from) =>
        {
            for (var i = 0; i < from.Length; i++) to[i] = Narrow(from[i]);
        });
        var phones = Phone().Matches(plain).Select(m => string.Concat(m.Groups["number"].Value.Where(char.IsAsciiDigit))).Distinct().Take(Most).ToArray();
        var references = Reference().Matches(plain).Select(m => m.Value.ToUpperInvariant()).Where(r => !phones.Contains(r)).Distinct().Take(Most).ToArray();
        return phones.Length + references.Length == 0 ? None : new(phones, references);
    }

    private static bool IsDigit(char c) => char.IsAsciiDigit(Narrow(c));

    // Chinese keyboards type full-width digits, letters and signs just as well.
    private static char Narrow(char c) => c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : c == '\u3000' ? ' ' : c;

    [GeneratedRegex(@"(?<![0-9A-Za-z])(?:(?:\+|00)?86[ -]?)?(?<number>1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4})(?![0-9A-Za-z])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Phone();

    [GeneratedRegex("(?<![0-9A-Za-z])[A-Za-z]{0,4}[0-9]{8,24}(?![0-9A-Za-z])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
