namespace AfterSales.Domain.Orders;

/// <summary>Whether something is to be done about a refund after an import.</summary>
public enum RefundAttention
{
    None,

    /// <summary>It changed, and its case and clock have not been seen to yet.</summary>
    Due,

    /// <summary>Its deadline runs, but whose it is only its order will tell, which has not been imported.</summary>
    NoBuyer,
}
