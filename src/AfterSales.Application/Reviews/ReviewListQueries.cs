using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Reviews;

/// <summary>Which reviews: those without an outcome, or with one of these; nothing said: all.</summary>
public enum ReviewFilter
{
    All,
    Open,
    Removed,
    Changed,
    Kept,
}

/// <param name="Offers">Words of the remedies that were offered, in order.</param>
/// <param name="Cost">Yuan, by the ledger.</param>
public sealed record ReviewRow(
    Guid CaseId, string Number, string Customer, bool IsFlagged, CaseSubtype? Subtype, CaseState State, string? Assignee, Review Review, IReadOnlyList<string> Offers, decimal Cost);

/// <param name="Next">Where to read on; null: there are no more.</param>
public sealed record ReviewList(IReadOnlyList<ReviewRow> Rows, string? Next);

/// <summary>What became of the reviews of the last days.</summary>
/// <param name="Rescued">Removed, or rated better than before.</param>
/// <param name="Cost">Yuan: what their cases cost.</param>
public sealed record ReviewTotals(int Days, int Removed, int Changed, int Kept, int Rescued, decimal Cost)
{
    public int Concluded => Removed + Changed + Kept;
}

/// <summary>Lists reviews, newest first, page by page by key; and what became of those of the last days.</summary>
public sealed class ReviewListQueries(Databases databases, ReviewPolicies policies, TimeProvider time)
{
    public const int PageSize = 50;

    /// <param name="after">Where an earlier page ended.</param>
    public async Task<Result<ReviewList>> ListAsync(Actor actor, ReviewFilter filter, string? after = null, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var reviews = db.Reviews.AsNoTracking();
        if (filter == ReviewFilter.Open) reviews = reviews.Where(r => r.Outcome == null);
        else if (Enum.TryParse<ReviewOutcome>(filter.ToString(), out var outcome)) reviews = reviews.Where(r => r.Outcome == outcome);
        if (after is not null)
        {
            if (!Guid.TryParse(after, out var last) || await db.Reviews.Where(r => r.CaseId == last).Select(r => (DateTimeOffset?)r.RecordedAt).SingleOrDefaultAsync(ct) is not { } at) return Refusal.Invalid("list.cursor_invalid");
            reviews = reviews.Where(r => EF.Functions.LessThan(ValueTuple.Create(r.RecordedAt, r.CaseId), ValueTuple.Create(at, last)));
        }
        var page = await reviews.OrderByDescending(r => r.RecordedAt).ThenByDescending(r => r.CaseId).Take(PageSize + 1).ToListAsync(ct);
        var ids = page.Take(PageSize).Select(r => r.CaseId).ToList();
        var cases = await (from c in db.Cases.Where(c => ids.Contains(c.Id))
                           join customer in db.Customers on c.CustomerId equals customer.Id
                           join person in db.Users on c.AssigneeId equals person.Id into owners
                           from owner in owners.DefaultIfEmpty()
                           select new { c.Id, c.Number, c.CustomerNick, IsFlagged = customer.Extortion != null, c.Subtype, c.State, Owner = owner.DisplayName }).ToDictionaryAsync(c => c.Id, ct);
        var offers = (await db.ReviewOffers.Where(o => ids.Contains(o.CaseId)).OrderBy(o => o.At).Select(o => new { o.CaseId, o.Remedy }).ToListAsync(ct)).ToLookup(o => o.CaseId, o => o.Remedy);
        var costs = await ReviewQueries.CostsAsync(db, ids, ct);
        return new ReviewList(
            [.. page.Take(PageSize).Select(r => cases[r.CaseId] is var c ? new ReviewRow(c.Id, c.Number, c.CustomerNick, c.IsFlagged, c.Subtype, c.State, c.Owner, r, [.. offers[r.CaseId].Distinct()], costs.GetValueOrDefault(r.CaseId)) : null!)],
            page.Count > PageSize ? ids[^1].ToString() : null);
    }

    public async Task<Result<ReviewTotals>> TotalsAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var days = (await policies.CurrentAsync(actor.StoreId, ct)).OfferDays;
        var since = time.GetUtcNow().AddDays(-days);
        var concluded = db.Reviews.Where(r => r.Outcome != null && r.OutcomeAt >= since);
        var counts = await concluded.GroupBy(r => new { r.Outcome, r.IsRescued }).Select(g => new { g.Key.Outcome, g.Key.IsRescued, Count = g.Count() }).ToListAsync(ct);
        var cost = await ReviewQueries.CostAsync(db, concluded.Select(r => r.CaseId), ct);
        return new ReviewTotals(days, Of(ReviewOutcome.Removed), Of(ReviewOutcome.Changed), Of(ReviewOutcome.Kept), counts.Where(c => c.IsRescued).Sum(c => c.Count), cost);

        int Of(ReviewOutcome outcome) => counts.Where(c => c.Outcome == outcome).Sum(c => c.Count);
    }
}
