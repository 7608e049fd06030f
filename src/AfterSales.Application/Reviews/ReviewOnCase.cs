using AfterSales.Domain.Conversations;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Reviews;

namespace AfterSales.Application.Reviews;

/// <summary>What is known of the review of a case. <see cref="Review"/> is a detached copy; null while nobody recorded it.</summary>
/// <param name="Cost">Yuan: what the payouts and goods of the case cost so far, by the ledger, whoever bears it.</param>
/// <param name="PaidCases">In how many other review cases of this customer something was paid within the store's window.</param>
/// <param name="Achieved">What offers achieved lately, by the remedy's word.</param>
/// <param name="Style">The style of the case's only order line, to begin with; null where there is none, or several.</param>
public sealed record ReviewOnCase(
    string Number, Review? Review, IReadOnlyList<ReviewReply> Replies, IReadOnlyList<OfferOnCase> Offers, decimal Cost, int PaidCases, IReadOnlyList<OfferResults> Achieved, string? Style)
{
    /// <summary>So many are a sign of extortion by the store's own numbers.</summary>
    public bool IsPattern { get; init; }
}

/// <summary>An offer as it stands: at the amount that was agreed in the end.</summary>
/// <param name="Amount">Yuan, where it is money.</param>
/// <param name="State">Of the remedy that was agreed on it; null where none was.</param>
public sealed record OfferOnCase(ReviewOffer Offer, decimal? Amount, ActionFlow? Flow, ActionState? State);

/// <summary>What became of the reviews whose buyers were offered this, each case counted once per kind of offer.</summary>
/// <param name="Remedy">In the outcomes catalogue's word.</param>
public sealed record OfferResults(string Remedy, int Removed, int Changed, int Kept, int LeastCases)
{
    public int Cases => Removed + Changed + Kept;

    /// <summary>Too few to say anything.</summary>
    public bool IsSmall => Cases < LeastCases;
}

/// <summary>A chat line that was marked as evidence.</summary>
/// <param name="Text">As it was written.</param>
public sealed record MarkedLine(Guid MessageId, MessageKind Kind, string Channel, string AuthorName, string Text, DateTimeOffset SentAt, string MarkedBy, DateTimeOffset MarkedAt);

/// <param name="OrderNo">Of the case; null where it has none.</param>
public sealed record MarkedLines(string Number, string Customer, string? OrderNo, IReadOnlyList<MarkedLine> Lines);
