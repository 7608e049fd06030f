using AfterSales.Domain.Importing;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Tests.Importing;

public sealed class CellWordsTests
{
    [Theory]
    [InlineData("等待买家付款", OrderStatus.WaitBuyerPay)]
    [InlineData("买家已付款，等待卖家发货", OrderStatus.WaitSellerSend)]
    [InlineData("买家已付款,等待卖家发货", OrderStatus.WaitSellerSend)]
    [InlineData("卖家部分发货", OrderStatus.PartlySent)]
    [InlineData("卖家已发货， 等待买家确认", OrderStatus.WaitBuyerConfirm)]
    [InlineData("买家已签收(货到付款)", OrderStatus.BuyerSigned)]
    [InlineData("买家已签收（货到付款）", OrderStatus.BuyerSigned)]
    [InlineData("交易成功", OrderStatus.Finished)]
    [InlineData("交易关闭", OrderStatus.Closed)]
    [InlineData("已发货，待签收", OrderStatus.WaitBuyerConfirm)]
    [InlineData("已签收，退款成功", OrderStatus.Closed)]
    [InlineData("(删除)等待出库", OrderStatus.Closed)]
    [InlineData("前所未见", OrderStatus.Unknown)]
    [InlineData(null, OrderStatus.Unknown)]
    public void Order_Words_AreTheirState(string? text, OrderStatus expected) => StatusWords.Order(text).ShouldBe(expected);

    [Theory]
    [InlineData("买家未付款", null, OrderStatus.ClosedBeforePay)]
    [InlineData("退款", true, OrderStatus.Closed)]
    [InlineData(null, false, OrderStatus.ClosedBeforePay)]
    public void Order_Closed_TellsBeforeFromAfterPayment(string? reason, bool? wasPaid, OrderStatus expected) =>
        StatusWords.Order("交易关闭", reason, wasPaid).ShouldBe(expected);

    [Theory]
    [InlineData("没有申请退款", RefundStatus.None)]
    [InlineData("无售后或售后取消", RefundStatus.None)]
    [InlineData("买家已经申请退款，等待卖家同意", RefundStatus.WaitSellerAgree)]
    [InlineData("卖家已经同意退款，等待买家退货", RefundStatus.WaitBuyerReturn)]
    [InlineData("买家已经退货，等待卖家确认收货", RefundStatus.WaitSellerConfirm)]
    [InlineData("卖家拒绝退款", RefundStatus.SellerRefused)]
    [InlineData("退款成功", RefundStatus.Succeeded)]
    [InlineData("退款关闭", RefundStatus.Closed)]
    [InlineData("售后处理中", RefundStatus.InProgress)]
    [InlineData("？", RefundStatus.Unknown)]
    public void Refund_Words_AreTheirState(string text, RefundStatus expected) => StatusWords.Refund(text).ShouldBe(expected);

    [Theory]
    [InlineData("红旗", FlagColour.Red)]
    [InlineData("黄色", FlagColour.Yellow)]
    [InlineData("绿", FlagColour.Green)]
    [InlineData("粉红旗", FlagColour.Purple)]
    [InlineData("紫旗", FlagColour.Purple)]
    [InlineData("0", FlagColour.Grey)]
    [InlineData("4", FlagColour.Blue)]
    [InlineData("急单", null)]
    [InlineData(null, null)]
    public void FlagRead_Words_AreTheirColour(string? text, FlagColour? expected) => FlagWords.Read(text).ShouldBe(expected);

    [Fact]
    public void AddressRead_FourWords_Splits() =>
        AddressText.Read("广东省 广州市 越秀区 测试街道环市东路1号 2栋301(510000)")
            .ShouldBe(new PostalAddress("广东省", "广州市", "越秀区", "测试街道环市东路1号 2栋301", "510000"));

    [Theory]
    [InlineData("四川省 成都市 其它区 测试大道333号(000000)", "测试大道333号")]
    [InlineData("四川省 成都市 锦江区 ****", "****")]
    [InlineData("四川省 成都市 锦江区", "")]
    public void AddressRead_NoPostalCode_IsNull(string text, string detail)
    {
        var address = AddressText.Read(text)!;
        address.PostalCode.ShouldBeNull();
        address.City.ShouldBe("成都市");
        address.Detail.ShouldBe(detail);
    }

    [Fact]
    public void AddressRead_OnePiece_StaysWhole() =>
        AddressText.Read("江西南昌市青山湖区测试路1号").ShouldBe(new PostalAddress("", "", "", "江西南昌市青山湖区测试路1号", null));

    [Theory]
    [InlineData("颜色分类：20厘米锅-不含盖[长45cm];套装：单锅")]
    [InlineData("颜色分类:20厘米锅-不含盖[长45cm]；套装:单锅;")]
    public void SkuRead_EitherColon_Splits(string text) =>
        SkuText.Read(text).ShouldBe([new SkuProperty("颜色分类", "20厘米锅-不含盖[长45cm]"), new SkuProperty("套装", "单锅")]);

    [Fact]
    public void SkuRead_ValueAlone_HasNoName() => SkuText.Read("单锅").ShouldBe([new SkuProperty("", "单锅")]);
}
