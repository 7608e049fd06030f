using AfterSales.Application.Importing;
using AfterSales.Domain.Importing;

namespace AfterSales.Application.Tests.Importing;

public sealed class ImportPreviewTests
{
    [Theory]
    [InlineData(Samples.OrderList, FileKind.OrderList)]
    [InlineData(Samples.OrderDetails, FileKind.OrderLines)]
    [InlineData(Samples.ItemListCsv, FileKind.OrderLines)]
    [InlineData(Samples.ItemListXlsx, FileKind.OrderLines)]
    [InlineData(Samples.Workbook, FileKind.QianniuWorkbook)]
    [InlineData(Samples.Pdd, FileKind.PddOrders)]
    [InlineData(Samples.Jd, FileKind.JdOrders)]
    [InlineData(Samples.RefundsCsv, FileKind.Refunds)]
    [InlineData(Samples.RefundsXlsx, FileKind.Refunds)]
    [InlineData(Samples.Chat, FileKind.Chat)]
    public void Of_Sample_TellsItsKind(string name, FileKind kind) => ImportPreview.Of(Samples.Open(name), Samples.Shanghai).Kind.ShouldBe(kind);

    [Fact]
    public void Of_OrderList_ShowsEncodingAndMapping()
    {
        var preview = ImportPreview.Of(Samples.Open(Samples.OrderList), Samples.Shanghai);

        preview.EncodingName.ShouldBe("GB18030");
        var columns = preview.Sheets.ShouldHaveSingleItem().Columns;
        columns.ShouldContain(new ColumnMapping("收货地址", ImportField.Address));
        columns.ShouldContain(new ColumnMapping("返点积分", null));
        preview.Rows.Count.ShouldBe(4);
        preview.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Of_LargeFile_ReadsNoMoreThanItShows()
    {
        using var file = new GeneratedOrders(10_000_000);
        var preview = ImportPreview.Of(file, Samples.Shanghai);
        preview.Rows.Count.ShouldBe(20);
        file.Position.ShouldBe(0);
    }

    [Fact]
    public void Of_Workbook_ShowsTheFirstRowsOfEverySheet() =>
        ImportPreview.Of(Samples.Open(Samples.Workbook), Samples.Shanghai).Rows.Select(row => row.Sheet).Distinct().ShouldBe(["订单报表", "销售明细", "发货报表"]);
}
