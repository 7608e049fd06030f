using AfterSales.Domain.Importing;

namespace AfterSales.Domain.Tests.Importing;

public sealed class RowReadersTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Fact]
    public void Read_RowWithManyMistakes_NamesEveryOne()
    {
        var cells = Cells("订单编号,总金额,买家应付邮费,订单创建时间,宝贝总数量,物流单号", "1.001E+18,-5,abc,yesterday,1.5,7.53E+13");

        OrderRowReader.Read(cells, "", 2);

        cells.Problems.Select(p => (p.Code, p.Column)).ShouldBe(
            [
                (ProblemCodes.IdScientific, "订单编号"),
                (ProblemCodes.QuantityUnreadable, "宝贝总数量"),
                (ProblemCodes.AmountUnreadable, "买家应付邮费"),
                (ProblemCodes.AmountNegative, "总金额"),
                (ProblemCodes.DateUnreadable, "订单创建时间"),
                (ProblemCodes.IdScientific, "物流单号"),
            ],
            ignoreOrder: true);
        cells.Problems.First(p => p.Code == ProblemCodes.AmountNegative).Value.ShouldBe("-5");
    }

    [Fact]
    public void Read_NoOrderNumber_IsRefused()
    {
        var cells = Cells("订单编号,总金额", "null,5");
        OrderRowReader.Read(cells, "", 2);
        cells.Problems.ShouldBe([new RowProblem(ProblemCodes.MissingOrderNo)]);
    }

    [Fact]
    public void Read_ValueBeyondTheHeaders_IsRefused()
    {
        var cells = Cells("订单编号,总金额", "1001,5,,测试");
        OrderRowReader.Read(cells, "", 2);
        cells.Problems.ShouldBe([new RowProblem(ProblemCodes.TooManyCells, "", "测试")]);
    }

    [Fact]
    public void Read_EmptyCellBeyondTheHeaders_IsNoMistake()
    {
        var cells = Cells("订单编号,总金额", "1001,5,");
        OrderRowReader.Read(cells, "", 2);
        cells.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Read_NameBeyondMeasure_IsRefused()
    {
        var cells = Cells("订单编号,物流公司", "1001," + new string('x', 81));
        OrderRowReader.Read(cells, "", 2);
        cells.Problems.ShouldHaveSingleItem().Code.ShouldBe(ProblemCodes.CellTooLong);
    }

    [Fact]
    public void Read_UnknownAndSecondBestColumns_AreKept()
    {
        var order = OrderRowReader.Read(Cells("主订单编号,订单编号,订单备注,商家备忘,发票抬头,定金排名", "9001,1001,备注一,备注二,某公司,"), "", 2);

        order.OrderNo.ShouldBe("1001");
        order.SellerMemo.ShouldBe("备注一");
        order.Extra.ShouldBe(new Dictionary<string, string> { ["主订单编号"] = "9001", ["商家备忘"] = "备注二", ["发票抬头"] = "某公司" }, ignoreOrder: true);
    }

    [Fact]
    public void Read_BestColumnEmpty_TakesTheNext()
    {
        var order = OrderRowReader.Read(Cells("订单编号,联系电话 ,联系手机", "1001,'02012345678,"), "", 2);
        order.Phone.ShouldBe("02012345678");
        order.Extra.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("No:SF1000000000202", new[] { "SF1000000000202" })]
    [InlineData("No:SF1、No:SF2", new[] { "SF1", "SF2" })]
    [InlineData("顺丰速运:SF1", new[] { "SF1" })]
    [InlineData("无需物流", new[] { "无需物流" })]
    [InlineData("", new string[0])]
    public void Read_Waybills_AreNumbersAlone(string cell, string[] expected) =>
        OrderRowReader.Read(Cells("订单编号|物流单号", $"1001|{cell}", '|'), "", 2).Waybills.ShouldBe(expected);

    [Fact]
    public void Read_AddressInParts_IsPutTogether()
    {
        var order = OrderRowReader.Read(Cells("订单号,省,市,区,街道,详细地址", "1001,广东省,广州市,越秀区,环市街道,1号"), "", 2);
        order.Address.ShouldBe(new Domain.Orders.PostalAddress("广东省", "广州市", "越秀区", "环市街道1号", null));
    }

    [Fact]
    public void LineKey_ReadTwice_IsTheSame()
    {
        LineKeysOf("1001,锅,红,A", "1001,锅,红,A", "1001,刀,,B").ShouldBe(LineKeysOf("1001,锅,红,A", "1001,锅,红,A", "1001,刀,,B"));
    }

    [Fact]
    public void LineKey_EqualLinesOfOneOrder_DifferByTurn() => LineKeysOf("1001,锅,红,A", "1001,锅,红,A", "1002,锅,红,A").Distinct().Count().ShouldBe(3);

    [Fact]
    public void LineKey_OtherLineBefore_DoesNotMatter() => LineKeysOf("1001,刀,,B", "1001,锅,红,A")[1].ShouldBe(LineKeysOf("1001,锅,红,A")[0]);

    [Fact]
    public void LineKey_SubOrderNumber_IsTheKey() =>
        new OrderLineRowReader().Read(Cells("子订单编号,主订单编号,标题", "7001,1001,锅"), "", 2).LineKey.ShouldBe("7001");

    private static List<string> LineKeysOf(params string[] rows)
    {
        var reader = new OrderLineRowReader();
        return [.. rows.Select(row => reader.Read(Cells("订单编号,标题,商品属性,商家编码", row), "", 2).LineKey)];
    }

    private static RowCells Cells(string headers, string row, char separator = ',') => new(new HeaderMap(headers.Split(separator)), row.Split(separator), Shanghai);
}
