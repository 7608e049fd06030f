using System.Text;
using System.Text.RegularExpressions;
using AfterSales.Domain.Playbooks.Checks;

namespace AfterSales.Domain.Playbooks.Dmn;

/// <summary>Files as bytes: in the encoding that their mark or their declaration names, otherwise UTF-8.</summary>
internal static partial class DmnBytes
{
    /// <summary>No declaration is longer.</summary>
    private const int Declaration = 200;

    public static (string? Text, PlaybookProblem? Problem) Decode(ReadOnlySpan<byte> file)
    {
        var declared = Declared().Match(Encoding.Latin1.GetString(file[..Math.Min(Declaration, file.Length)])) is { Success: true } match ? match.Groups["name"].Value : "utf-8";
        if (Marked(file) is { } marked)
            return Decode(file[marked.Mark..], marked.Name);
        // Whoever could read these letters as bytes did not meet pairs of them.
        return Decode(file, declared.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) ? "utf-8" : declared);
    }

    private static (string? Text, PlaybookProblem? Problem) Decode(ReadOnlySpan<byte> file, string name)
    {
        if (Named(name) is not { } encoding)
            return (null, PlaybookProblem.Error("dmn.encoding_unknown", name));
        try
        {
            return (encoding.GetString(file), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, PlaybookProblem.Error("dmn.encoding_broken", name));
        }
    }

    private static (string Name, int Mark)? Marked(ReadOnlySpan<byte> file) => file switch
    {
        [0xEF, 0xBB, 0xBF, ..] => ("utf-8", 3),
        [0xFF, 0xFE, ..] => ("utf-16", 2),
        [0xFE, 0xFF, ..] => ("utf-16BE", 2),
        [(byte)'<', 0, ..] => ("utf-16", 0),
        [0, (byte)'<', ..] => ("utf-16BE", 0),
        _ => null,
    };

    private static Encoding? Named(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    [GeneratedRegex("""^\s*<\?xml[^>]*\bencoding\s*=\s*["'](?<name>[\w.:-]{1,40})["']""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declared();
}
