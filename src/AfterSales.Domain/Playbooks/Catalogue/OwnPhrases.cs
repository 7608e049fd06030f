using System.Text.RegularExpressions;

namespace AfterSales.Domain.Playbooks.Catalogue;

/// <summary>
/// The phrases of a store's own invention, by their keys: rows may say them as they say those of the catalogue. A file that comes from elsewhere may say others;
/// nobody is shown those.
/// </summary>
/// <param name="Offered">Those that rows may say.</param>
/// <param name="Retired">Those that they should say no more.</param>
public sealed record OwnPhrases(IReadOnlySet<string> Offered, IReadOnlySet<string> Retired)
{
    /// <summary>Where there is no store.</summary>
    public static readonly OwnPhrases None = new(new HashSet<string>(), new HashSet<string>());
}

/// <summary>The place in the text of a phrase that is filled in when it is said: by the product where it knows what belongs there, otherwise by the agent.</summary>
public static partial class PhrasePlace
{
    public const string Mark = "{0}";

    /// <summary>The first thing in braces that nothing would be put in for; null when there is none. It would go to the buyer as it is.</summary>
    public static string? Unknown(string text) => InBraces().Matches(text).Select(match => match.Value).FirstOrDefault(place => place != Mark);

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InBraces();
}
