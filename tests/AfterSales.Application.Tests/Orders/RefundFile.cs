using System.Globalization;

namespace AfterSales.Application.Tests.Orders;

/// <summary>A row of 退款管理, and files of them. Times are in the store's zone, as the platform writes them.</summary>
internal sealed record RefundFileRow(string RefundNo, string OrderNo = "1001", string Status = "买家已经申请退款，等待卖家同意")
{
    public string Type { get; init; } = "仅退款";
    public string? Buyer { get; init; } = "小鹿";
    public string Amount { get; init; } = "30.00";
    public string Reason { get; init; } = "少件/漏发";
    public string Words { get; init; } = "";
    public DateTimeOffset? Applied { get; init; }
    public DateTimeOffset? Deadline { get; init; }
    public string? DeadlineText { get; init; }
    public DateTimeOffset? Returned { get; init; }
    public DateTimeOffset? Finished { get; init; }
    public DateTimeOffset? Proof { get; init; }
    public string Intervention { get; init; } = "不需客服介入";

    public static string File(params RefundFileRow[] rows) =>
        "订单编号,退款编号,买家会员名称,买家退款金额,售后类型,退款的申请时间,超时时间,退款状态,货物状态,客服介入状态,买家退款原因,买家退款说明,买家退货时间,退款完结时间,举证超时,责任方\n" +
        string.Concat(rows.Select(r =>
            $"{r.OrderNo},{r.RefundNo},{r.Buyer},{r.Amount},{r.Type},{Time(r.Applied)},{r.DeadlineText ?? Time(r.Deadline)},{r.Status},买家已收到货,{r.Intervention},{r.Reason},{r.Words},{Time(r.Returned)},{Time(r.Finished)},{Time(r.Proof)},卖家\n"));

    private static string Time(DateTimeOffset? at) => at?.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";
}
