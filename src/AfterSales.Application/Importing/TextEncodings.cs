using System.Text;

namespace AfterSales.Application.Importing;

/// <summary>Which encoding a text file is in. Exports are GBK (old) or UTF-8 (new), and say so only sometimes.</summary>
internal static class TextEncodings
{
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    // Half of a character at the end of the head is not a mistake.
    private const int LongestCharacter = 4;

    /// <summary>Null for what is no text. Broken bytes decode to U+FFFD, never to an exception.</summary>
    public static Encoding? Detect(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Encoding.UTF8.Preamble)) return Encoding.UTF8;
        if (head.StartsWith(Encoding.Unicode.Preamble)) return Encoding.Unicode;
        if (head.StartsWith(Encoding.BigEndianUnicode.Preamble)) return Encoding.BigEndianUnicode;
        if (IsBinary(head)) return null;

        // Chinese in GBK hardly ever makes valid UTF-8, so a few broken bytes do not make a UTF-8 file a GBK one.
        var (good, broken) = CountUtf8(head);
        return broken == 0 || good > broken * 10 ? Encoding.UTF8 : Gb18030;
    }

    private static bool IsBinary(ReadOnlySpan<byte> head)
    {
        var controls = 0;
        foreach (var b in head)
            if (b is < 0x09 or (> 0x0D and < 0x20 and not 0x1A and not 0x1B)) controls++;
        return controls > 8 + (head.Length / 100);
    }

    private static (int Good, int Broken) CountUtf8(ReadOnlySpan<byte> head)
    {
        int good = 0, broken = 0;
        while (!head.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(head, out _, out var length);
            if (status == System.Buffers.OperationStatus.NeedMoreData && head.Length < LongestCharacter) break;
            if (status != System.Buffers.OperationStatus.Done) broken++;
            else if (length > 1) good++;
            head = head[length..];
        }

        return (good, broken);
    }
}
