using System.Text;
using System.Text.Json;
using AfterSales.Application.Importing;
using AfterSales.Domain.Importing;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Tests.Importing;

public sealed class ImportFileTests
{
    [Fact]
    public void Rows_OrderList_ReadsEveryQuirk()
    {
        var orders = Read(Samples.Open(Samples.OrderList)).Cast<OrderRow>().ToList();

        orders.Select(order => order.OrderNo).ShouldBe(["1001000000000000101", "1001000000000000202", "1001000000000000303", "1001000000000000404"]);
        orders.Select(order => order.Status).ShouldBe([OrderStatus.WaitSellerSend, OrderStatus.WaitBuyerConfirm, OrderStatus.Finished, OrderStatus.ClosedBeforePay]);

        var first = orders[0];
        first.RowNumber.ShouldBe(2);
        first.BuyerNick.ShouldBe("tb测试买家01");
        first.BuyerMessage.ShouldBe("麻烦包装好一点，\"易碎\"，谢谢");
        first.Phone.ShouldBe("13800000001");
        first.Paid.ShouldBe(201.12m);
        first.CreatedAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 2, 1, 2, TimeSpan.Zero));
        first.Address.ShouldBe(new PostalAddress("广东省", "广州市", "越秀区", "测试街道环市东路1号 2栋301", "510000"));
        first.Extra["是否手机订单"].ShouldBe("手机订单");
        first.Extra.ContainsKey("特权订金订单id").ShouldBeFalse();

        orders[1].Address!.PostalCode.ShouldBeNull();
        orders[1].Waybills.ShouldBe(["SF1000000000202"]);
        orders[1].SellerMemo.ShouldBe("客服已备注：少发盖子,补发");
        orders[2].RefundAmount.ShouldBe(249.00m);
        orders[3].PaidAt.ShouldBeNull();
    }

    [Fact]
    public void Rows_OrderDetails_CopesWithOneCommaTooMany()
    {
        var lines = Read(Samples.Open(Samples.OrderDetails)).Cast<OrderLineRow>().ToList();

        lines.Count.ShouldBe(5);
        lines[1].Sku.ShouldBe([new SkuProperty("颜色分类", "20厘米锅-不含盖"), new SkuProperty("套装", "单锅")]);
        lines[1].UnitPrice.ShouldBe(219m);
        lines.Select(line => line.LineKey).Distinct().Count().ShouldBe(5);
        Read(Samples.Open(Samples.OrderDetails)).Cast<OrderLineRow>().Select(line => line.LineKey).ShouldBe(lines.Select(line => line.LineKey));
    }

    [Theory]
    [InlineData(Samples.ItemListCsv)]
    [InlineData(Samples.ItemListXlsx)]
    public void Rows_ItemList_IsTheSameFromTextAndWorkbook(string name)
    {
        var lines = Read(Samples.Open(name)).Cast<OrderLineRow>().ToList();

        lines.Select(line => line.LineKey).ShouldBe(["1001000000000000202", "1001000000000000203"]);
        lines.Select(line => line.OrderNo).Distinct().ShouldBe(["1001000000000000201"]);
        lines[0].Flag.ShouldBe(FlagColour.Red);
        lines[0].SellerMemo.ShouldBe("少发盖子,补发");
        lines[0].RefundAmount.ShouldBeNull();
        lines[0].RefundStatus.ShouldBe(RefundStatus.None);
        lines[1].RefundStatus.ShouldBe(RefundStatus.WaitSellerAgree);
        lines[1].RefundAmount.ShouldBe(249m);
        lines[1].Extra["淘鲜达渠道"].ShouldBe("否");
    }

    [Theory]
    [InlineData(Samples.OrderList)]
    [InlineData(Samples.OrderDetails)]
    [InlineData(Samples.ItemListCsv)]
    [InlineData(Samples.Pdd)]
    [InlineData(Samples.Jd)]
    public void Rows_AnyEncoding_IsTheSame(string name)
    {
        var text = Samples.Decode(name);
        var expected = Read(Samples.Open(name)).Select(Describe).ToList();
        expected.ShouldNotBeEmpty();
        foreach (var encoding in new Encoding[] { Samples.Gb18030, new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
            Read(Samples.Text(text, encoding)).Select(Describe).ShouldBe(expected, encoding.WebName);
    }

    [Fact]
    public void Rows_QianniuWorkbook_ReadsThreeSheets()
    {
        using var file = ImportFile.Open(Samples.Open(Samples.Workbook), Samples.Shanghai);
        var rows = file.Rows().ToList();

        file.Kind.ShouldBe(FileKind.QianniuWorkbook);
        file.Sheets.Select(sheet => (sheet.Name, sheet.Kind)).ShouldBe([("订单报表", FileKind.OrderList), ("销售明细", FileKind.OrderLines), ("发货报表", FileKind.Deliveries)]);
        rows.OfType<OrderRow>().ShouldHaveSingleItem().Status.ShouldBe(OrderStatus.WaitBuyerConfirm);
        rows.OfType<OrderLineRow>().ShouldNotBeEmpty();
        var delivery = rows.OfType<DeliveryRow>().ShouldHaveSingleItem();
        (delivery.Receiver, delivery.Phone, delivery.Address!.Detail).ShouldBe(("测*", "*******0002", "****"));
        file.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Rows_PddOrders_ComeAsOrderAndLine()
    {
        var rows = Read(Samples.Open(Samples.Pdd));
        var order = rows.OfType<OrderRow>().ShouldHaveSingleItem();
        order.OrderNo.ShouldBe("260301-100000000000001");
        order.Paid.ShouldBe(204m);
        order.Status.ShouldBe(OrderStatus.WaitBuyerConfirm);
        order.Waybills.ShouldBe(["75300000000888"]);
        var line = rows.OfType<OrderLineRow>().ShouldHaveSingleItem();
        (line.Title, line.OuterCode, line.RefundStatus).ShouldBe(("不锈钢雪平锅20cm", "PAN-20", RefundStatus.InProgress));
    }

    [Fact]
    public void Rows_JdOrders_ComeAsOrderAndLine()
    {
        var rows = Read(Samples.Open(Samples.Jd));
        rows.OfType<OrderRow>().ShouldHaveSingleItem().BuyerNick.ShouldBe("jd_test01");
        rows.OfType<OrderLineRow>().ShouldHaveSingleItem().OuterCode.ShouldBe("KNIFE-F312");
    }

    [Fact]
    public void Rows_Refunds_ComeOneByOne()
    {
        var rows = Read(Samples.Open(Samples.RefundsCsv)).Cast<RefundRow>().ToList();
        rows.Select(r => (r.RefundNo, r.Status)).ShouldBe(
            [("90000000000000001", RefundStatus.WaitSellerAgree), ("90000000000000002", RefundStatus.Succeeded), ("90000000000000003", RefundStatus.SellerRefused)]);
        rows[0].Deadline.ShouldBe(new DateTimeOffset(2026, 3, 3, 1, 12, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Rows_BadRowsAmongGood_AreRefusedAloneWithRowNumbers()
    {
        var rows = Read(Samples.Text(
            "订单编号,买家会员名,总金额,订单创建时间\n" +
            "1001,a,5,2026-03-01 10:00:00\n" +
            "1.001E+18,b,5,2026-03-01 10:00:00\n" +
            "1003,c,-5,昨天\n" +
            "\n" +
            "1005,\"d,5,2026-03-01 10:00:00\n" +
            "1006,e,6,2026/3/1 10:00\n"));

        rows.OfType<OrderRow>().Select(row => (row.RowNumber, row.OrderNo)).ShouldBe([(2, "1001"), (7, "1006")]);
        rows.OfType<RefusedRow>().Select(row => (row.RowNumber, string.Join(' ', row.Problems.Select(p => p.Code)))).ShouldBe(
        [
            (3, ProblemCodes.IdScientific),
            (4, $"{ProblemCodes.AmountNegative} {ProblemCodes.DateUnreadable}"),
            (6, ProblemCodes.QuoteUnclosed),
        ], ignoreOrder: true);
    }

    [Fact]
    public void Rows_TitleAboveHeadersAndHeadersAgain_AreNoRows()
    {
        var rows = Read(Samples.Text("测试旗舰店订单导出\n\n订单编号,买家会员名,总金额\n1001,a,5\n订单编号,买家会员名,总金额\n1002,b,5\n"));
        rows.Cast<OrderRow>().Select(row => row.OrderNo).ShouldBe(["1001", "1002"]);
    }

    [Fact]
    public void Rows_NumbersInAWorkbook_KeepEveryDigitOrAreRefused()
    {
        var rows = Read(Samples.Xlsx(
            ["订单编号", "买家会员名", "总金额", "订单创建时间"],
            [123456789012345d, "a", 186.15d, 46082.5d],
            [1001000000000000101d, "b", 5d, 46082d]));

        var order = rows[0].ShouldBeOfType<OrderRow>();
        (order.OrderNo, order.Total).ShouldBe(("123456789012345", 186.15m));
        order.CreatedAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 4, 0, 0, TimeSpan.Zero));
        rows[1].ShouldBeOfType<RefusedRow>().Problems.ShouldHaveSingleItem().Code.ShouldBe(ProblemCodes.IdScientific);
    }

    [Fact]
    public void Rows_OldWorkbook_AreRead()
    {
        var rows = Read(OldWorkbook.Write("export", ["订单编号", "买家会员名", "总金额"], ["1001000000000000101", "测试买家", 186.15d], [1001000000000000101d, "b", 5d]));

        var order = rows[0].ShouldBeOfType<OrderRow>();
        (order.Sheet, order.OrderNo, order.BuyerNick, order.Total).ShouldBe(("export", "1001000000000000101", "测试买家", 186.15m));
        rows[1].ShouldBeOfType<RefusedRow>().Problems[0].Code.ShouldBe(ProblemCodes.IdScientific);
    }

    [Fact]
    public void Rows_BlankRowsInAWorkbook_KeepTheRowNumbers()
    {
        var rows = Read(Samples.Xlsx([], ["订单编号", "买家会员名", "总金额"], ["", ""], ["1001", "a", "5"]));
        rows.ShouldHaveSingleItem().RowNumber.ShouldBe(4);
    }

    [Fact]
    public void Rows_OldWorkbookWithoutContent_IsDamaged()
    {
        using var file = ImportFile.Open(Samples.Ole("Root Entry", "Workbook"), Samples.Shanghai);
        file.Rows().ShouldBeEmpty();
        file.Problems.ShouldBe([new FileProblem(ProblemCodes.FileDamaged)]);
    }

    [Fact]
    public void Rows_HtmlThatCallsItselfXls_AreRead()
    {
        var html = "<html><table><tr><td>订单编号</td><td>买家会员名</td><td>总金额</td></tr><tr><td>1001000000000000101</td><td>a</td><td>5.00</td></tr></table>";
        Read(Samples.Text(html, Samples.Gb18030)).ShouldHaveSingleItem().ShouldBeOfType<OrderRow>().OrderNo.ShouldBe("1001000000000000101");
    }

    [Fact]
    public void Rows_NoKnownHeaders_SayNothingAndWhy()
    {
        using var file = ImportFile.Open(Samples.Text("姓名,部门\n张三,仓库"), Samples.Shanghai);
        file.Rows().ShouldBeEmpty();
        file.Problems.ShouldBe([new FileProblem(ProblemCodes.HeadersUnknown)]);
    }

    [Fact]
    public void Rows_EncryptedWorkbook_ExplainsItself()
    {
        using var file = ImportFile.Open(Samples.Ole("Root Entry", "EncryptionInfo", "EncryptedPackage"), Samples.Shanghai);
        file.Rows().ShouldBeEmpty();
        file.Problems.ShouldBe([new FileProblem(ProblemCodes.EncryptedOffice)]);
    }

    [Fact]
    public void Rows_Cancelled_Stop()
    {
        using var file = ImportFile.Open(Samples.Open(Samples.OrderList), Samples.Shanghai);
        Should.Throw<OperationCanceledException>(() => file.Rows(new CancellationToken(canceled: true)).ToList());
    }

    private static List<ImportRow> Read(Stream content)
    {
        using var file = ImportFile.Open(content, Samples.Shanghai);
        return [.. file.Rows()];
    }

    private static string Describe(ImportRow row) => JsonSerializer.Serialize(row, row.GetType());
}
