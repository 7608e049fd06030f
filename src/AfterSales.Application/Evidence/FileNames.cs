using System.Security.Cryptography;

namespace AfterSales.Application.Evidence;

/// <summary>Under which names the bytes of one file lie in the evidence store: the file under its hash, what was made of it beside it.</summary>
internal static class FileNames
{
    private const int HashLength = 64;

    /// <summary>The name becomes a path: nothing but a hash may.</summary>
    public static string Original(string sha256) =>
        IsHash(sha256) ? sha256 : throw new ArgumentException("Not a SHA-256 in lower-case hex.", nameof(sha256));

    public static string Thumbnail(string sha256) => Original(sha256) + ".webp";

    public static string Preview(string sha256) => Original(sha256) + ".preview.webp";

    /// <summary>A piece of a file that is not whole yet.</summary>
    public static string NewPart() => RandomNumberGenerator.GetHexString(32, lowercase: true) + ".part";

    /// <summary>Whose bytes they are; null for what belongs to no file, such as a part.</summary>
    public static string? HashOf(string name) => name.Length >= HashLength && IsHash(name[..HashLength]) ? name[..HashLength] : null;

    public static bool IsPart(string name) => name.EndsWith(".part", StringComparison.Ordinal);

    private static bool IsHash(string text) => text.Length == HashLength && text.All(char.IsAsciiHexDigitLower);
}
