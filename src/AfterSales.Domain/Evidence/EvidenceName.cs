using System.Globalization;
using System.Text;

namespace AfterSales.Domain.Evidence;

/// <summary>Names that files came with, made safe to show and to save under.</summary>
public static class EvidenceName
{
    public const int MaxLength = 255;

    /// <summary>
    /// Without folders, control characters and the invisible ones that turn text around ("gpj.exe" shown as "exe.jpg"), ending
    /// in an extension of what the file really is, so that nobody's computer opens it as something else.
    /// </summary>
    public static string Clean(string? name, FileType type)
    {
        var clean = Clean(name);
        var extension = Path.GetExtension(clean);
        if (type.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
            clean = clean[..^extension.Length];
        else
            extension = type.Extension;
        if (clean.Length == 0) clean = type.Kind.ToString().ToLowerInvariant();
        return Cut(clean, MaxLength - extension.Length) + extension;
    }

    /// <summary>The same for what has no known type, such as a link; empty when nothing remains.</summary>
    public static string Clean(string? name)
    {
        if (string.IsNullOrEmpty(name)) return "";
        var last = name.AsSpan(name.LastIndexOfAny(['/', '\\']) + 1);
        var kept = new StringBuilder(Math.Min(last.Length, MaxLength));
        foreach (var rune in last.EnumerateRunes())
            if (IsVisible(rune))
                kept.Append(rune.ToString());
        return Cut(kept.ToString().Trim(' ', '.'), MaxLength);
    }

    // A lone half of a character reads as the replacement rune and goes with the rest.
    private static bool IsVisible(Rune rune) =>
        rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
