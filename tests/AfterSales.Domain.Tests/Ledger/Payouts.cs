using AfterSales.Domain.Ledger;

namespace AfterSales.Domain.Tests.Ledger;

internal static class Payouts
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    /// <summary>Asked for.</summary>
    public static Payout Of(decimal amount, PayoutMethod method = PayoutMethod.SmallTransfer, Shares? shares = null) =>
        Payout.Request(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), "1001", "partial discount", method, "小鹿", amount, shares ?? Shares.OfStore, Guid.CreateVersion7(), Now);

    /// <summary>What all bookings come to, by account.</summary>
    public static Dictionary<LedgerAccount, decimal> Sums(this IEnumerable<Posting> postings) =>
        postings.SelectMany(posting => posting.Entries).GroupBy(entry => entry.Account).Select(g => (g.Key, Yuan: g.Sum(entry => entry.Yuan))).Where(sum => sum.Yuan != 0).ToDictionary(sum => sum.Key, sum => sum.Yuan);
}
