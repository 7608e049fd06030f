using System.Buffers;
using System.Globalization;
using System.Text;

namespace AfterSales.Domain.Shared;

/// <summary>What may be kept of a text, and whether there is anything in it to see.</summary>
public static class PlainText
{
    private static readonly SearchValues<char> Directions = SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>
    /// Without NUL and halves of characters, which no database takes. They come with what people paste and mean nothing to
    /// them: NUL vanishes, half of a character becomes the sign that something was there (U+FFFD), as Unicode advises, and nobody
    /// is refused for what they cannot see.
    /// </summary>
    public static string Storable(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\0', StringComparison.Ordinal)) return text;

        var storable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value != 0) storable.Append(rune.ToString());
        return storable.ToString();
    }

    /// <summary>
    /// Whether a program may name something with it: a buyer, an order, a message. One with a control character or half of a
    /// character in it cannot be typed again by anybody, and stored without that it would name another.
    /// </summary>
    public static bool MayBeKey(string text) => !text.Any(char.IsControl) && Storable(text) == text;

    /// <summary>
    /// Without the marks that turn the direction of all that stands behind them (embeddings, overrides and isolates): in a name they let one word look like another, and in a sentence
    /// they turn the rest of it round. Letters that are written from right to left need none of them.
    /// </summary>
    public static string Undirected(string text) => text.AsSpan().IndexOfAny(Directions) < 0 ? text : string.Concat(text.Where(c => !Directions.Contains(c)));

    /// <summary>What somebody calls something: as it can be kept, without what nobody sees at its ends, and without what turns it round.</summary>
    public static string Name(string text) => Undirected(Storable(text)).Trim();

    /// <summary>Nothing to see: empty, or only spaces, control characters, zero-width marks and fillers. Such a name names nobody.</summary>
    public static bool IsBlank(string? text)
    {
        foreach (var rune in (text ?? "").EnumerateRunes())
            if (!IsInvisible(rune)) return false;
        return true;
    }

    /// <summary>Drawn as nothing.</summary>
    public static bool IsInvisible(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        // Letters, marks and signs by category, and still drawn as nothing: joiners, variation selectors, Hangul and Braille fillers, and
        // what Unicode keeps free for more of them.
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2065 or 0x2800 or 0x3164 or 0xFFA0 or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);
}
