using AfterSales.Domain.Importing;

namespace AfterSales.Domain.Tests.Importing;

public sealed class HeaderNamesTests
{
    [Theory]
    [InlineData("\uFEFF订单编号", ImportField.OrderNo)]
    [InlineData("收货地址 ", ImportField.Address)]
    [InlineData("订单付款时间\u3000", ImportField.PaidAt)]
    [InlineData("商 品 ID", ImportField.ItemNo)]
    [InlineData("用户实付金额（元）", ImportField.Paid)]
    [InlineData("买家实付金额", ImportField.Paid)]
    [InlineData("商家备注等级（等级1-5为由高到低）", ImportField.Flag)]
    [InlineData("物流单号\t", ImportField.Waybill)]
    public void Find_KnownName_IsItsField(string header, ImportField field) => HeaderNames.Find(header)!.Value.Field.ShouldBe(field);

    [Fact]
    public void Find_UnknownName_IsNull() => HeaderNames.Find("淘鲜达渠道").ShouldBeNull();

    [Fact]
    public void Find_EveryField_HasAName()
    {
        var named = new[] { "订单编号", "子订单编号", "退款编号", "支付单号", "买家会员名", "店铺名称", "买家应付货款", "买家应付邮费", "总金额", "买家实际支付金额", "退款金额", "宝贝标题", "商品id", "价格", "商品属性", "商家编码", "购买数量", "订单状态", "订单关闭原因", "退款状态", "售后类型", "订单创建时间", "订单付款时间", "发货时间", "应发货时间", "确认收货时间", "物流单号", "物流公司", "退货物流信息", "超时时间", "举证超时", "退款的申请时间", "买家退货时间", "退款完结时间", "货物状态", "买家退款原因", "买家退款说明", "退货物流公司", "客服介入状态", "买家留言", "订单备注", "备注标签", "收货人姓名", "联系手机", "收货地址", "省", "市", "区", "街道" };
        named.Select(name => HeaderNames.Find(name)!.Value.Field).Distinct().Order().ShouldBe(Enum.GetValues<ImportField>());
    }

    [Theory]
    [InlineData("手工退款_系统退款", "手工退款/系统退款")]
    [InlineData("部分退款 / 全部退款", "部分退款/全部退款")]
    [InlineData("是否O2O交易", "是否o2o交易")]
    public void Normalise_Variants_AreOneName(string header, string expected) => HeaderNames.Normalise(header).ShouldBe(expected);
}
