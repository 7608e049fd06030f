using System.IO.Compression;
using System.Security;
using System.Text;

namespace AfterSales.Load.Import;

/// <summary>Writes the same orders as the platform's text file and as its workbook.</summary>
internal static class OrderFiles
{
    /// <summary>GBK, every cell quoted, ids wrapped as formulas, phones behind an apostrophe, waybills behind "No:".</summary>
    public static byte[] Csv(int orders)
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!;
        var file = new MemoryStream();
        using (var writer = new StreamWriter(file, gbk, bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\r\n" })
        {
            writer.WriteLine(string.Join(',', SoldOrders.Headers.Select(Quoted)));
            for (var n = 0; n < orders; n++)
            {
                var cells = SoldOrders.Row(n);
                for (var i = 0; i < cells.Length; i++)
                {
                    if (i > 0) writer.Write(',');
                    writer.Write(Quirk(SoldOrders.Headers[i], cells[i]));
                }
                writer.WriteLine();
            }
        }
        return file.ToArray();
    }

    /// <summary>One sheet named export, all cells text, as newer exports are.</summary>
    public static byte[] Xlsx(int orders)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
            Part(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Part(zip, "xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="export" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            Part(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""");
            using var sheet = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open(), new UTF8Encoding(false), bufferSize: 1 << 16);
            sheet.Write("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1"/><sheetData>""");
            WriteRow(sheet, [.. SoldOrders.Headers.Select(h => h.Trim())]);
            for (var n = 0; n < orders; n++) WriteRow(sheet, SoldOrders.Row(n));
            sheet.Write("</sheetData></worksheet>");
        }
        return file.ToArray();
    }

    private static string Quirk(string header, string cell) => header switch
    {
        "订单编号" or "特权订金订单id" => "=" + Quoted(cell),
        "联系手机" => Quoted("'" + cell),
        "物流单号 " when cell.Length > 0 => Quoted("No:" + cell),
        _ => Quoted(cell),
    };

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + xml);
    }

    private static void WriteRow(StreamWriter sheet, string[] cells)
    {
        sheet.Write("<row>");
        foreach (var cell in cells) sheet.Write($"""<c t="inlineStr"><is><t xml:space="preserve">{SecurityElement.Escape(cell)}</t></is></c>""");
        sheet.Write("</row>");
    }
}
