namespace AfterSales.Domain.Orders;

/// <summary>退款状态 of a refund request, or of an order line.</summary>
public enum RefundStatus
{
    None,
    WaitSellerAgree,
    WaitBuyerReturn,
    WaitSellerConfirm,

    /// <summary>The goods that take the place of returned ones are to be sent.</summary>
    WaitSellerSend,
    WaitBuyerConfirm,
    SellerRefused,
    InProgress,
    Succeeded,
    Closed,
    Unknown,
}
