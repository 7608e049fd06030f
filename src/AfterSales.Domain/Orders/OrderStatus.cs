namespace AfterSales.Domain.Orders;

/// <summary>Where an order stands, as the platforms say it (FORMATS 1.4).</summary>
public enum OrderStatus
{
    Unknown,
    WaitBuyerPay,
    WaitSellerSend,
    PartlySent,
    WaitBuyerConfirm,
    BuyerSigned,
    Finished,
    /// <summary>Closed after payment: refunded.</summary>
    Closed,
    ClosedBeforePay,
}
