namespace AfterSales.Domain.Ledger;

/// <summary>Money that the platform paid back for an order, as it was imported.</summary>
/// <param name="No">Its refund number.</param>
/// <param name="Yuan">More than nothing.</param>
public sealed record PaidBack(string No, decimal Yuan);

/// <summary>A refund that the store had paid for the order by the platform.</summary>
/// <param name="ReceiptNo">Null while it is not confirmed.</param>
public sealed record RefundPaid(string? ReceiptNo, decimal Yuan);

/// <summary>
/// What the platform paid back by itself (SPEC 4.2: never more than was paid). Every refund goes by the platform, the store's own too, and is imported like any other: it is the
/// store's own where its number is a receipt of the store, or else where one of the same amount is left over.
/// </summary>
public static class RefundsByPlatform
{
    /// <summary>Yuan.</summary>
    public static decimal ByItself(IEnumerable<PaidBack> refunds, IEnumerable<RefundPaid> own)
    {
        var (left, rest) = (own.ToList(), new List<PaidBack>());
        foreach (var refund in refunds)
        {
            var named = left.FindIndex(paid => paid.ReceiptNo == refund.No);
            if (named < 0) rest.Add(refund);
            else left.RemoveAt(named);
        }
        return rest.Sum(refund =>
        {
            var alike = left.FindIndex(paid => paid.Yuan == refund.Yuan);
            if (alike < 0) return refund.Yuan;
            left.RemoveAt(alike);
            return 0;
        });
    }
}
