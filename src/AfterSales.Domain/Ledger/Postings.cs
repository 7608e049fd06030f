using static AfterSales.Domain.Ledger.LedgerAccount;

namespace AfterSales.Domain.Ledger;

/// <summary>What is booked at each step. The keys are made of what happened, so that the same step is booked once.</summary>
public static class Postings
{
    internal static Posting Approved(Payout payout, DateTimeOffset at) =>
        Of(payout, PostingKind.Approved, "", at).With(payout.Shares, payout.Amount).With(Owed, -payout.Amount).Balanced();

    internal static Posting Sent(Payout payout, DateTimeOffset at) =>
        Of(payout, PostingKind.Sent, $":{payout.Attempt}", at).With(Owed, payout.Amount).With(InTransit, -payout.Amount).Balanced();

    internal static Posting Confirmed(Payout payout, DateTimeOffset at) =>
        Of(payout, PostingKind.Confirmed, "", at).With(InTransit, payout.Amount).With(Paid, -payout.Amount).Balanced();

    internal static Posting Failed(Payout payout, DateTimeOffset at) =>
        Of(payout, PostingKind.Failed, $":{payout.Attempt}", at).With(InTransit, payout.Amount).With(Owed, -payout.Amount).Balanced();

    internal static Posting Voided(Payout payout, DateTimeOffset at) =>
        Of(payout, PostingKind.Voided, "", at).With(Owed, payout.Amount).With(payout.Shares, -payout.Amount).Balanced();

    internal static Posting Reshared(Payout payout, Shares before, DateTimeOffset at) =>
        Of(payout, PostingKind.Reshared, $":{payout.Version}", at).With(payout.Shares, payout.Amount).With(before, -payout.Amount).Balanced();

    /// <summary>Goods left, which cost something; a minus takes back what was booked for them.</summary>
    public static Posting GoodsShipped(Guid storeId, Guid caseId, Guid actionId, int version, decimal yuan, Shares shares, DateTimeOffset at) =>
        new Posting(storeId, caseId, actionId, null, PostingKind.GoodsShipped, $"goods:{actionId:N}:{version}", at).With(shares, yuan).With(Goods, -yuan).Balanced();

    /// <summary>Others bear what goods cost.</summary>
    public static Posting GoodsReshared(Guid storeId, Guid caseId, Guid actionId, int version, decimal yuan, Shares before, Shares after, DateTimeOffset at) =>
        new Posting(storeId, caseId, actionId, null, PostingKind.Reshared, $"goods:{actionId:N}:reshared:{version}", at).With(after, yuan).With(before, -yuan).Balanced();

    /// <summary>A party paid back what it had to bear.</summary>
    public static Posting Recovered(Guid storeId, Guid caseId, Guid actionId, int version, decimal yuan, Share from, DateTimeOffset at) =>
        new Posting(storeId, caseId, actionId, null, PostingKind.Recovered, $"recovered:{actionId:N}:{version}", at)
            .With(LedgerAccount.Recovered, yuan, from).With(WholeOf(from), -yuan).Balanced();

    /// <summary>A claim is over: what is left on the party goes to the store, a cost as <see cref="PostingKind.ClaimLost"/>, a gain, which is a minus, as <see cref="PostingKind.Surplus"/>.</summary>
    /// <param name="nth">How many bookings the claim has had: after it is over, what it was for may still change.</param>
    public static Posting ClaimOver(Guid storeId, Guid caseId, Guid actionId, int nth, decimal left, Share from, DateTimeOffset at) =>
        Over(storeId, caseId, actionId, nth, left > 0 ? PostingKind.ClaimLost : PostingKind.Surplus, left, from, at);

    /// <summary>A claim is not over after all: what went to the store goes back.</summary>
    /// <param name="taken">What the store had taken over.</param>
    public static Posting ClaimOpenAgain(Guid storeId, Guid caseId, Guid actionId, int nth, decimal taken, Share from, DateTimeOffset at) =>
        Over(storeId, caseId, actionId, nth, taken > 0 ? PostingKind.ClaimLost : PostingKind.Surplus, -taken, from, at);

    private static Posting Over(Guid storeId, Guid caseId, Guid actionId, int nth, PostingKind kind, decimal yuan, Share from, DateTimeOffset at) =>
        new Posting(storeId, caseId, actionId, null, kind, $"over:{actionId:N}:nth:{nth}", at).With(Shares.OfStore, yuan).With(WholeOf(from), -yuan).Balanced();

    private static Posting Of(Payout payout, PostingKind kind, string attempt, DateTimeOffset at) =>
        new(payout.StoreId, payout.CaseId, payout.ActionId, payout.Id, kind, $"payout:{payout.Id:N}:{kind}{attempt}", at);

    private static Shares WholeOf(Share share) => Shares.Of([share with { Percent = 100 }]).Value!;
}
