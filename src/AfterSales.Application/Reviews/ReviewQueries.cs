using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Reviews;

/// <summary>Reads the review of one case, and its marked lines. Few queries, however many offers and lines there are.</summary>
public sealed class ReviewQueries(Databases databases, ReviewPolicies policies, TimeProvider time)
{
    private readonly SharedReadings<(Guid StoreId, string Number), Result<ReviewOnCase>> _coming = new();

    public async Task<Result<ReviewOnCase>> OfCaseAsync(Actor actor, string number, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var subject = await db.Cases.AsNoTracking().Where(c => c.Number == number).Select(c => new { c.Id, c.CustomerId, c.OrderNo }).SingleOrDefaultAsync(ct);
        if (subject is null) return Refusal.NotFound("case.not_found", number);
        var policy = await policies.CurrentAsync(actor.StoreId, ct);
        var now = time.GetUtcNow();
        var styles = subject.OrderNo is { } orderNo ? await db.OrderLines.Where(l => l.OrderNo == orderNo && l.StyleCode != null).Select(l => l.StyleCode).Distinct().Take(2).ToListAsync(ct) : [];
        var paidCases = await PaidCasesAsync(db, subject.Id, subject.CustomerId, now.AddDays(-policy.PatternDays), ct);
        return new ReviewOnCase(
            number,
            await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.CaseId == subject.Id, ct),
            await db.ReviewReplies.AsNoTracking().Where(r => r.CaseId == subject.Id).OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync(ct),
            await OffersAsync(db, subject.Id, ct),
            (await CostsAsync(db, [subject.Id], ct)).GetValueOrDefault(subject.Id),
            paidCases,
            await AchievedAsync(db, policy, now, ct),
            styles is [var only] ? only : null)
        {
            IsPattern = policy.IsPattern(paidCases),
        };
    }

    /// <summary>The same for a page that is told of a change: those who ask within a moment share one reading.</summary>
    public Task<Result<ReviewOnCase>> ChangedOfCaseAsync(Actor actor, string number) =>
        actor.May(Permission.ViewCases) ? _coming.ReadAsync((actor.StoreId, number), () => OfCaseAsync(actor, number)) : Task.FromResult<Result<ReviewOnCase>>(Refusal.Forbidden());

    /// <summary>The chat lines of a case that were marked as evidence, in the order in which they were written.</summary>
    public async Task<Result<MarkedLines>> MarkedLinesAsync(Actor actor, string number, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var subject = await db.Cases.AsNoTracking().Where(c => c.Number == number).Select(c => new { c.Id, c.CustomerNick, c.OrderNo }).SingleOrDefaultAsync(ct);
        if (subject is null) return Refusal.NotFound("case.not_found", number);
        var lines = await db.Messages.AsNoTracking().Where(m => m.CaseId == subject.Id)
            .Join(db.LineMarks, m => m.Id, k => k.MessageId, (m, k) => new { Line = m, Mark = k })
            .OrderBy(x => x.Line.SentAt).ThenBy(x => x.Line.Id)
            .Select(x => new MarkedLine(x.Line.Id, x.Line.Kind, x.Line.Channel, x.Line.AuthorName, x.Line.Text, x.Line.SentAt, x.Mark.ByName, x.Mark.At)).ToListAsync(ct);
        return new MarkedLines(number, subject.CustomerNick, subject.OrderNo, lines);
    }

    /// <summary>Yuan by case: what its payouts and goods cost, by the ledger. What was granted and not paid yet counts; what comes back from others does not.</summary>
    internal static Task<Dictionary<Guid, decimal>> CostsAsync(StoreDb db, IReadOnlyCollection<Guid> cases, CancellationToken ct) =>
        Costs(db, db.Postings.Where(p => cases.Contains(p.CaseId))).GroupBy(x => x.CaseId).Select(g => new { g.Key, Yuan = -g.Sum(x => x.Yuan) }).ToDictionaryAsync(g => g.Key, g => g.Yuan, ct);

    /// <summary>The same of all these cases together.</summary>
    internal static async Task<decimal> CostAsync(StoreDb db, IQueryable<Guid> cases, CancellationToken ct) =>
        -await Costs(db, db.Postings.Where(p => cases.Contains(p.CaseId))).SumAsync(x => x.Yuan, ct);

    private static IQueryable<CostOfCase> Costs(StoreDb db, IQueryable<Posting> postings) =>
        postings.Join(db.LedgerEntries.Where(e => e.Account == LedgerAccount.Owed || e.Account == LedgerAccount.InTransit || e.Account == LedgerAccount.Paid || e.Account == LedgerAccount.Goods),
            p => p.Id, e => e.PostingId, (p, e) => new CostOfCase { CaseId = p.CaseId, Yuan = e.Yuan });

    private static async Task<IReadOnlyList<OfferOnCase>> OffersAsync(StoreDb db, Guid caseId, CancellationToken ct)
    {
        var offers = await (from offer in db.ReviewOffers.AsNoTracking().Where(o => o.CaseId == caseId)
                            join action in db.CaseActions.AsNoTracking() on offer.ActionId equals action.Id into agreed
                            from action in agreed.DefaultIfEmpty()
                            orderby offer.At, offer.Id
                            select new { Offer = offer, Amount = (decimal?)action.Amount, Flow = (ActionFlow?)action.Flow, State = (ActionState?)action.State }).ToListAsync(ct);
        return offers.ConvertAll(o => new OfferOnCase(o.Offer, o.Offer.ActionId is null ? o.Offer.Amount : o.Amount, o.Flow, o.State));
    }

    // A sign of extortion: money that went to this customer in other review cases.
    private static Task<int> PaidCasesAsync(StoreDb db, Guid caseId, Guid customerId, DateTimeOffset since, CancellationToken ct) =>
        db.Payouts.Where(p => p.CustomerId == customerId && p.RequestedAt >= since && p.CaseId != caseId && p.State != PayoutState.Voided && p.State != PayoutState.Requested
                && db.Cases.Any(c => c.Id == p.CaseId && c.Type == CaseType.Review))
            .Select(p => p.CaseId).Distinct().CountAsync(ct);

    /// <summary>One query: the outcomes of the last days beside what was offered. An offer that was taken back achieved nothing.</summary>
    private static async Task<IReadOnlyList<OfferResults>> AchievedAsync(StoreDb db, ReviewPolicy policy, DateTimeOffset now, CancellationToken ct)
    {
        var since = now.AddDays(-policy.OfferDays);
        var counts = (await db.Reviews.Where(r => r.Outcome != null && r.OutcomeAt >= since)
            .Join(db.ReviewOffers.Where(o => !db.CaseActions.Any(a => a.Id == o.ActionId && a.State == ActionState.Voided)), r => r.CaseId, o => o.CaseId, (r, o) => new { o.Remedy, r.Outcome, r.CaseId })
            .GroupBy(x => new { x.Remedy, x.Outcome }).Select(g => new { g.Key.Remedy, g.Key.Outcome, Cases = g.Select(x => x.CaseId).Distinct().Count() }).ToListAsync(ct))
            .ToLookup(c => c.Remedy, c => (c.Outcome, c.Cases), StringComparer.Ordinal);
        return [.. counts.Select(offer => new OfferResults(offer.Key, Of(offer, ReviewOutcome.Removed), Of(offer, ReviewOutcome.Changed), Of(offer, ReviewOutcome.Kept), policy.LeastCases))
            .OrderByDescending(results => results.Cases).ThenBy(results => results.Remedy, StringComparer.Ordinal)];

        static int Of(IEnumerable<(ReviewOutcome? Outcome, int Cases)> offer, ReviewOutcome outcome) => offer.Where(c => c.Outcome == outcome).Sum(c => c.Cases);
    }

    private sealed class CostOfCase
    {
        public Guid CaseId { get; init; }
        public decimal Yuan { get; init; }
    }
}
