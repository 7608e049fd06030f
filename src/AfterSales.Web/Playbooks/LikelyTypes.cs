using AfterSales.Domain.Cases;
using AfterSales.Domain.Orders;

namespace AfterSales.Web.Playbooks;

/// <summary>What a case most likely is, to be said with one tap: what the keywords propose first, then what comes up most while an order is where it is.</summary>
public static class LikelyTypes
{
    private const int Proposed = 3;

    private static readonly CaseSubtype[] BeforeShipping = [CaseSubtype.CancelOrder, CaseSubtype.ChangeStyle, CaseSubtype.WrongAddress, CaseSubtype.OutOfStock];
    private static readonly CaseSubtype[] OnTheWay = [CaseSubtype.Delayed, CaseSubtype.Unreachable, CaseSubtype.Refused, CaseSubtype.AddressChange, CaseSubtype.Missing, CaseSubtype.WrongShipped];
    private static readonly CaseSubtype[] Arrived = [CaseSubtype.Missing, CaseSubtype.WrongShipped, CaseSubtype.Defect, CaseSubtype.SizeOff, CaseSubtype.SignedDamaged, CaseSubtype.SevenDay];

    /// <summary>With a proposal: that, and the others of its type, shortly.</summary>
    public static IReadOnlyList<CaseSubtype> Of(Case subject, OrderStatus? order) => subject switch
    {
        { Type: { } type, Subtype: { } proposed } => [proposed, .. CaseTypes.SubtypesOf(type).Where(subtype => subtype != proposed).Take(Proposed - 1)],
        { Type: { } type } => [.. CaseTypes.SubtypesOf(type)],
        _ => order switch
        {
            OrderStatus.WaitBuyerPay or OrderStatus.WaitSellerSend => BeforeShipping,
            OrderStatus.WaitBuyerConfirm => OnTheWay,
            _ => Arrived,
        },
    };
}
