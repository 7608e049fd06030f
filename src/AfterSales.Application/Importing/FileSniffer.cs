using System.IO.Compression;
using AfterSales.Domain.Importing;

namespace AfterSales.Application.Importing;

/// <summary>Tells what a file is made of. The stream must be seekable, and stands at its beginning afterwards.</summary>
public static class FileSniffer
{
    private const int HeadLength = 256 * 1024;

    // A workbook that unpacks to more than this is refused before it is opened: shared texts are held in memory.
    private const long LargestUnpacked = 4L << 30;
    private const long LargestSharedTexts = 512L << 20;
    private const long SuspectRatio = 400;
    private const long SuspectFrom = 64L << 20;

    private static readonly byte[] OleMagic = [0xD0, 0xCF, 0x11, 0xE0];

    // PDF, PNG, GIF, JPEG, RAR, 7z, gzip: dropped here by mistake often enough.
    private static readonly byte[][] OtherMagics = ["%PDF"u8.ToArray(), [0x89, 0x50, 0x4E, 0x47], "GIF8"u8.ToArray(), [0xFF, 0xD8, 0xFF], "Rar!"u8.ToArray(), [0x37, 0x7A, 0xBC, 0xAF], [0x1F, 0x8B, 0x08]];

    public static SniffedFile Sniff(Stream content)
    {
        content.Position = 0;
        var buffer = new byte[(int)Math.Min(HeadLength, content.Length)];
        var head = buffer.AsSpan(0, content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        content.Position = 0;

        var file = SniffHead(content, head);
        content.Position = 0;
        return file;
    }

    private static SniffedFile SniffHead(Stream content, ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty) return SniffedFile.Bad(ProblemCodes.EmptyFile);
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8)) return SniffZip(content);
        if (head.StartsWith(OleMagic)) return SniffOle(content);
        foreach (var magic in OtherMagics)
            if (head.StartsWith(magic)) return SniffedFile.Bad(ProblemCodes.NotATable);

        var encoding = TextEncodings.Detect(head);
        if (encoding is null) return SniffedFile.Bad(ProblemCodes.NotATable);

        var start = encoding.GetString(head[..Math.Min(head.Length, 4096)]).TrimStart('\uFEFF').AsSpan().TrimStart();
        if (start.IsEmpty && content.Length == head.Length && head.Length < 4096) return SniffedFile.Bad(ProblemCodes.EmptyFile);
        return new SniffedFile(IsHtml(start) ? FileContainer.Html : FileContainer.Text, encoding, null);
    }

    private static bool IsHtml(ReadOnlySpan<char> start) =>
        start is ['<', ..] && (start.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<table", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<meta", StringComparison.OrdinalIgnoreCase));

    private static SniffedFile SniffZip(Stream content)
    {
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Any(entry => entry.IsEncrypted)) return SniffedFile.Bad(ProblemCodes.ZipPassword);
            if (zip.GetEntry("xl/workbook.xml") is null)
                return SniffedFile.Bad(zip.GetEntry("[Content_Types].xml") is null ? ProblemCodes.ZipNotWorkbook : ProblemCodes.OfficeNotWorkbook);

            return IsBomb(zip, content.Length) ? SniffedFile.Bad(ProblemCodes.UnpacksTooLarge) : new SniffedFile(FileContainer.Xlsx, null, null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            return SniffedFile.Bad(ProblemCodes.FileDamaged);
        }
    }

    private static bool IsBomb(ZipArchive zip, long packed)
    {
        var unpacked = zip.Entries.Sum(entry => entry.Length);
        return unpacked > LargestUnpacked
            || (unpacked > SuspectFrom && unpacked / Math.Max(1, packed) > SuspectRatio)
            || zip.GetEntry("xl/sharedStrings.xml")?.Length > LargestSharedTexts;
    }

    // An encrypted workbook is an OLE file that holds the package as one sealed stream; an old .xls is one with an open workbook.
    private static SniffedFile SniffOle(Stream content)
    {
        var names = OleDirectory.ReadNames(content);
        if (names.Contains("EncryptedPackage") || names.Contains("EncryptionInfo")) return SniffedFile.Bad(ProblemCodes.EncryptedOffice);
        if (names.Contains("Workbook") || names.Contains("Book")) return new SniffedFile(FileContainer.Xls, null, null);
        return SniffedFile.Bad(names.Count == 0 ? ProblemCodes.FileDamaged : ProblemCodes.OfficeNotWorkbook);
    }
}
