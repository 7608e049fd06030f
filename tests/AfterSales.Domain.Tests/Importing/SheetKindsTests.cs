using AfterSales.Domain.Importing;

namespace AfterSales.Domain.Tests.Importing;

public sealed class SheetKindsTests
{
    private const string G1 = "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,买家实际支付金额,买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址 ,运送方式,联系电话 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,物流公司,订单备注,宝贝总数量,店铺Id,店铺名称";
    private const string D1 = "订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码";
    private const string D2 = "子订单编号,主订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码,支付单号,买家应付货款,买家实际支付金额,退款状态,退款金额,订单创建时间,订单付款时间";
    private const string Refunds2 = "订单编号,退款编号,支付宝交易号,订单付款时间,商品编码,退款完结时间,买家实际支付金额,宝贝标题,买家退款金额,手工退款/系统退款,是否需要退货,退款的申请时间,超时时间,退款状态,货物状态";
    private const string PddRefunds = "售后编号,订单编号,商品ID,商品名称,商品规格,退款金额(元),售后状态,退款类型(仅退款/退货退款),退款原因,订单状态,申请时间";
    private const string Pdd = "商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),用户实付金额(元),商家实收金额(元),商品数量(件),支付时间,商品id,商品规格,样式ID,商家编码-规格维度,快递单号,快递公司,省,市,区,商家备注,买家留言,售后状态,订单成交时间";
    private const string Jd = "订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,订单类型,下单帐号,客户姓名,客户地址,联系电话,订单备注";

    [Theory]
    [InlineData(G1, FileKind.OrderList)]
    [InlineData(G1 + ",支付单号,支付详情,主订单编号,退款金额,发货时间,商家备忘", FileKind.OrderList)]
    [InlineData("订单编号,买家实付金额,订单状态,商品标题,商品属性SKU,商家编码,收货地址,订单创建时间,子单实付金额,备注标签", FileKind.OrderList)]
    [InlineData(D1, FileKind.OrderLines)]
    [InlineData(D2, FileKind.OrderLines)]
    [InlineData("订单编号,收货人姓名,联系手机,收货地址", FileKind.Deliveries)]
    [InlineData(Refunds2, FileKind.Refunds)]
    [InlineData(PddRefunds, FileKind.Refunds)]
    [InlineData(Pdd, FileKind.PddOrders)]
    [InlineData(Jd, FileKind.JdOrders)]
    [InlineData("姓名,部门,工资", FileKind.Unknown)]
    [InlineData("订单编号", FileKind.Unknown)]
    [InlineData("", FileKind.Unknown)]
    public void Of_Headers_IsTheirKind(string headers, FileKind kind) => SheetKinds.Of(headers.Split(',')).ShouldBe(kind);

    [Fact]
    public void OfFile_SheetsOfSeveralKinds_IsWorkbook() =>
        SheetKinds.OfFile([FileKind.OrderList, FileKind.OrderLines, FileKind.Deliveries]).ShouldBe(FileKind.QianniuWorkbook);
}
