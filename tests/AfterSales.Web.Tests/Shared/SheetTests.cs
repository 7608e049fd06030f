using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Tests.Shared;

/// <summary>Tables that people take away open as they are meant, and no text of a buyer calculates.</summary>
public sealed class SheetTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 2, 0, 1, TimeSpan.Zero);
    private static readonly SheetTable Table = new("付款:批次/1", At, ["买家", "金额", "日期", "件数"],
    [
        ["=HYPERLINK(\"http://x\")", 45.5m, new DateOnly(2026, 11, 22), 3],
        ["小鹿\u0001 <&> 🦌", -12m, null, 0],
    ]);

    [Theory]
    [InlineData("张三", "\"张三\"")]
    [InlineData("a \"b\", c", "\"a \"\"b\"\", c\"")]
    [InlineData("=HYPERLINK(1)", "\"'=HYPERLINK(1)\"")]
    [InlineData("-5", "\"'-5\"")]
    [InlineData("+5", "\"'+5\"")]
    [InlineData("@x", "\"'@x\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("\nx", "\"'\nx\"")]
    [InlineData("＝1+1", "\"'＝1+1\"")]
    [InlineData("＋1", "\"'＋1\"")]
    [InlineData("－1", "\"'－1\"")]
    [InlineData("＠x", "\"'＠x\"")]
    [InlineData("", "\"\"")]
    [InlineData(3, "3")]
    [InlineData(null, "")]
    public void Cell_Quotes_AndNeverStartsAFormula(object? value, string cell) => Csv.Cell(value).ShouldBe(cell);

    [Fact]
    public async Task Csv_OfATable_IsUtf8WithItsMark()
    {
        using var file = new MemoryStream();
        await Csv.WriteAsync(file, Table, CancellationToken.None);

        file.ToArray()[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        Encoding.UTF8.GetString(file.ToArray()[3..]).Split("\r\n")[1].ShouldBe("\"'=HYPERLINK(\"\"http://x\"\")\",45.50,2026-11-22,3");
    }

    [Fact]
    public async Task Xlsx_OfATable_HoldsTypedCellsAndTextAsText()
    {
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        var file = await XlsxAsync();
        var rows = (await PartAsync(file, "xl/worksheets/sheet1.xml")).Descendants(main + "row").ToList();

        rows.Count.ShouldBe(3);
        rows[1].Elements().Select(cell => (Type: cell.Attribute("t")?.Value, cell.Value)).ShouldBe([("inlineStr", "=HYPERLINK(\"http://x\")"), (null, "45.50"), (null, "46348"), (null, "3")]);
        rows[2].Elements().First().Value.ShouldBe("小鹿 <&> 🦌");
        (await PartAsync(file, "xl/workbook.xml")).Descendants(main + "sheet").Single().Attribute("name")!.Value.ShouldBe("付款-批次-1");
    }

    [Fact]
    public async Task Xlsx_MadeTwice_IsTheSameByteForByte() => (await XlsxAsync()).ShouldBe(await XlsxAsync());

    private static async Task<XDocument> PartAsync(byte[] file, string name)
    {
        await using var zip = new ZipArchive(new MemoryStream(file));
        await using var part = await zip.GetEntry(name)!.OpenAsync();
        return await XDocument.LoadAsync(part, LoadOptions.None, CancellationToken.None);
    }

    private static async Task<byte[]> XlsxAsync()
    {
        using var file = new MemoryStream();
        await Xlsx.WriteAsync(file, Table, CancellationToken.None);
        return file.ToArray();
    }
}
