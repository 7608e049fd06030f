using System.Text.RegularExpressions;

namespace AfterSales.Domain.Parcels;

/// <summary>What the words on and in a parcel tell of whose it may be.</summary>
/// <param name="PhoneTail">The last four digits of the sender's phone number; null where none is written.</param>
/// <param name="Nicks">What may be a nick of the platform.</param>
/// <param name="Styles">What may be a style code: letters and digits together, in capitals.</param>
public sealed partial record ParcelClues(string? PhoneTail, IReadOnlyList<string> Nicks, IReadOnlyList<string> Styles)
{
    /// <summary>More words than this are a letter, not a label.</summary>
    private const int Most = 10;

    public static ParcelClues Of(string? sender, string? contents)
    {
        string[] words = [.. Word().Matches($"{sender} {contents}").Select(match => match.Value).Distinct(StringComparer.Ordinal).Take(Most)];
        return new ParcelClues(
            Phone().Match(sender ?? "") is { Success: true } phone ? phone.Groups["tail"].Value : null,
            [.. words.Where(word => word.Length > 1 && !word.All(char.IsAsciiDigit) && !word.Contains('*', StringComparison.Ordinal))],
            [.. words.Select(word => word.ToUpperInvariant()).Where(word => word.Any(char.IsAsciiDigit) && word.Any(char.IsAsciiLetter)).Distinct(StringComparer.Ordinal)]);
    }

    // Whole, or masked as we keep it.
    [GeneratedRegex(@"(?<![0-9*])1[3-9][0-9][0-9*]{4}(?<tail>[0-9]{4})(?![0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Phone();

    [GeneratedRegex(@"[\p{L}\p{Nd}_*\-]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
