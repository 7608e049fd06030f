using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Playbooks.Facts;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Reviews;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <summary>Reads what is known of cases: a handful of queries, for one case as for a thousand.</summary>
internal static class CaseFacts
{
    /// <summary>SPEC 4.2: the same order or buyer paid within 30 days.</summary>
    private static readonly TimeSpan Recently = TimeSpan.FromDays(30);

    /// <param name="now">As of when; a case that is over is read as of its end.</param>
    public static async Task<IReadOnlyDictionary<Guid, CaseFile>> ReadAsync(StoreDb db, IReadOnlyCollection<Case> cases, DateTimeOffset now, CancellationToken ct)
    {
        var ids = cases.Select(c => c.Id).ToList();
        var orderNos = cases.Select(c => c.OrderNo).OfType<string>().Distinct().ToList();
        var customers = cases.Select(c => c.CustomerId).Distinct().ToList();
        var store = await StoreAsync(db, ct);
        var orders = await OrdersAsync(db, orderNos, ct);
        var seen = (await SeenPictures(db, ids).ToListAsync(ct)).ToHashSet();
        var extorting = (await db.Customers.Where(c => customers.Contains(c.Id) && c.Extortion != null).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        var breached = (await db.Clocks.Where(c => ids.Contains(c.SubjectId) && c.Kind == ClockKind.Resolution && c.BreachedAt != null).Select(c => c.SubjectId).ToListAsync(ct)).ToHashSet();
        var said = (await Latest(db, ids).Select(f => new { f.CaseId, f.Playbook, f.Name, f.Value, f.ActorName, f.At }).ToListAsync(ct)).ToLookup(f => f.CaseId);

        var actions = (await db.CaseActions.Where(a => ids.Contains(a.CaseId) && a.State != ActionState.Voided).OrderBy(a => a.AgreedAt).ThenBy(a => a.Place)
            .Select(a => new { a.CaseId, Source = new ActionSource(a.Word, a.Flow, a.State, a.Inspection) }).ToListAsync(ct)).ToLookup(a => a.CaseId, a => a.Source);
        var paid = await PaidAsync(db, orderNos, customers, ct);
        var reviews = await ReviewsAsync(db, cases, ct);
        var evidence = (await db.Evidence.Where(e => ids.Contains(e.CaseId) && e.Label != null && e.RemovedAt == null && e.OriginalId == null).Select(e => new { e.CaseId, Piece = new LabelledEvidence(e.Label!, e.Verdict) }).ToListAsync(ct)).ToLookup(e => e.CaseId, e => e.Piece);

        return cases.ToDictionary(c => c.Id, c =>
        {
            var at = c.IsOpen ? now : c.ResolvedAt ?? c.ClosedAt ?? c.LastActivityAt;
            var order = c.OrderNo is { } orderNo ? orders.GetValueOrDefault(orderNo) : null;
            var sources = new CaseSources(
                c.Subtype, c.Items, order, seen.Contains(c.Id), extorting.Contains(c.CustomerId), breached.Contains(c.Id),
                paid.Any(p => p.CaseId != c.Id && (p.CustomerId == c.CustomerId || (p.OrderNo is not null && p.OrderNo == c.OrderNo)) && (at - p.At).Duration() <= Recently), [.. actions[c.Id]], store, at)
            {
                PhoneUnconfirmed = c.PhoneUnconfirmed,
                Evidence = [.. evidence[c.Id]],
                ReviewCause = reviews.GetValueOrDefault(c.Id)?.Cause,
                Answer = reviews.GetValueOrDefault(c.Id)?.Answer,
            };
            var facts = FactSheet.Of(
                LookedUpFacts.Of(sources),
                said[c.Id].Where(f => f.Playbook == c.Type?.ToString()).Select(f => new SaidFact(f.Name, ValueOf(f.Value), f.ActorName, f.At)),
                LookedUpFacts.Presumed(sources));
            return new CaseFile(facts, order?.Lines ?? [], order?.Paid);
        });
    }

    /// <summary>How a value is kept: as a cell would write it; unknown is nothing.</summary>
    public static string? TextOf(in Value value) => value.IsKnown ? value.ToString() : null;

    private static Value ValueOf(string? text) =>
        text is not null && FeelParser.ParseExpression(text, FeelScope.Empty).Value is Expression.Literal { Value: var value } ? value : Value.Unknown;

    private static async Task<ShippingStore> StoreAsync(StoreDb db, CancellationToken ct)
    {
        var store = await db.Stores.Where(s => s.Id == db.StoreId).Select(s => new { s.Province, s.City, s.MarginShare, s.TimeZoneId }).SingleAsync(ct);
        return new ShippingStore(store.Province, store.City, store.MarginShare, TimeZoneInfo.FindSystemTimeZoneById(store.TimeZoneId));
    }

    private static async Task<Dictionary<string, OrderSource>> OrdersAsync(StoreDb db, List<string> orderNos, CancellationToken ct)
    {
        if (orderNos.Count == 0) return [];
        var lines = (await db.OrderLines.Where(l => orderNos.Contains(l.OrderNo))
            .Select(l => new { l.OrderNo, l.RefundAmount, Line = new LineSource(l.LineKey, l.Title, l.Sku, l.PaidAmount, l.Price, l.Quantity) }).ToListAsync(ct)).ToLookup(l => l.OrderNo);
        var refunds = (await db.PlatformRefunds.Where(r => orderNos.Contains(r.OrderNo) && r.Status == RefundStatus.Succeeded && r.Amount > 0)
            .Select(r => new { r.OrderNo, Refund = new PaidBackSource(r.Amount!.Value, r.FinishedAt) }).ToListAsync(ct)).ToLookup(r => r.OrderNo, r => r.Refund);
        var orders = await db.Orders.Where(o => orderNos.Contains(o.OrderNo)).Select(o => new { o.OrderNo, o.Status, o.PaidAmount, o.TotalAmount, o.RefundAmount, o.Province, o.City, o.ConfirmedAt }).ToListAsync(ct);
        return orders.ToDictionary(o => o.OrderNo, o => new OrderSource(
            o.Status, o.Status is OrderStatus.WaitBuyerPay or OrderStatus.ClosedBeforePay ? null : o.PaidAmount ?? o.TotalAmount, o.Province, o.City, o.ConfirmedAt,
            Math.Max(o.RefundAmount ?? 0, lines[o.OrderNo].Sum(l => l.RefundAmount ?? 0)), [.. lines[o.OrderNo].Select(l => l.Line).OrderBy(l => l.Key, StringComparer.Ordinal)])
        {
            Refunds = [.. refunds[o.OrderNo]],
        }, StringComparer.Ordinal);
    }

    // Payments of other cases only: what this case was paid is its own history.
    private static async Task<List<PaidBefore>> PaidAsync(StoreDb db, List<string> orderNos, List<Guid> customers, CancellationToken ct)
    {
        var live = db.Payouts.Where(p => p.State != PayoutState.Voided && p.State != PayoutState.Requested);
        return await live.Where(p => customers.Contains(p.CustomerId)).Union(live.Where(p => orderNos.Contains(p.OrderNo!)))
            .Select(p => new PaidBefore(p.CaseId, p.CustomerId, p.OrderNo, p.RequestedAt)).ToListAsync(ct);
    }

    // What is known of the reviews of review cases: why they were written, and what the buyer answered last.
    private static async Task<Dictionary<Guid, ReviewSource>> ReviewsAsync(StoreDb db, IReadOnlyCollection<Case> cases, CancellationToken ct)
    {
        var ids = cases.Where(c => c.Type == CaseType.Review).Select(c => c.Id).ToList();
        if (ids.Count == 0) return [];
        var causes = await db.Reviews.Where(r => ids.Contains(r.CaseId)).Select(r => new { r.CaseId, r.Cause }).ToDictionaryAsync(r => r.CaseId, r => r.Cause, ct);
        var answers = (await db.ReviewOffers.Where(o => ids.Contains(o.CaseId) && o.Answer != OfferAnswer.None).OrderBy(o => o.AnsweredAt).Select(o => new { o.CaseId, o.Answer }).ToListAsync(ct)).ToLookup(o => o.CaseId, o => o.Answer);
        return ids.ToDictionary(id => id, id => new ReviewSource(causes.GetValueOrDefault(id), answers[id].Any() ? answers[id].Last() : null));
    }

    // What was said last of each fact; what was said before is history. A case that was talked about for weeks costs no more than its facts.
    private static IQueryable<CaseFact> Latest(StoreDb db, List<Guid> ids) => db.CaseFacts.FromSql($"""
        select distinct on (case_id, playbook, name) * from case_facts where store_id = {db.StoreId} and case_id = any({ids}) order by case_id, playbook, name, id desc
        """).AsNoTracking();

    // The same bytes, or a picture that looks nearly the same, in another case before they came to this one.
    private static IQueryable<Guid> SeenPictures(StoreDb db, List<Guid> ids)
    {
        var own = db.Evidence.Where(e => ids.Contains(e.CaseId) && e.Sha256 != null);
        var same = own.Where(e => db.Evidence.Any(other => other.Sha256 == e.Sha256 && other.CaseId != e.CaseId && other.AddedAt < e.AddedAt)).Select(e => e.CaseId);
        var alike = from e in own join pair in db.AlikePictures on e.Id equals pair.EvidenceId join other in db.Evidence on pair.OtherId equals other.Id where other.AddedAt < e.AddedAt select e.CaseId;
        var alikeLater = from e in own join pair in db.AlikePictures on e.Id equals pair.OtherId join other in db.Evidence on pair.EvidenceId equals other.Id where other.AddedAt < e.AddedAt select e.CaseId;
        return same.Union(alike).Union(alikeLater);
    }
}

/// <summary>What is known of a case, the lines of its order to choose from, and what was paid for the order.</summary>
internal sealed record CaseFile(FactSheet Sheet, IReadOnlyList<LineSource> Lines, decimal? OrderPaid);

internal sealed record ReviewSource(ReviewCause? Cause, OfferAnswer? Answer);

internal sealed record PaidBefore(Guid CaseId, Guid CustomerId, string? OrderNo, DateTimeOffset At);
