using AfterSales.Application.Persistence;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <summary>
/// Reads what the platform paid back for an order by itself (<see cref="RefundsByPlatform"/>). Only a refund that is imported as paid counts: what an
/// order or its lines say was paid back does not tell whether it was, and is a reason to look.
/// </summary>
internal static class PlatformPaid
{
    /// <summary>Yuan; nothing for a case without an order.</summary>
    /// <param name="receipt">The refund of this number is known to be another payment of the store, which is not kept yet.</param>
    public static async Task<decimal> OfAsync(StoreDb db, string? orderNo, CancellationToken ct, string? receipt = null)
    {
        if (orderNo is null) return 0;
        var refunds = await db.PlatformRefunds.Where(r => r.OrderNo == orderNo && r.Status == RefundStatus.Succeeded && r.Amount > 0).OrderBy(r => r.RefundNo).Select(r => new PaidBack(r.RefundNo, r.Amount!.Value)).ToListAsync(ct);
        if (receipt is not null) refunds.RemoveAll(refund => refund.No == receipt);
        if (refunds.Count == 0) return 0;
        var own = await db.Payouts.Where(p => p.OrderNo == orderNo && p.Method == PayoutMethod.Refund && (p.State == PayoutState.Sent || p.State == PayoutState.Confirmed)).OrderBy(p => p.SentAt).Select(p => new RefundPaid(p.ReceiptNo, p.Amount)).ToListAsync(ct);
        return RefundsByPlatform.ByItself(refunds, own);
    }

    /// <summary>
    /// Refused where the order would come to more than was paid for it, because the platform paid some of it back by itself after the payment was granted. Where nobody knows
    /// what was paid, nothing can be held against it.
    /// </summary>
    public static async Task<Refusal?> WhyNotAsync(StoreDb db, Payout payout, string? receipt, CancellationToken ct)
    {
        var byItself = await OfAsync(db, payout.OrderNo, ct, receipt);
        if (byItself == 0) return null;
        var order = await db.Orders.Where(o => o.OrderNo == payout.OrderNo).Select(o => o.PaidAmount ?? o.TotalAmount).SingleOrDefaultAsync(ct);
        if (order is not { } paid) return null;
        var before = await db.Payouts.Where(p => p.OrderNo == payout.OrderNo && p.Id != payout.Id && (p.State == PayoutState.Sent || p.State == PayoutState.Confirmed)).SumAsync(p => p.Amount, ct);
        return before + byItself + payout.Amount > paid ? Refusal.Rule("payout.more_than_paid", byItself, before, paid) : null;
    }
}
