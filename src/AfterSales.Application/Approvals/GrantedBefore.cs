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
/// <param name="Goodwill">What of all is no price that goes back: with it the order keeps its margin, and a supervisor their authority.</param>
internal sealed record GrantedBefore(decimal OfGoods, decimal Goodwill)
{
    /// <param name="except">An action whose terms are being changed.</param>
    public static async Task<GrantedBefore> OfAsync(StoreDb db, Case subject, CancellationToken ct, Guid? except = null)
    {
        var granted = await db.Payouts.Where(p => p.State != PayoutState.Voided && p.ActionId != except && (p.CaseId == subject.Id || (p.OrderNo != null && p.OrderNo == subject.OrderNo)))
            .Join(db.CaseActions, p => p.ActionId, a => a.Id, (p, a) => new { p.Remedy, p.Amount, a.Items }).ToListAsync(ct);
        return new(
            granted.Where(one => one.Items.Length == 0 || subject.Items.Length == 0 || one.Items.Intersect(subject.Items).Any()).Sum(one => one.Amount),
            granted.Where(one => OutcomeCatalogue.Goodwill.Contains(one.Remedy)).Sum(one => one.Amount));
    }
}
