using AfterSales.Application.Ledger;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Playbooks.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <summary>
/// What was granted or asked for already, for a case and for its order in whichever case, and is not taken back. It counts with what is granted next: a sum
/// that nobody may allow at once is not allowed in parts (SPEC 4.2). Yuan.
/// </summary>
/// <param name="OfGoods">For the lines that the case is about now, or for all of the order: with it no more is granted than was paid for them.</param>
/// <param name="OfOthers">For other lines of the order only.</param>
/// <param name="ByPlatform">What the platform paid back of the order by itself, for which of its lines ever.</param>
/// <param name="Goodwill">What of all is no price that goes back: with it the order keeps its margin, and a supervisor their authority.</param>
internal sealed record GrantedBefore(decimal OfGoods, decimal OfOthers, decimal ByPlatform, decimal Goodwill)
{
    /// <param name="except">An action whose terms are being changed.</param>
    public static async Task<GrantedBefore> OfAsync(StoreDb db, Case subject, CancellationToken ct, Guid? except = null)
    {
        var granted = await db.Payouts.Where(p => p.State != PayoutState.Voided && p.ActionId != except && (p.CaseId == subject.Id || (p.OrderNo != null && p.OrderNo == subject.OrderNo)))
            .Join(db.CaseActions, p => p.ActionId, a => a.Id, (p, a) => new { p.Remedy, p.Amount, a.Items }).ToListAsync(ct);
        var ofGoods = granted.Where(one => one.Items.Length == 0 || subject.Items.Length == 0 || one.Items.Intersect(subject.Items).Any()).Sum(one => one.Amount);
        return new(
            ofGoods,
            granted.Sum(one => one.Amount) - ofGoods,
            await PlatformPaid.OfAsync(db, subject.OrderNo, ct),
            granted.Where(one => OutcomeCatalogue.Goodwill.Contains(one.Remedy)).Sum(one => one.Amount));
    }

    /// <summary>What of all that must be of these goods: what the platform paid back may have been for others, as far as those were paid and not granted for yet.</summary>
    /// <param name="orderPaid">For the whole order; null: not known, and all of it may be of these.</param>
    /// <param name="itemPaid">For these goods.</param>
    public decimal OfThese(decimal? orderPaid, decimal? itemPaid) => OfGoods + Math.Max(0, ByPlatform - Math.Max(0, (orderPaid - itemPaid ?? 0) - OfOthers));
}
