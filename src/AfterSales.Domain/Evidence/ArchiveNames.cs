using System.Globalization;
using System.Text;

namespace AfterSales.Domain.Evidence;

/// <summary>
/// The tree that people know: <c>售后问题图片/&lt;类型&gt;/&lt;年-月&gt;/&lt;客户ID&gt;.&lt;ext&gt;</c>, the next file of a customer in a folder <c>-2</c>, <c>-3</c> (SPEC 5).
/// Its names can be saved on Windows, macOS and Linux, whatever a customer is called, and no two files of a folder share one, also where case makes no difference.
/// </summary>
public static class ArchiveNames
{
    public const string Root = "售后问题图片";

    /// <summary>Longest name made of a customer, in characters: with folders around it a path stays below what Windows can open.</summary>
    public const int MaxCustomer = 80;

    private const string Nobody = "未知客户";

    private static readonly HashSet<string> Devices = new(
        [
            "CON", "PRN", "AUX", "NUL", .. from port in new[] { "COM", "LPT" } from digit in "0123456789¹²³" select port + digit,
        ], StringComparer.OrdinalIgnoreCase);

    /// <summary>A customer's id as a file name. Different customers may get the same one; they are numbered together.</summary>
    public static string Customer(string? nick)
    {
        var safe = new StringBuilder();
        foreach (var rune in (nick ?? "").EnumerateRunes())
        {
            if (safe.Length >= MaxCustomer) break;
            safe.Append(IsSafe(rune) ? rune.ToString() : "_");
        }
        // Composed once it is well formed, which makes some characters several; and no system keeps a dot or a blank at an end.
        var name = Cut(safe.ToString().Normalize(NormalizationForm.FormC)).Trim(' ', '.', '\u3000', '\u00A0');
        if (name.Length == 0) return Nobody;
        // Taken for a device by Windows whatever follows the dot; taken for the second file of another customer by everybody.
        return Devices.Contains(name.Split('.')[0].TrimEnd()) || EndsInNumber(name) ? name + "_" : name;
    }

    /// <summary>The name of a customer's file in its folder.</summary>
    /// <param name="customer">As <see cref="Customer"/> made it.</param>
    /// <param name="place">1 for the customer's first file in that folder.</param>
    /// <param name="contentType">Decides the extension.</param>
    public static string File(string customer, int place, string? contentType)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(place, 1);
        var number = place == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{place}");
        return customer + number + (FileType.Of(contentType)?.Extension ?? "");
    }

    /// <summary>年-月 of a moment in the store's time zone, e.g. 2026-11.</summary>
    public static string Month(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The whole path, with <c>/</c> between its parts.</summary>
    /// <param name="type">The name of the case's type, for people.</param>
    public static string Path(string type, string month, string file) => $"{Root}/{type}/{month}/{file}";

    private static string Cut(string name) =>
        name.Length <= MaxCustomer ? name : name[..(char.IsHighSurrogate(name[MaxCustomer - 1]) ? MaxCustomer - 1 : MaxCustomer)];

    private static bool EndsInNumber(string name)
    {
        var digits = name.Length - name.TrimEnd("0123456789".ToCharArray()).Length;
        return digits > 0 && digits < name.Length && name[^(digits + 1)] == '-';
    }

    private static bool IsSafe(Rune rune) =>
        !"<>:\"/\\|?*".Contains(rune.ToString(), StringComparison.Ordinal)
        && rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
