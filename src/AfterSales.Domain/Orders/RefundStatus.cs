namespace AfterSales.Domain.Orders;

/// <summary>退款状态 of an order line.</summary>
public enum RefundStatus
{
    None,
    WaitSellerAgree,
    WaitBuyerReturn,
    WaitSellerConfirm,
    SellerRefused,
    InProgress,
    Succeeded,
    Closed,
    Unknown,
}
