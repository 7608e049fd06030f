using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <summary>Reads the payments that a payment of a case may look like (SPEC 4.2), for <see cref="PaymentGuard"/> to judge.</summary>
internal static class LookAlikes
{
    /// <summary>A hand's breadth: more than these say nothing more.</summary>
    private const int Most = 20;

    /// <param name="payoutId">The payment in hand, where there is one already; it is not like itself.</param>
    public static async Task<IReadOnlyList<LookAlike>> FindAsync(StoreDb db, Case subject, string? payee, int days, DateTimeOffset now, CancellationToken ct, Guid? payoutId = null)
    {
        var photos = await db.Evidence.Where(e => e.CaseId == subject.Id && e.Sha256 != null).Select(e => e.Sha256!).Distinct().ToListAsync(ct);
        var samePhoto = photos.Count == 0 ? [] : await db.Evidence.Where(e => e.CaseId != subject.Id && photos.Contains(e.Sha256!)).Select(e => new { e.CaseId, e.Sha256 }).Distinct().Take(1_000).ToListAsync(ct);
        var cases = samePhoto.ConvertAll(one => one.CaseId);
        var since = now - TimeSpan.FromDays(days);
        var live = db.Payouts.Where(p => p.State != PayoutState.Voided && p.Id != payoutId);
        var paid = await live.Where(p => p.RequestedAt >= since && p.CustomerId == subject.CustomerId)
            .Union(live.Where(p => p.RequestedAt >= since && p.OrderNo != null && p.OrderNo == subject.OrderNo))
            .Union(live.Where(p => p.RequestedAt >= since && payee != null && p.Payee == payee))
            .Union(live.Where(p => cases.Contains(p.CaseId)))
            .OrderByDescending(p => p.RequestedAt).Take(Most).Select(p => new { p.Id, p.CaseId, p.OrderNo, p.CustomerId, p.Payee, p.RequestedAt }).ToListAsync(ct);
        var photosOf = samePhoto.ToLookup(one => one.CaseId, one => one.Sha256!);
        return PaymentGuard.Find(
            new GuardedPayment(payoutId ?? Guid.Empty, subject.Id, subject.OrderNo, subject.CustomerId, payee, photos.ToHashSet(StringComparer.Ordinal), now),
            paid.Select(p => new GuardedPayment(p.Id, p.CaseId, p.OrderNo, p.CustomerId, p.Payee, photosOf[p.CaseId].ToHashSet(StringComparer.Ordinal), p.RequestedAt)),
            days);
    }
}
