using System.IO.Compression;
using System.Text;
using AfterSales.Application.Importing;
using AfterSales.Domain.Importing;

namespace AfterSales.Application.Tests.Importing;

public sealed class FileSnifferTests
{
    [Theory]
    [InlineData(Samples.OrderList, FileContainer.Text, "gb18030")]
    [InlineData(Samples.Pdd, FileContainer.Text, "utf-8")]
    [InlineData(Samples.Chat, FileContainer.Text, "utf-8")]
    [InlineData(Samples.ItemListXlsx, FileContainer.Xlsx, null)]
    [InlineData(Samples.Workbook, FileContainer.Xlsx, null)]
    public void Sniff_Sample_TellsContainerAndEncoding(string name, FileContainer container, string? encoding)
    {
        var file = FileSniffer.Sniff(Samples.Open(name));
        file.Problem.ShouldBeNull();
        file.Container.ShouldBe(container);
        file.Encoding?.WebName.ToLowerInvariant().ShouldBe(encoding);
        if (encoding is null) file.Encoding.ShouldBeNull();
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public void Sniff_ByteOrderMark_IsBelieved(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        FileSniffer.Sniff(Samples.Text("订单编号,订单状态", encoding)).Encoding!.WebName.ShouldBe(encoding.WebName);
    }

    [Fact]
    public void Sniff_Utf8WithAFewBrokenBytes_StaysUtf8()
    {
        var bytes = Encoding.UTF8.GetBytes("订单编号,买家会员名,买家应付货款,订单状态\n1001,测试买家,5,交易成功");
        bytes[^1] = 0xFF;
        FileSniffer.Sniff(new MemoryStream(bytes)).Encoding!.WebName.ShouldBe("utf-8");
    }

    [Fact]
    public void Sniff_CharacterCutByTheEndOfTheHead_IsNoMistake()
    {
        var text = new string('a', (256 * 1024) - 1) + "订单";
        FileSniffer.Sniff(Samples.Text(text)).Encoding!.WebName.ShouldBe("utf-8");
    }

    [Theory]
    [InlineData("EncryptionInfo", "EncryptedPackage", ProblemCodes.EncryptedOffice)]
    [InlineData("WordDocument", "1Table", ProblemCodes.OfficeNotWorkbook)]
    public void Sniff_OleThatIsNoOpenWorkbook_SaysWhich(string first, string second, string code) =>
        FileSniffer.Sniff(Samples.Ole("Root Entry", first, second)).Problem!.Code.ShouldBe(code);

    [Fact]
    public void Sniff_OleWithWorkbook_IsXls() => FileSniffer.Sniff(Samples.Ole("Root Entry", "Workbook")).Container.ShouldBe(FileContainer.Xls);

    [Fact]
    public void Sniff_OleCutShort_IsDamaged() =>
        FileSniffer.Sniff(new MemoryStream(Samples.Ole("Root Entry", "Workbook").ToArray()[..600])).Problem!.Code.ShouldBe(ProblemCodes.FileDamaged);

    [Theory]
    [InlineData("orders.csv", false, ProblemCodes.ZipNotWorkbook)]
    [InlineData("orders.csv", true, ProblemCodes.ZipPassword)]
    [InlineData("[Content_Types].xml", false, ProblemCodes.OfficeNotWorkbook)]
    public void Sniff_ZipThatIsNoWorkbook_SaysWhich(string entry, bool encrypted, string code) =>
        FileSniffer.Sniff(Samples.Zip(entry, encrypted)).Problem!.Code.ShouldBe(code);

    [Fact]
    public void Sniff_SmallWorkbookThatUnpacksToALot_SaysThatItsContentsAreTooLarge()
    {
        var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("xl/workbook.xml");
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            sheet.Write(new byte[65 << 20]);
        }
        FileSniffer.Sniff(content).Problem!.Code.ShouldBe(ProblemCodes.UnpacksTooLarge);
    }

    [Fact]
    public void Sniff_ZipCutShort_IsDamaged() =>
        FileSniffer.Sniff(new MemoryStream(Samples.Bytes(Samples.Workbook)[..1000])).Problem!.Code.ShouldBe(ProblemCodes.FileDamaged);

    [Theory]
    [InlineData("")]
    [InlineData("\r\n  \r\n")]
    [InlineData("\uFEFF")]
    public void Sniff_Nothing_IsEmpty(string text) => FileSniffer.Sniff(Samples.Text(text)).Problem!.Code.ShouldBe(ProblemCodes.EmptyFile);

    [Fact]
    public void Sniff_Junk_IsNoTable()
    {
        var junk = new byte[4096];
        new Random(7).NextBytes(junk);
        FileSniffer.Sniff(new MemoryStream(junk)).Problem!.Code.ShouldBe(ProblemCodes.NotATable);
    }

    [Theory]
    [InlineData("<table><tr><td>订单编号")]
    [InlineData("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>")]
    [InlineData("  <!DOCTYPE html><TABLE>")]
    public void Sniff_HtmlThatCallsItselfXls_IsHtml(string text) => FileSniffer.Sniff(Samples.Text(text)).Container.ShouldBe(FileContainer.Html);
}
