namespace AfterSales.Domain.Orders;

/// <summary>
/// What happens by itself when the deadline of a refund is missed, by its type and status (FORMATS 6.2). Where nobody knows, it is
/// <see cref="DeadlineConsequence.Rules"/>: unknown is never harmless.
/// </summary>
public static class DeadlineConsequences
{
    /// <param name="intervened">The platform's own people have been called in: they decide, whoever refused.</param>
    /// <returns>Null for a request that is over.</returns>
    public static DeadlineConsequence? Of(RefundType type, RefundStatus status, bool intervened) => (status, type) switch
    {
        (RefundStatus.None or RefundStatus.Succeeded or RefundStatus.Closed, _) => null,
        (RefundStatus.WaitSellerAgree, RefundType.RefundOnly) => DeadlineConsequence.Refund,
        (RefundStatus.WaitSellerAgree, RefundType.ReturnAndRefund) => DeadlineConsequence.AgreeToReturn,
        (RefundStatus.WaitSellerAgree, _) => DeadlineConsequence.Agree,
        (RefundStatus.WaitSellerConfirm, RefundType.Exchange or RefundType.Repair) => DeadlineConsequence.ConfirmReturn,
        (RefundStatus.WaitSellerConfirm, _) => DeadlineConsequence.Refund,
        (RefundStatus.WaitBuyerReturn, _) => DeadlineConsequence.Close,
        (RefundStatus.WaitBuyerConfirm, _) => DeadlineConsequence.Complete,
        (RefundStatus.SellerRefused, _) => intervened ? DeadlineConsequence.Judge : DeadlineConsequence.Close,
        _ => DeadlineConsequence.Rules,
    };

    /// <summary>Whether it is for the store to act before; otherwise the deadline is the buyer's, and nothing to fear.</summary>
    public static bool IsOurs(this DeadlineConsequence consequence) => consequence is not (DeadlineConsequence.Close or DeadlineConsequence.Complete);
}
