using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Reviews;

/// <summary>What a buyer said to an offer.</summary>
public enum OfferAnswer
{
    /// <summary>Nothing yet.</summary>
    None,

    Accepted,
    Refused,
}

/// <summary>
/// Something that was offered to the buyer of a review case (SPEC 4.3). An offer that costs something is accepted by agreeing its remedy, with the
/// approvals that this takes: nothing is paid because somebody ticked an answer.
/// </summary>
public sealed class ReviewOffer : IStoreOwned
{
    private ReviewOffer() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>In the outcomes catalogue's word.</summary>
    public string Remedy { get; private set; } = "";

    /// <summary>Yuan, where it is money.</summary>
    public decimal? Amount { get; private set; }

    public DateTimeOffset At { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
    public OfferAnswer Answer { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The remedy that was agreed on it; null where nothing is carried out.</summary>
    public Guid? ActionId { get; private set; }

    /// <summary>Something was offered; refused where the word is no remedy, or the amount does not fit it.</summary>
    public static Result<ReviewOffer> Make(Guid id, Guid storeId, Guid caseId, string remedy, decimal? amount, Guid? byId, string by, DateTimeOffset at)
    {
        if (ActionCatalogue.Find(remedy) is null || !ActionCatalogue.IsRemedy(remedy)) return Refusal.Invalid("remedy.unknown", remedy) with { Field = nameof(Remedy) };
        var isMoney = OutcomeCatalogue.Money.Contains(remedy);
        if (isMoney && (amount is not { } yuan || !Money.IsPayable(yuan))) return Refusal.Invalid("money.amount_invalid") with { Field = nameof(Amount) };
        if (!isMoney && amount is not null) return Refusal.Invalid("remedy.no_amount", remedy) with { Field = nameof(Amount) };
        return new ReviewOffer { Id = id, StoreId = storeId, CaseId = caseId, Remedy = remedy, Amount = amount, ById = byId, ByName = by, At = at };
    }

    /// <summary>The buyer answered. What was agreed stays accepted, whatever they say later: then the remedy is voided.</summary>
    public Result Reply(OfferAnswer answer, DateTimeOffset at)
    {
        if (ActionId is not null) return Refusal.Rule("offer.agreed", Remedy);
        if (answer == OfferAnswer.Accepted && OutcomeCatalogue.Costly.Contains(Remedy)) return Refusal.Rule("offer.agree_instead", Remedy);
        (Answer, AnsweredAt) = (answer, answer == OfferAnswer.None ? null : at);
        return Result.Done;
    }

    /// <summary>Its remedy was agreed: the buyer accepted it.</summary>
    public ReviewOffer Agree(Guid actionId, DateTimeOffset at)
    {
        (ActionId, Answer, AnsweredAt) = (actionId, OfferAnswer.Accepted, at);
        return this;
    }
}
