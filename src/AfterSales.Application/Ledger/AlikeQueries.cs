using AfterSales.Application.Approvals;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <summary>A payment with the case it belongs to, to be held against another.</summary>
/// <param name="Photos">Evidence of the case, by id, the earliest first.</param>
public sealed record ComparedPayment(
    Guid PayoutId, string CaseNumber, CaseType? Type, CaseSubtype? Subtype, string Customer, string? OrderNo, string Remedy, PayoutMethod Method, string? Payee, decimal Amount, PayoutState State,
    DateTimeOffset At, string? ReceiptNo, string? Why, IReadOnlyList<Guid> Photos);

public sealed record LookAlikePayment(ComparedPayment Payment, IReadOnlyList<Alikeness> In, bool IsCleared);

public sealed record AlikePayments(ComparedPayment Payment, IReadOnlyList<LookAlikePayment> Alike);

/// <summary>Reads what a payment looks like, for whoever has to look (SPEC 4.2).</summary>
public sealed class AlikeQueries(Databases databases, SpendingPolicies policies, TimeProvider time)
{
    private const int MostPhotos = 6;

    public async Task<Result<AlikePayments>> OfAsync(Guid payoutId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Pay)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.Payouts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == payoutId, ct) is not { } payout) return Refusal.NotFound("payout.not_found");
        var subject = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == payout.CaseId, ct);
        var days = (await policies.CurrentAsync(actor.StoreId, ct)).LookAlikeDays;
        var alike = await LookAlikes.FindAsync(db, subject, payout.Payee, days, time.GetUtcNow(), ct, payoutId);
        var ids = alike.Select(one => one.Other.PayoutId).Append(payoutId).ToList();
        var compared = await ComparedAsync(db, ids, ct);
        return new AlikePayments(compared[payoutId], [.. alike.Select(one => new LookAlikePayment(compared[one.Other.PayoutId], one.In, payout.Cleared.Contains(one.Other.PayoutId)))]);
    }

    private static async Task<Dictionary<Guid, ComparedPayment>> ComparedAsync(StoreDb db, List<Guid> ids, CancellationToken ct)
    {
        var found = await db.Payouts.AsNoTracking().Where(p => ids.Contains(p.Id))
            .Join(db.Cases, p => p.CaseId, c => c.Id, (p, c) => new { Payout = p, c.Number, c.Type, c.Subtype, c.CustomerNick, Why = db.CaseActions.Where(a => a.Id == p.ActionId).Select(a => a.Note).FirstOrDefault() }).ToListAsync(ct);
        var cases = found.ConvertAll(one => one.Payout.CaseId);
        var photos = (await db.Evidence.Where(e => cases.Contains(e.CaseId) && e.Sha256 != null).OrderBy(e => e.AddedAt).Select(e => new { e.CaseId, e.Id }).ToListAsync(ct)).ToLookup(e => e.CaseId, e => e.Id);
        return found.ToDictionary(one => one.Payout.Id, one => new ComparedPayment(
            one.Payout.Id, one.Number, one.Type, one.Subtype, one.CustomerNick, one.Payout.OrderNo, one.Payout.Remedy, one.Payout.Method, PayeeMask.Of(one.Payout.Payee), one.Payout.Amount, one.Payout.State,
            one.Payout.SentAt ?? one.Payout.RequestedAt, one.Payout.ReceiptNo, one.Why, [.. photos[one.Payout.CaseId].Take(MostPhotos)]));
    }
}
