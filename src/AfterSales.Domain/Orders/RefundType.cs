namespace AfterSales.Domain.Orders;

/// <summary>What a buyer asks for through the platform (售后类型).</summary>
public enum RefundType
{
    Unknown,

    /// <summary>仅退款: money back, the goods stay.</summary>
    RefundOnly,

    /// <summary>退货退款: money back for goods back.</summary>
    ReturnAndRefund,
    Exchange,

    /// <summary>补寄: what was missing is sent.</summary>
    Reship,
    Repair,

    /// <summary>价保: the price fell after the purchase.</summary>
    PriceProtection,
}
