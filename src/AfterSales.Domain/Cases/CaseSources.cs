using AfterSales.Domain.Orders;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Reviews;

namespace AfterSales.Domain.Cases;

/// <summary>What the system has about a case, from which facts are looked up.</summary>
/// <param name="Order">Null while the case has none, or it was not imported.</param>
/// <param name="PhotoSeenBefore">A picture of this case came with another one earlier.</param>
/// <param name="IsExtortionFlagged">A person has flagged the buyer for extortion, and nobody lifted it.</param>
/// <param name="Breached">The resolution clock ran out.</param>
/// <param name="WasPaid">The order, or its buyer, was paid something within the last days (SPEC 4.2).</param>
/// <param name="Actions">What is being carried out, voided actions left out.</param>
/// <param name="At">The moment as of which is asked, UTC.</param>
public sealed record CaseSources(
    CaseSubtype? Subtype, IReadOnlyList<string> ChosenLines, OrderSource? Order, bool PhotoSeenBefore, bool IsExtortionFlagged, bool Breached, bool WasPaid,
    IReadOnlyList<ActionSource> Actions, ShippingStore Store, DateTimeOffset At)
{
    /// <summary>An agreement by phone waits for the buyer's confirmation in chat.</summary>
    public bool PhoneUnconfirmed { get; init; }

    /// <summary>The evidence that somebody labelled, and what was made of it.</summary>
    public IReadOnlyList<LabelledEvidence> Evidence { get; init; } = [];

    /// <summary>Of a review case: why the review was written; null while nobody has found out.</summary>
    public ReviewCause? ReviewCause { get; init; }

    /// <summary>Of a review case: what the buyer said to the last offer that they answered.</summary>
    public OfferAnswer? Answer { get; init; }
}

/// <summary>An order as far as facts go. Money in yuan.</summary>
/// <param name="Status">As last imported.</param>
/// <param name="Paid">What was paid for all of it; null while nothing was.</param>
/// <param name="PaidBack">What was paid back, as the order and its lines tell, which do not tell when.</param>
public sealed record OrderSource(
    OrderStatus Status, decimal? Paid, string? Province, string? City, DateTimeOffset? ConfirmedAt, decimal PaidBack, IReadOnlyList<LineSource> Lines)
{
    /// <summary>What the platform paid back, refund by refund.</summary>
    public IReadOnlyList<PaidBackSource> Refunds { get; init; } = [];

    /// <summary>
    /// Whether some of it was paid back within so many days before a moment. Where a refund tells its date the date counts; what the order tells beyond what is
    /// dated may have been at any time, and counts.
    /// </summary>
    public bool WasPaidBack(TimeSpan within, DateTimeOffset at)
    {
        var dated = Refunds.Where(refund => refund.At is not null).ToList();
        return dated.Exists(refund => refund.At > at - within && refund.At <= at)
            || Refunds.Any(refund => refund.At is null)
            || PaidBack > dated.Sum(refund => refund.Amount);
    }

    /// <summary>The buyer, or time, has confirmed the receipt.</summary>
    public bool IsReceived => Status == OrderStatus.Finished || ConfirmedAt is not null;
}

/// <summary>Money that the platform paid back to the buyer, in yuan; the time is null where nobody told it.</summary>
public sealed record PaidBackSource(decimal Amount, DateTimeOffset? At);

/// <summary>An order line: its key within the order, what it is, and what was paid for it, or its price and quantity. Money in yuan.</summary>
public sealed record LineSource(string Key, string? Title, string? Sku, decimal? Paid, decimal? Price, int? Quantity)
{
    /// <summary>What was paid for the line; the price times the quantity where the source does not say; null when it says neither.</summary>
    public decimal? Worth => Paid ?? (Price * (Quantity ?? 1));
}

/// <summary>An action as far as facts go: what it is, where it stands, and what the warehouse found where goods came back.</summary>
public sealed record ActionSource(string Word, ActionFlow Flow, ActionState State, Inspection? Inspection);

/// <summary>What a store says of itself: where it ships from, and what part of the price it usually keeps.</summary>
public sealed record ShippingStore(string? Province, string? City, decimal? MarginShare, TimeZoneInfo Zone);
