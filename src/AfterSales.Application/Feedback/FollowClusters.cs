using AfterSales.Application.Cases;
using AfterSales.Application.Integrations;
using AfterSales.Application.Persistence;
using AfterSales.Application.Remedies;
using AfterSales.Application.Stores;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Feedback;

/// <summary>
/// Lets the items of one store follow its cases (SPEC 6): opens what has become a cluster, lets later cases join, and takes out what turned out to be something else. It makes what is
/// kept agree with what was counted, whatever was missed before: doing it twice, on two nodes, or a day late comes to the same.
/// </summary>
internal sealed class FollowClusters(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public const string Opened = "feedback.opened";

    /// <summary>Answers whether it did: not while another node is at it.</summary>
    public async Task<bool> TryFollowAsync(Guid storeId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = databases.For(storeId);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await db.TryLockAsync("feedback", ct)) return false;
        var policy = await FeedbackPolicyQueries.CurrentAsync(db, ct);
        var zone = await StoreZones.OfAsync(db, ct);
        // Twice the window: a cluster that formed while nobody could look is found all the same, and what was imported from last year opens nothing.
        var pieces = await FaultyGoods.SinceAsync(db, zone.DateOf(now).AddDays(-2 * policy.WindowDays), ct);
        // Locked: what a person does with one of them meanwhile waits, and the other way round.
        var items = await db.FeedbackItems.FromSql($"select * from feedback_items where store_id = {storeId} and state in ('Open','Verified','Answered') order by id for update").ToListAsync(ct);
        var closed = await ClosedAsync(db, pieces, ct);

        var opened = new List<FeedbackItem>();
        var joined = new List<FeedbackCase>();
        foreach (var matter in pieces.GroupBy(piece => piece.Matter))
        {
            var free = matter.Where(piece => piece.StandsIn is null).ToList();
            if (free.Count == 0) continue;
            var item = items.Find(one => Matter.Of(one) == matter.Key);
            if (closed.GetValueOrDefault(matter.Key) is { ActionSince: { } since } done)
            {
                // Goods from before the action are what it was about; it says nothing about those shipped since.
                joined.AddRange(free.Where(piece => piece.ShippedOn < since).Select(piece => new FeedbackCase(storeId, done.Id, piece.Case.CaseId, now)));
                free.RemoveAll(piece => piece.ShippedOn < since);
            }
            if (item is null && Clusters.CauseOf(free.Select(piece => piece.Case), policy) is { } cause)
            {
                item = FeedbackItem.Open(Ids.New(now), storeId, matter.Key.Style, matter.Key.Batch, matter.Key.Defect, cause, now);
                opened.Add(item);
            }
            if (item is not null) joined.AddRange(free.Select(piece => new FeedbackCase(storeId, item.Id, piece.Case.CaseId, now)));
        }
        var left = await LeaveAsync(db, now, ct);
        db.FeedbackItems.AddRange(opened);
        db.FeedbackCases.AddRange(joined);
        var told = await TellAsync(db, opened, joined, pieces, now, ct);
        await db.SaveChangesAsync(ct);

        var changed = await HoldAsync(db, [.. items, .. opened, .. closed.Values], ct);
        var ticked = await TickAsync(db, joined, now, ct);
        var marked = await SameBatches.FollowAsync(db, [.. items, .. opened], pieces, policy, now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);

        if (changed || left || opened.Count + joined.Count > 0) signal.FeedbackChanged(storeId);
        foreach (var id in marked.Union(ticked)) signal.CaseChanged(storeId, id);
        foreach (var person in told) signal.PersonNotified(storeId, person);
        return true;
    }

    // Of each matter the one that was closed last.
    private static async Task<Dictionary<Matter, FeedbackItem>> ClosedAsync(StoreDb db, List<FaultyPiece> pieces, CancellationToken ct)
    {
        var styles = pieces.Where(piece => piece.StandsIn is null).Select(piece => piece.Matter.Style).Distinct().ToList();
        var closed = await db.FeedbackItems.Where(i => i.State == FeedbackState.Closed && styles.Contains(i.Style)).OrderByDescending(i => i.EndedAt).ToListAsync(ct);
        return closed.DistinctBy(Matter.Of).ToDictionary(Matter.Of);
    }

    // A case whose type, goods or responsibility are others now does not speak of these goods any more.
    private static async Task<bool> LeaveAsync(StoreDb db, DateTimeOffset now, CancellationToken ct)
    {
        var gone = await db.Database.SqlQueryRaw<Gone>(
            $$"""
            delete from feedback_cases f using feedback_items i, cases c
            where f.store_id = {0} and i.id = f.item_id and i.state in ('Open','Verified','Answered') and c.id = f.case_id and not exists (
                select from occurrences o where o.case_id = f.case_id and o.kind = 'Piece' and o.style = i.style and coalesce(o.batch, '') = i.batch and o.subtype = i.defect and {{FaultyGoods.Counts}})
            returning f.item_id as "ItemId", c.number as "Number"
            """, db.StoreId).ToListAsync(ct);
        foreach (var one in gone) db.FeedbackSteps.Add(new FeedbackStep(db.StoreId, one.ItemId, FeedbackStepKind.CaseLeft, null, now).About(one.Number));
        return gone.Count > 0;
    }

    // Whoever may judge hears of it once; so does the outside.
    private static async Task<IReadOnlyCollection<Guid>> TellAsync(StoreDb db, List<FeedbackItem> opened, List<FeedbackCase> joined, List<FaultyPiece> pieces, DateTimeOffset now, CancellationToken ct)
    {
        if (opened.Count == 0) return [];
        var members = await db.Memberships.Select(m => new { m.PersonId, m.Role }).ToListAsync(ct);
        var judges = members.GroupBy(m => m.PersonId, m => m.Role).Where(m => Authority.Of(m).Contains(Permission.JudgeFeedback)).Select(m => m.Key).ToList();
        var customers = pieces.ToLookup(piece => piece.Case.CaseId, piece => piece.Case.CustomerId);
        foreach (var item in opened)
        {
            var cases = joined.Where(one => one.ItemId == item.Id).Select(one => one.CaseId).ToList();
            Dictionary<string, string?> Data() => new(StringComparer.Ordinal)
            {
                ["item"] = item.Id.ToString(),
                ["style"] = item.Style,
                ["batch"] = item.Batch,
                ["defect"] = item.Defect.ToString(),
                ["cause"] = item.Cause.ToString(),
                ["count"] = $"{cases.Count}",
                ["customers"] = $"{cases.SelectMany(one => customers[one]).Distinct().Count()}",
            };
            db.FeedbackSteps.Add(new(item.StoreId, item.Id, FeedbackStepKind.Opened, null, now));
            db.Outbox.Add(new OutboxMessage(item.StoreId, Opened, null, Data(), now));
            foreach (var person in judges) db.Notifications.Add(new(Ids.New(now), item.StoreId, person, Opened, $"{Opened}:{item.Id:N}", null, null, Data(), now));
        }
        return judges;
    }

    private static async Task<bool> HoldAsync(StoreDb db, IReadOnlyCollection<FeedbackItem> items, CancellationToken ct)
    {
        var ids = items.Select(item => item.Id).ToList();
        var held = await db.FeedbackCases.Where(f => ids.Contains(f.ItemId)).Join(db.Cases, f => f.CaseId, c => c.Id, (f, c) => new { f.ItemId, c.CustomerId, c.OpenedAt })
            .GroupBy(one => one.ItemId).Select(g => new { g.Key, Cases = g.Count(), Customers = g.Select(one => one.CustomerId).Distinct().Count(), Last = g.Max(one => one.OpenedAt) })
            .ToDictionaryAsync(one => one.Key, ct);
        var changed = items.Where(item => held.GetValueOrDefault(item.Id) is { } now ? item.Hold(now.Cases, now.Customers, now.Last) : item.Hold(0, 0, null)).ToList();
        return changed.Count > 0;
    }

    // That production hears of a case is done with that.
    private static Task<IReadOnlyList<Guid>> TickAsync(StoreDb db, List<FeedbackCase> joined, DateTimeOffset now, CancellationToken ct)
    {
        var ids = joined.ConvertAll(one => one.CaseId);
        return ids.Count == 0 ? Task.FromResult<IReadOnlyList<Guid>>([]) : DoneElsewhere.TickAsync(db, db.Cases.Where(c => ids.Contains(c.Id)), Actor.System(db.StoreId), now, "production feedback", ct);
    }

    private sealed record Gone(Guid ItemId, string Number);
}
