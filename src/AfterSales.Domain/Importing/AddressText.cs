using AfterSales.Domain.Orders;

namespace AfterSales.Domain.Importing;

/// <summary>`广东省 广州市 越秀区 环市东路1号 2栋301(510000)`: province, city and district are the first three words.</summary>
public static class AddressText
{
    private const string UnknownPostalCode = "000000";
    private const int LongestRegion = 16;

    public static PostalAddress? Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;

        var (place, postalCode) = SplitPostalCode(text);
        var words = place.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        // Fewer words, or long ones, are an address in one piece: guessing where it breaks helps nobody.
        return words.Length < 3 || words[..3].Any(word => word.Length > LongestRegion)
            ? new PostalAddress("", "", "", place, postalCode)
            : new PostalAddress(words[0], words[1], words[2], words.Length == 4 ? words[3] : "", postalCode);
    }

    private static (string Place, string? PostalCode) SplitPostalCode(string text)
    {
        if (text is not [.., '(' or '（', _, _, _, _, _, _, ')' or '）']) return (text, null);

        var code = CellText.Narrow(text[^7..^1]);
        if (code.AsSpan().ContainsAnyExceptInRange('0', '9')) return (text, null);
        return (text[..^8].TrimEnd(), code == UnknownPostalCode ? null : code);
    }
}
