using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Feedback;

/// <summary>Which items are listed.</summary>
public enum FeedbackFilter
{
    /// <summary>Not closed and not rejected.</summary>
    UnderWay,
    Open,
    Verified,
    Answered,
    Closed,
    Rejected,
    All,
}

/// <summary>An item in the list. <see cref="Item"/> is a detached copy.</summary>
public sealed record FeedbackRow(FeedbackItem Item, FeedbackRate Rate);

/// <param name="Next">Where the next page begins; null: this was the last.</param>
public sealed record FeedbackList(IReadOnlyList<FeedbackRow> Rows, string? Next);

/// <summary>A case of an item.</summary>
public sealed record FeedbackCaseLine(Guid CaseId, string Number, string CustomerNick, CaseSubtype? Subtype, CaseState State, string? OrderNo, DateTimeOffset OpenedAt, DateTimeOffset JoinedAt);

/// <summary>Everything about one item.</summary>
/// <param name="Lines">Its cases, the latest first, at most <see cref="FeedbackQueries.MostCases"/>.</param>
/// <param name="Photos">Pictures and videos of its cases, the latest first, at most <see cref="FeedbackQueries.MostPhotos"/>.</param>
/// <param name="EarlierId">The last item about the same goods and defect before this one.</param>
public sealed record FeedbackDetails(
    FeedbackItem Item, FeedbackRate Rate, IReadOnlyList<FeedbackCaseLine> Lines, IReadOnlyList<EvidenceLine> Photos, IReadOnlyList<FeedbackStep> Steps, Guid? EarlierId);

/// <summary>Reads feedback to production (SPEC 6): the list page by page by key, and one item with its cases, photos and history.</summary>
public sealed class FeedbackQueries(Databases databases, StoreZones zones, TimeProvider time)
{
    public const int PageSize = 30;
    public const int MostCases = 100;
    public const int MostPhotos = 24;

    /// <param name="after">Where an earlier page ended.</param>
    public async Task<Result<FeedbackList>> ListAsync(Actor actor, FeedbackFilter filter, string? after = null, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var items = db.FeedbackItems.AsNoTracking();
        if (filter == FeedbackFilter.UnderWay) items = items.Where(i => i.State == FeedbackState.Open || i.State == FeedbackState.Verified || i.State == FeedbackState.Answered);
        else if (Enum.TryParse<FeedbackState>(filter.ToString(), out var state)) items = items.Where(i => i.State == state);
        if (after is not null)
        {
            if (!Guid.TryParse(after, out var last) || await db.FeedbackItems.Where(i => i.Id == last).Select(i => (DateTimeOffset?)i.OpenedAt).SingleOrDefaultAsync(ct) is not { } at) return Refusal.Invalid("list.cursor_invalid");
            items = items.Where(i => EF.Functions.LessThan(ValueTuple.Create(i.OpenedAt, i.Id), ValueTuple.Create(at, last)));
        }
        var page = await items.OrderByDescending(i => i.OpenedAt).ThenByDescending(i => i.Id).Take(PageSize + 1).ToListAsync(ct);
        var shown = page.Take(PageSize).ToList();
        var rates = await RatesAsync(db, shown, ct);
        return new FeedbackList([.. shown.Select(item => new FeedbackRow(item, rates[item.Id]))], page.Count > PageSize ? shown[^1].Id.ToString() : null);
    }

    public async Task<Result<FeedbackDetails>> FindAsync(Actor actor, Guid itemId, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.FeedbackItems.AsNoTracking().SingleOrDefaultAsync(i => i.Id == itemId, ct) is not { } item) return Refusal.NotFound("feedback.not_found");
        var cases = db.FeedbackCases.Where(f => f.ItemId == itemId);
        var lines = await cases.Join(db.Cases, f => f.CaseId, c => c.Id, (f, c) => new { f, c }).OrderByDescending(one => one.c.OpenedAt).Take(MostCases)
            .Select(one => new FeedbackCaseLine(one.c.Id, one.c.Number, one.c.CustomerNick, one.c.Subtype, one.c.State, one.c.OrderNo, one.c.OpenedAt, one.f.JoinedAt)).ToListAsync(ct);
        var photos = await db.Evidence.AsNoTracking()
            .Where(e => cases.Any(f => f.CaseId == e.CaseId) && e.RemovedAt == null && e.Sha256 != null && e.OriginalId == null && (e.ContentType!.StartsWith("image/") || e.ContentType.StartsWith("video/")))
            .OrderByDescending(e => e.AddedAt).Take(MostPhotos).ToListAsync(ct);
        var earlier = await db.FeedbackItems.Where(i => i.Style == item.Style && i.Batch == item.Batch && i.Defect == item.Defect && i.OpenedAt < item.OpenedAt)
            .OrderByDescending(i => i.OpenedAt).Select(i => (Guid?)i.Id).FirstOrDefaultAsync(ct);
        return new FeedbackDetails(
            item, (await RatesAsync(db, [item], ct))[item.Id], lines, photos.ConvertAll(EvidenceLine.Of),
            await db.FeedbackSteps.AsNoTracking().Where(s => s.ItemId == itemId).OrderByDescending(s => s.Id).Take(MostCases).ToListAsync(ct), earlier);
    }

    private async Task<IReadOnlyDictionary<Guid, FeedbackRate>> RatesAsync(StoreDb db, List<FeedbackItem> items, CancellationToken ct)
    {
        if (items.Count == 0) return new Dictionary<Guid, FeedbackRate>();
        var zone = await zones.OfAsync(db.StoreId, ct);
        return await FeedbackRates.OfAsync(db, items, await FeedbackPolicyQueries.CurrentAsync(db, ct), zone.DateOf(time.GetUtcNow()), ct);
    }
}
