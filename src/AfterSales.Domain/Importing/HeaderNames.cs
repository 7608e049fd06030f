using System.Collections.Frozen;
using System.Text;

namespace AfterSales.Domain.Importing;

/// <summary>
/// What the columns of exports are called. Sets and order differ by year and by what a seller ticked, so a column is
/// known by its normalised name, never by its place.
/// </summary>
public static class HeaderNames
{
    // The first name of a field is preferred: when two columns mean the same field, its value is taken, and the other is kept as it is.
    private static readonly (ImportField Field, string[] Names)[] Aliases =
    [
        (ImportField.OrderNo, ["订单编号", "订单号", "主订单编号", "主订单id"]),
        (ImportField.SubOrderNo, ["子订单编号", "子订单id"]),
        (ImportField.RefundNo, ["退款编号", "售后编号"]),
        (ImportField.PayNo, ["支付单号", "支付宝交易号", "支付ID", "支付流水号"]),
        (ImportField.BuyerNick, ["买家会员名", "买家会员名称", "买家会员昵称", "下单帐号", "下单账号"]),
        (ImportField.ShopName, ["店铺名称"]),
        (ImportField.Payable, ["买家应付货款"]),
        (ImportField.Postage, ["买家应付邮费", "邮费(元)", "运费金额", "运费"]),
        (ImportField.Total, ["总金额", "商品总价(元)", "订单金额"]),
        (ImportField.Paid, ["买家实际支付金额", "买家实付金额", "子单实付金额", "用户实付金额(元)", "用户应付金额(元)", "应付金额", "订单应付金额"]),
        (ImportField.RefundAmount, ["退款金额", "买家退款金额", "退款金额(元)", "商品已退款金额"]),
        (ImportField.Title, ["宝贝标题", "标题", "商品标题", "商品名称", "商品", "选购商品"]),
        (ImportField.ItemNo, ["商品ID"]),
        (ImportField.UnitPrice, ["价格", "商品价格", "商品单价", "京东价"]),
        (ImportField.Sku, ["商品属性", "商品属性SKU", "商品规格", "修改后的sku"]),
        (ImportField.OuterCode, ["商家编码", "外部系统编号", "商品编码", "货号", "商家编码-规格维度", "商家编码(商品编码)"]),
        (ImportField.Quantity, ["购买数量", "宝贝总数量", "商品数量(件)", "商品数量", "订购数量"]),
        (ImportField.Status, ["订单状态"]),
        (ImportField.CloseReason, ["订单关闭原因", "取消原因"]),
        (ImportField.RefundStatus, ["退款状态", "售后状态"]),
        (ImportField.RefundType, ["售后类型", "是否需要退货", "退款类型(仅退款/退货退款)", "退款类型"]),
        (ImportField.CreatedAt, ["订单创建时间", "订单提交时间", "下单时间", "订单下单时间", "订单成交时间"]),
        (ImportField.PaidAt, ["订单付款时间", "支付时间", "支付完成时间", "付款确认时间"]),
        (ImportField.ShippedAt, ["发货时间", "订单发货时间"]),
        (ImportField.LatestShipAt, ["应发货时间", "承诺发货时间"]),
        (ImportField.ConfirmedAt, ["确认收货时间", "订单完成时间"]),
        (ImportField.Waybill, ["物流单号", "快递单号", "发货运单号", "发货物流信息"]),
        (ImportField.Carrier, ["物流公司", "快递公司"]),
        (ImportField.ReturnWaybill, ["退货物流单号", "退货运单号", "退货物流信息"]),
        (ImportField.Deadline, ["超时时间"]),
        (ImportField.ProofDeadline, ["举证超时", "举证超时时间"]),
        (ImportField.AppliedAt, ["退款的申请时间", "申请时间"]),
        (ImportField.ReturnedAt, ["买家退货时间"]),
        (ImportField.FinishedAt, ["退款完结时间", "完结时间"]),
        (ImportField.GoodsStatus, ["货物状态"]),
        (ImportField.Reason, ["买家退款原因", "退款原因"]),
        (ImportField.RefundWords, ["买家退款说明"]),
        (ImportField.ReturnCarrier, ["退货物流公司"]),
        (ImportField.Intervention, ["客服介入状态"]),
        (ImportField.BuyerMessage, ["买家留言", "主订单买家留言", "用户备注", "买家备注"]),
        (ImportField.SellerMemo, ["订单备注", "商家备注", "商家备忘", "备注", "包裹备注信息"]),
        (ImportField.Flag, ["备注标签", "旗帜颜色", "包裹备注标记", "打标颜色", "商家备注等级", "商家备注等级(等级1-5为由高到低)"]),
        (ImportField.Receiver, ["收货人姓名", "收件人", "客户姓名", "收件人姓名"]),
        (ImportField.Phone, ["联系手机", "联系电话", "收件人手机号"]),
        (ImportField.Address, ["收货地址", "客户地址", "详细地址"]),
        (ImportField.Province, ["省"]),
        (ImportField.City, ["市"]),
        (ImportField.District, ["区"]),
        (ImportField.Street, ["街道", "街道/镇"]),
    ];

    private static readonly FrozenDictionary<string, (ImportField Field, int Preference)> ByName = Aliases
        .SelectMany(a => a.Names.Select((name, preference) => (Name: Normalise(name), a.Field, preference)))
        .ToFrozenDictionary(a => a.Name, a => (a.Field, a.preference), StringComparer.Ordinal);

    /// <summary>Without spaces, marks and tabs; full-width brackets narrowed; ASCII in lower case; `_` between two words as `/`.</summary>
    public static string Normalise(string header)
    {
        var name = new StringBuilder(header.Length);
        foreach (var c in CellText.Clean(header))
        {
            if (CellText.IsBlank(c)) continue;
            name.Append(c switch { '（' => '(', '）' => ')', '_' => '/', _ => char.ToLowerInvariant(c) });
        }

        return name.ToString();
    }

    /// <summary>The field that a header means, and how much it is preferred over other names of that field (0 most); null if unknown.</summary>
    public static (ImportField Field, int Preference)? Find(string header) =>
        ByName.TryGetValue(Normalise(header), out var found) ? found : null;
}
