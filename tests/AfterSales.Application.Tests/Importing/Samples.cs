using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace AfterSales.Application.Tests.Importing;

/// <summary>The sample files, and files made by the tests themselves.</summary>
internal static class Samples
{
    public const string OrderList = "ExportOrderList202603011200.csv";
    public const string OrderDetails = "ExportOrderDetailList202603011200.csv";
    public const string ItemListCsv = "ExportItemlList202603011200.csv";
    public const string ItemListXlsx = "ExportItemlList202603011200.xlsx";
    public const string Workbook = "千牛三表.xlsx";
    public const string Pdd = "pdd_orders_export.csv";
    public const string Jd = "jd_orders_export.csv";
    public const string RefundsCsv = "退款管理导出_R3.csv";
    public const string RefundsXlsx = "退款管理导出_R3.xlsx";
    public const string Chat = "qianniu_clipboard.txt";

    public static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    public static IEnumerable<string> All => [OrderList, OrderDetails, ItemListCsv, ItemListXlsx, Workbook, Pdd, Jd, RefundsCsv, RefundsXlsx, Chat];

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Importing", "samples", name));

    public static Stream Open(string name) => new MemoryStream(Bytes(name));

    public static Stream Text(string text, Encoding? encoding = null)
    {
        encoding ??= new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
    }

    /// <summary>The text of a sample, whichever encoding it is stored in.</summary>
    public static string Decode(string name)
    {
        var bytes = Bytes(name);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Gb18030.GetString(bytes);
        }
    }

    /// <summary>A workbook of one sheet, whose claimed size is a lie, as 千牛 writes it. A cell is a text or a double.</summary>
    public static MemoryStream Xlsx(params object[][] rows)
    {
        var sheet = new StringBuilder("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1"/><sheetData>""");
        foreach (var row in rows)
        {
            sheet.Append("<row>");
            foreach (var cell in row)
                sheet.Append(cell is double number
                    ? string.Create(CultureInfo.InvariantCulture, $"<c><v>{number:R}</v></c>")
                    : $"""<c t="inlineStr"><is><t>{cell}</t></is></c>""");
            sheet.Append("</row>");
        }

        var file = new MemoryStream();
        file.Write(Bytes(ItemListXlsx));
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open());
            writer.Write(sheet.Append("</sheetData></worksheet>").ToString());
        }

        file.Position = 0;
        return file;
    }

    /// <summary>The smallest OLE compound file: a header, one table of sectors, one sector of names.</summary>
    public static MemoryStream Ole(params string[] streams)
    {
        var file = new byte[512 * 3];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        file[0x1E] = 9;
        file[0x30] = 1;
        for (var i = 0x4C; i < 512; i++) file[i] = 0xFF;
        BitConverter.GetBytes(0).CopyTo(file, 0x4C);
        BitConverter.GetBytes(0xFFFFFFFD).CopyTo(file, 512);
        BitConverter.GetBytes(0xFFFFFFFE).CopyTo(file, 516);
        for (var i = 0; i < streams.Length; i++)
        {
            var name = Encoding.Unicode.GetBytes(streams[i] + "\0");
            name.CopyTo(file, 1024 + (i * 128));
            file[1024 + (i * 128) + 64] = (byte)name.Length;
        }

        return new MemoryStream(file);
    }

    public static MemoryStream Zip(string entryName, bool encrypted = false)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(entryName).Open();
            entry.Write("订单编号"u8);
        }

        var bytes = file.ToArray();
        if (encrypted)
        {
            // The flag of an encrypted entry, in its own header and in the directory at the end.
            bytes[6] |= 1;
            bytes[bytes.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= 1;
        }

        return new MemoryStream(bytes);
    }
}
