using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Remedies;

/// <summary>What is said of payments and of those who decide on them.</summary>
public static class PayoutWords
{
    /// <summary>A price goes back as it came; what is given as goodwill is sent beside the order.</summary>
    public static PayoutMethod UsualMethod(string remedy) => remedy switch
    {
        "coupon" => PayoutMethod.Coupon,
        "return and refund" or "refund only" or "cancel order" => PayoutMethod.Refund,
        _ => PayoutMethod.SmallTransfer,
    };

    /// <summary>主管, 主管和店长, 主管，然后店长.</summary>
    public static string Signers(this Texts texts, SignaturePlan plan) => plan.Mode switch
    {
        SignatureMode.AnyOne => string.Join(texts["Remedies.Or"], plan.Roles.Distinct().Select(role => texts.Word(role))),
        SignatureMode.AllOf => string.Join(texts["Remedies.And"], plan.Roles.Select(role => texts.Word(role))),
        _ => string.Join(texts["Remedies.Then"], plan.Roles.Select(role => texts.Word(role))),
    };
}
