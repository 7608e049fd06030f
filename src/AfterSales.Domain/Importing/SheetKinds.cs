using static AfterSales.Domain.Importing.ImportField;

namespace AfterSales.Domain.Importing;

/// <summary>Tells what a sheet is by which columns it has, and finds the row that names them.</summary>
public static class SheetKinds
{
    // A sheet is of a kind if all required fields are there; the kind with the most telling columns wins.
    private static readonly (FileKind Kind, ImportField[] Required, ImportField[] TellingFields, string[] TellingNames)[] Signatures =
    [
        (FileKind.OrderList, [OrderNo], [BuyerNick, Payable, Total, Postage, Paid, Status, BuyerMessage, CreatedAt, PaidAt, ShopName, CloseReason, Address, Receiver], []),
        (FileKind.OrderLines, [OrderNo, Title], [SubOrderNo, UnitPrice, Sku, OuterCode, RefundStatus, Status], ["套餐信息", "外部系统编号", "购买数量", "联系方式备注", "子订单编号"]),
        (FileKind.Deliveries, [OrderNo, Receiver, Address], [Phone, Receiver, Address], []),
        (FileKind.Refunds, [OrderNo, RefundNo], [RefundNo, RefundStatus, RefundAmount, RefundType, Deadline, ReturnWaybill], ["退款的申请时间", "买家退款原因", "货物状态", "退款编号", "售后编号", "客服介入状态"]),
        (FileKind.PddOrders, [OrderNo, Title], [OrderNo], ["商品总价(元)", "用户实付金额(元)", "商家实收金额(元)", "商品数量(件)", "邮费(元)", "样式id", "商家编码-规格维度", "多多支付立减金额(元)", "承诺发货时间", "商品规格", "团id", "订单成交时间"]),
        (FileKind.JdOrders, [OrderNo, Title], [OrderNo], ["京东价", "下单帐号", "下单账号", "结算金额", "余额支付", "订购数量", "货号", "客户姓名", "客户地址", "商家备注等级(等级1-5为由高到低)", "付款确认时间", "订单渠道", "商品id"]),
    ];

    private const int FewestTelling = 2;

    public static FileKind Of(IEnumerable<string> headers)
    {
        var names = headers.Select(HeaderNames.Normalise).ToHashSet(StringComparer.Ordinal);
        var fields = names.Select(HeaderNames.Find).OfType<(ImportField Field, int)>().Select(found => found.Field).ToHashSet();

        var (kind, telling) = Signatures
            .Where(s => fields.IsSupersetOf(s.Required))
            .Select(s => (s.Kind, Telling: Telling(s.TellingFields, s.TellingNames)))
            .OrderByDescending(s => s.Telling)
            .FirstOrDefault();
        return telling < FewestTelling ? FileKind.Unknown : OrdersWithoutState(kind);

        int Telling(ImportField[] tellingFields, string[] tellingNames) => tellingFields.Count(fields.Contains) + tellingNames.Count(names.Contains);

        // A delivery sheet has an order number and a receiver too, but never money, state or dates.
        FileKind OrdersWithoutState(FileKind found) =>
            found == FileKind.OrderList && !fields.Overlaps([Paid, Payable, Total, Status, CreatedAt, PaidAt]) && fields.IsSupersetOf([Receiver, Address])
                ? FileKind.Deliveries
                : found;
    }

    /// <summary>What a file is whose sheets are of these kinds.</summary>
    public static FileKind OfFile(IEnumerable<FileKind> sheets)
    {
        var kinds = sheets.Where(kind => kind != FileKind.Unknown).Distinct().ToList();
        return kinds.Count switch
        {
            0 => FileKind.Unknown,
            1 => kinds[0],
            _ => FileKind.QianniuWorkbook,
        };
    }

    public static bool HasOrders(FileKind kind) => kind is FileKind.OrderList or FileKind.PddOrders or FileKind.JdOrders;

    public static bool HasLines(FileKind kind) => kind is FileKind.OrderLines or FileKind.PddOrders or FileKind.JdOrders;
}
