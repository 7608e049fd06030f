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

    /// <summary>Goods left, which cost something; less than nothing where they had not left after all.</summary>
    public static Posting GoodsShipped(Guid storeId, Guid caseId, Guid actionId, int version, decimal yuan, Shares shares, DateTimeOffset at) =>
        new Posting(storeId, caseId, actionId, null, PostingKind.GoodsShipped, $"goods:{actionId:N}:{version}", at).With(shares, yuan).With(Goods, -yuan).Balanced();

    /// <summary>A party paid back what it had to bear.</summary>
    public static Posting Recovered(Guid storeId, Guid caseId, Guid actionId, decimal yuan, Share from, DateTimeOffset at) =>
        new Posting(storeId, caseId, actionId, null, PostingKind.Recovered, $"recovered:{actionId:N}", at).With(LedgerAccount.Recovered, yuan).With(WholeOf(from), -yuan).Balanced();

    /// <summary>A party does not pay: the store bears it.</summary>
    public static Posting ClaimLost(Guid storeId, Guid caseId, Guid actionId, decimal yuan, Share from, DateTimeOffset at) =>
        new Posting(storeId, caseId, actionId, null, PostingKind.ClaimLost, $"lost:{actionId:N}", at).With(Shares.OfStore, yuan).With(WholeOf(from), -yuan).Balanced();

    private static Posting Of(Payout payout, PostingKind kind, string attempt, DateTimeOffset at) =>
        new(payout.StoreId, payout.CaseId, payout.ActionId, payout.Id, kind, $"payout:{payout.Id:N}:{kind}{attempt}", at);

    private static Shares WholeOf(Share share) => Shares.Of([share with { Percent = 100 }]).Value!;
}
