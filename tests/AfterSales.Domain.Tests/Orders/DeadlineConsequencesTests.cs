using AfterSales.Domain.Orders;
using static AfterSales.Domain.Orders.DeadlineConsequence;
using static AfterSales.Domain.Orders.RefundStatus;

namespace AfterSales.Domain.Tests.Orders;

public sealed class DeadlineConsequencesTests
{
    [Theory]
    [InlineData(RefundType.RefundOnly, WaitSellerAgree, false, Refund, true)]
    [InlineData(RefundType.ReturnAndRefund, WaitSellerAgree, false, AgreeToReturn, true)]
    [InlineData(RefundType.Exchange, WaitSellerAgree, false, Agree, true)]
    [InlineData(RefundType.Reship, WaitSellerAgree, false, Agree, true)]
    [InlineData(RefundType.Unknown, WaitSellerAgree, false, Agree, true)]
    [InlineData(RefundType.ReturnAndRefund, WaitSellerConfirm, false, Refund, true)]
    [InlineData(RefundType.Unknown, WaitSellerConfirm, false, Refund, true)]
    [InlineData(RefundType.Exchange, WaitSellerConfirm, false, ConfirmReturn, true)]
    [InlineData(RefundType.Repair, WaitSellerConfirm, false, ConfirmReturn, true)]
    [InlineData(RefundType.ReturnAndRefund, WaitBuyerReturn, false, Close, false)]
    [InlineData(RefundType.Exchange, WaitBuyerConfirm, false, Complete, false)]
    [InlineData(RefundType.Exchange, WaitSellerSend, false, Rules, true)]
    [InlineData(RefundType.RefundOnly, SellerRefused, false, Close, false)]
    [InlineData(RefundType.RefundOnly, SellerRefused, true, Judge, true)]
    [InlineData(RefundType.RefundOnly, InProgress, false, Rules, true)]
    [InlineData(RefundType.Unknown, RefundStatus.Unknown, false, Rules, true)]
    public void Of_ARunningRefund_SaysWhatHappens_AndWhoseItIs(RefundType type, RefundStatus status, bool intervened, DeadlineConsequence expected, bool ours)
    {
        var missed = DeadlineConsequences.Of(type, status, intervened).ShouldNotBeNull();
        (missed, missed.IsOurs()).ShouldBe((expected, ours));
    }

    [Theory]
    [InlineData(Succeeded)]
    [InlineData(Closed)]
    [InlineData(None)]
    public void Of_ARefundThatIsOver_IsNothing(RefundStatus status) =>
        Enum.GetValues<RefundType>().ShouldAllBe(type => DeadlineConsequences.Of(type, status, true) == null);

    [Theory]
    [InlineData("仅退款", RefundType.RefundOnly)]
    [InlineData("退货退款", RefundType.ReturnAndRefund)]
    [InlineData("换货", RefundType.Exchange)]
    [InlineData("补寄", RefundType.Reship)]
    [InlineData("维修", RefundType.Repair)]
    [InlineData("价保服务", RefundType.PriceProtection)]
    [InlineData("是", RefundType.ReturnAndRefund)]
    [InlineData("否", RefundType.RefundOnly)]
    [InlineData("不需要退货", RefundType.RefundOnly)]
    [InlineData("需要退货", RefundType.ReturnAndRefund)]
    [InlineData("别的", RefundType.Unknown)]
    [InlineData(null, RefundType.Unknown)]
    public void Type_AsEachPlatformAndYearWordsIt_IsKnown(string? text, RefundType type) => RefundWords.Type(text).ShouldBe(type);

    [Theory]
    [InlineData("不需客服介入", false)]
    [InlineData("需要客服介入", true)]
    [InlineData("客服已经介入", true)]
    [InlineData("客服初审完成", true)]
    [InlineData("客服主管复审失败", true)]
    [InlineData("客服处理完成", false)]
    [InlineData(null, false)]
    public void HasIntervened_FromBeingCalledUntilDone(string? text, bool intervened) => RefundWords.HasIntervened(text).ShouldBe(intervened);
}
