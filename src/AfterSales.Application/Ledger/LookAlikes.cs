using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <summary>Reads the payments that a payment of a case may look like (SPEC 4.2), for <see cref="PaymentGuard"/> to judge.</summary>
internal static class LookAlikes
{
    /// <summary>A hand's breadth at a time: what nobody has looked at comes first, so that one look after the other comes to the end of them.</summary>
    private const int Most = 20;

    private const int MostPhotos = 1_000;

    /// <summary>All that is alike, whether it was paid already or is granted or asked for only: what whoever decides has to see.</summary>
    /// <param name="payoutId">The payment in hand, where there is one already; it is not like itself.</param>
    public static Task<IReadOnlyList<LookAlike>> FindAsync(StoreDb db, Case subject, string? payee, int days, DateTimeOffset now, CancellationToken ct, Guid? payoutId = null) =>
        FindAsync(db, subject, payoutId, Payout.KeyOf(payee), db.Payouts.Where(p => p.State != PayoutState.Voided && p.Id != payoutId), days, now, ct);

    /// <summary>
    /// What was handed over already and nobody has looked at beside this one. A look covers both: it does not matter for which of the two it was asked.
    /// </summary>
    public static Task<IReadOnlyList<LookAlike>> UnseenAsync(StoreDb db, Case subject, Payout payout, int days, DateTimeOffset now, CancellationToken ct)
    {
        var (id, seen) = (payout.Id, payout.Cleared);
        var paid = db.Payouts.Where(p => (p.State == PayoutState.Sent || p.State == PayoutState.Confirmed) && p.Id != id && !seen.Contains(p.Id) && !p.Cleared.Contains(id));
        return FindAsync(db, subject, id, payout.PayeeKey, paid, days, now, ct);
    }

    private static async Task<IReadOnlyList<LookAlike>> FindAsync(
        StoreDb db, Case subject, Guid? payoutId, string? payee, IQueryable<Payout> among, int days, DateTimeOffset now, CancellationToken ct)
    {
        var photos = await db.Evidence.Where(e => e.CaseId == subject.Id && e.Sha256 != null).Select(e => e.Sha256!).Distinct().ToListAsync(ct);
        var samePhoto = photos.Count == 0 ? [] : await SamePhotosAsync(db, subject.Id, photos, ct);
        var cases = samePhoto.ConvertAll(one => one.CaseId);
        var own = payoutId ?? Guid.Empty;
        var since = now - TimeSpan.FromDays(days);
        var recent = among.Where(p => (p.SentAt ?? p.RequestedAt) >= since);
        var paid = await recent.Where(p => p.CustomerId == subject.CustomerId)
            .Union(recent.Where(p => p.OrderNo != null && p.OrderNo == subject.OrderNo))
            .Union(recent.Where(p => payee != null && p.PayeeKey == payee))
            .Union(among.Where(p => cases.Contains(p.CaseId)))
            .OrderBy(p => p.Cleared.Contains(own) || db.Payouts.Any(one => one.Id == own && one.Cleared.Contains(p.Id))).ThenByDescending(p => p.RequestedAt).Take(Most).Select(p => new { p.Id, p.CaseId, p.OrderNo, p.CustomerId, p.PayeeKey, At = p.SentAt ?? p.RequestedAt }).ToListAsync(ct);
        var photosOf = samePhoto.ToLookup(one => one.CaseId, one => one.Sha256);
        return PaymentGuard.Find(
            new GuardedPayment(payoutId ?? Guid.Empty, subject.Id, subject.OrderNo, subject.CustomerId, payee, photos.ToHashSet(StringComparer.Ordinal), now),
            paid.Select(p => new GuardedPayment(p.Id, p.CaseId, p.OrderNo, p.CustomerId, p.PayeeKey, photosOf[p.CaseId].ToHashSet(StringComparer.Ordinal), p.At)),
            days);
    }

    // Which of the case's photos were seen in which other cases: the same bytes, or a picture that looks nearly the same.
    private static async Task<List<SeenPhoto>> SamePhotosAsync(StoreDb db, Guid caseId, List<string> photos, CancellationToken ct)
    {
        var own = db.Evidence.Where(e => e.CaseId == caseId && e.Sha256 != null);
        var same = db.Evidence.Where(e => e.CaseId != caseId && photos.Contains(e.Sha256!)).Select(e => new SeenPhoto(e.CaseId, e.Sha256!));
        var alike = from e in own join pair in db.AlikePictures on e.Id equals pair.EvidenceId join other in db.Evidence on pair.OtherId equals other.Id select new SeenPhoto(other.CaseId, e.Sha256!);
        var alikeLater = from e in own join pair in db.AlikePictures on e.Id equals pair.OtherId join other in db.Evidence on pair.EvidenceId equals other.Id select new SeenPhoto(other.CaseId, e.Sha256!);
        return [.. (await same.Distinct().Take(MostPhotos).ToListAsync(ct)).Concat(await alike.Take(MostPhotos).ToListAsync(ct)).Concat(await alikeLater.Take(MostPhotos).ToListAsync(ct)).Distinct()];
    }

    private sealed record SeenPhoto(Guid CaseId, string Sha256);
}
