using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace AfterSales.Web.Shared;

/// <summary>
/// Tables as Excel files (ECMA-376), one sheet each; of a long one only the packed file is held. Text is text, never a formula; money and days are typed,
/// so that sums and filters work. Made of the same, a file is the same byte for byte.
/// </summary>
public static class Xlsx
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const int MostCharacters = 32_767;
    private const int MostInAName = 31;

    // Places in the list of cell formats below.
    private const int Bold = 1, MoneyFormat = 2, DayFormat = 3;

    private const string Types =
        """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""";

    private const string Root =
        $"""<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""";

    private const string Parts =
        $"""<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""";

    private const string Styles =
        $"""<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>""";

    public static async Task WriteAsync(Stream to, SheetTable table, CancellationToken ct)
    {
        // The archive writes in one go at its end, which a response does not allow.
        using var whole = new MemoryStream();
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "[Content_Types].xml", Types, table.At);
            Write(zip, "_rels/.rels", Root, table.At);
            Write(zip, "xl/_rels/workbook.xml.rels", Parts, table.At);
            Write(zip, "xl/styles.xml", Styles, table.At);
            Write(zip, "xl/workbook.xml", Workbook(table.Name), table.At);
            WriteSheet(zip, table);
        }
        whole.Position = 0;
        await whole.CopyToAsync(to, ct);
    }

    private static void WriteSheet(ZipArchive zip, SheetTable table)
    {
        using var stream = Open(zip, "xl/worksheets/sheet1.xml", table.At);
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("worksheet", Main);
        // The headers stay when one scrolls.
        xml.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        xml.WriteRaw($"""<cols><col min="1" max="{table.Headers.Count}" width="16" customWidth="1"/></cols>""");
        xml.WriteStartElement("sheetData", Main);
        WriteRow(xml, table.Headers, Bold);
        foreach (var row in table.Rows) WriteRow(xml, row, 0);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteRow(XmlWriter xml, IEnumerable<object?> cells, int style)
    {
        xml.WriteStartElement("row", Main);
        foreach (var cell in cells) WriteCell(xml, cell, style);
        xml.WriteEndElement();
    }

    private static void WriteCell(XmlWriter xml, object? value, int style)
    {
        xml.WriteStartElement("c", Main);
        switch (value)
        {
            case null: break;
            case decimal yuan: Number(yuan.ToString("0.00", CultureInfo.InvariantCulture), MoneyFormat); break;
            case int or long: Number(Convert.ToString(value, CultureInfo.InvariantCulture)!, style); break;
            case DateOnly day: Number(day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture), DayFormat); break;
            default: Text(Clean(value.ToString()!)); break;
        }
        xml.WriteEndElement();

        void Number(string number, int format)
        {
            xml.WriteAttributeString("s", format.ToString(CultureInfo.InvariantCulture));
            xml.WriteElementString("v", Main, number);
        }

        void Text(string text)
        {
            xml.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", Main);
            xml.WriteStartElement("t", Main);
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(text);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
    }

    private static string Workbook(string name)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("workbook", Main);
            xml.WriteStartElement("sheets", Main);
            xml.WriteStartElement("sheet", Main);
            xml.WriteAttributeString("name", SheetName(name));
            xml.WriteAttributeString("sheetId", "1");
            xml.WriteAttributeString("r", "id", Relations, "r1");
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        return """<?xml version="1.0" encoding="UTF-8"?>""" + text;
    }

    // What Excel allows a sheet to be called.
    private static string SheetName(string name)
    {
        var allowed = string.Concat(Clean(name).Select(c => @"[]:*?/\'".Contains(c, StringComparison.Ordinal) ? '-' : c)).Trim();
        return allowed.Length == 0 ? "1" : allowed[..Math.Min(MostInAName, allowed.Length)];
    }

    // XML 1.0 cannot hold every character, a cell not more than so many.
    private static string Clean(string text)
    {
        var clean = string.Concat(text.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));
        return clean.Length > MostCharacters ? clean[..MostCharacters] : clean;
    }

    private static void Write(ZipArchive zip, string name, string content, DateTimeOffset at)
    {
        using var stream = Open(zip, name, at);
        stream.Write(Encoding.UTF8.GetBytes(content));
    }

    private static Stream Open(ZipArchive zip, string name, DateTimeOffset at)
    {
        var entry = zip.CreateEntry(name);
        // A zip keeps even seconds since 1980 without a zone.
        entry.LastWriteTime = new DateTimeOffset(DateTime.SpecifyKind(at.UtcDateTime, DateTimeKind.Unspecified), TimeSpan.Zero);
        return entry.Open();
    }
}
