using AfterSales.Domain.Importing;
using AfterSales.Domain.Orders;

namespace AfterSales.Domain.Tests.Importing;

public sealed class RefundRowReaderTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static (RefundRow Row, RowCells Cells) Read(string headers, string row)
    {
        var cells = new RowCells(new HeaderMap(headers.Split(',')), row.Split(','), Shanghai);
        return (RefundRowReader.Read(cells, "", 2), cells);
    }

    [Fact]
    public void Read_ARowOfTheCurrentExport_HasEverything()
    {
        var (row, cells) = Read(
            "订单编号,退款编号,宝贝标题,买家退款金额,售后类型,退款的申请时间,超时时间,退款状态,货物状态,退货物流信息,客服介入状态,退货物流单号,退货物流公司,买家退款原因,买家退款说明,买家退货时间,退款完结时间,举证超时,小额收款",
            "1001,9001,菜刀,249.00,退货退款,2026-03-01 09:12:00,2026-03-03 09:12:00,买家已经退货，等待卖家确认收货,买家已退货,中通快递:753 已签收,不需客服介入,75300000000999,中通快递,商品破损/包装问题,刀刃有缺口,2026-03-02 11:00:00,,2026-03-04 10:00:00,否");

        cells.Problems.ShouldBeEmpty();
        (row.OrderNo, row.RefundNo, row.Title, row.Amount, row.Type, row.Status).ShouldBe(("1001", "9001", "菜刀", 249m, RefundType.ReturnAndRefund, RefundStatus.WaitSellerConfirm));
        (row.StatusText, row.GoodsStatus, row.Intervention, row.Reason, row.Words).ShouldBe(("买家已经退货，等待卖家确认收货", "买家已退货", "不需客服介入", "商品破损/包装问题", "刀刃有缺口"));
        (row.ReturnWaybill, row.ReturnCarrier).ShouldBe(("75300000000999", "中通快递"));
        (row.AppliedAt, row.Deadline, row.ReturnedAt, row.FinishedAt, row.ProofDeadline).ShouldBe((At(1, 9, 12), At(3, 9, 12), At(2, 11, 0), null, At(4, 10, 0)));
        row.Extra.ShouldBe(new Dictionary<string, string> { ["退货物流信息"] = "中通快递:753 已签收", ["小额收款"] = "否" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("剩余1天2小时")]
    [InlineData("已超时")]
    [InlineData("2026-03-0")]
    public void Read_ADeadlineThatIsNoTime_IsKeptInItsWords_AndNoTimeIsMadeUp(string words)
    {
        var (row, cells) = Read("订单编号,退款编号,超时时间", $"1001,9001,{words}");
        cells.Problems.ShouldBeEmpty();
        (row.Deadline, row.DeadlineText).ShouldBe((null, words));
    }

    [Fact]
    public void Read_AnOlderExport_ReadsWhetherGoodsComeBack()
    {
        var (row, _) = Read("订单编号,退款编号,买家会员名称,是否需要退货,退款状态,退货物流信息", "1001,9001,小鹿,是,退款关闭,圆通速递:YT123 在途");
        (row.BuyerNick, row.Type, row.TypeText, row.Status, row.ReturnWaybill).ShouldBe(("小鹿", RefundType.ReturnAndRefund, null, RefundStatus.Closed, "YT123"));
    }

    [Fact]
    public void Read_ARowOfPinduoduo_IsARefundToo()
    {
        var (row, cells) = Read(
            "售后编号,订单编号,商品ID,商品名称,商品规格,退款金额(元),售后状态,退款类型(仅退款/退货退款),退款原因,订单状态,申请时间,退货运单号,快递公司",
            "5001,260301-100000000000001,6001,雪平锅,20cm,30.00,退款成功,仅退款,质量问题,已签收,2026-03-01 18:00:00,,中通快递");
        cells.Problems.ShouldBeEmpty();
        (row.RefundNo, row.OrderNo, row.Amount, row.Type, row.Status, row.Reason).ShouldBe(("5001", "260301-100000000000001", 30m, RefundType.RefundOnly, RefundStatus.Succeeded, "质量问题"));
        row.AppliedAt.ShouldBe(At(1, 18, 0));
        row.Extra["快递公司"].ShouldBe("中通快递");
    }

    [Theory]
    [InlineData("1001,", ProblemCodes.MissingRefundNo)]
    [InlineData(",9001", ProblemCodes.MissingOrderNo)]
    [InlineData("1001,9.0E+16", ProblemCodes.IdScientific)]
    [InlineData("1.001E+18,9001", ProblemCodes.IdScientific)]
    public void Read_WithoutItsNumbers_IsRefused(string row, string code) =>
        Read("订单编号,退款编号", row).Cells.Problems.ShouldHaveSingleItem().Code.ShouldBe(code);

    private static DateTimeOffset At(int day, int hour, int minute) => new DateTimeOffset(2026, 3, day, hour, minute, 0, TimeSpan.FromHours(8)).ToUniversalTime();
}
