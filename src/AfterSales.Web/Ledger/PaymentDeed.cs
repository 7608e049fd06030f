namespace AfterSales.Web.Ledger;

/// <summary>What one does with a payment.</summary>
public enum PaymentDeed
{
    /// <summary>It was paid, here is the receipt.</summary>
    ByHand,

    /// <summary>It is on its way; the receipt comes later.</summary>
    Send,

    /// <summary>The payment robot shall pay it.</summary>
    Robot,
    Confirm,
    Fail,
    LookAlike,
}
