using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Feedback;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Feedback;

/// <summary>Keeps beside each open case how many others came with the same goods, so that the queue knows it without asking.</summary>
internal static class SameBatches
{
    /// <summary>Answers the cases of which something else is to be said. Nothing is saved here.</summary>
    public static async Task<IReadOnlyList<Guid>> FollowAsync(StoreDb db, IReadOnlyCollection<FeedbackItem> items, List<FaultyPiece> pieces, FeedbackPolicy policy, DateTimeOffset now, CancellationToken ct)
    {
        var due = await DueAsync(db, items, pieces, policy, now, ct);
        var kept = await db.SameBatches.ToDictionaryAsync(mark => mark.CaseId, ct);
        var changed = new List<Guid>();
        foreach (var (caseId, (cases, itemId)) in due)
        {
            if (!kept.TryGetValue(caseId, out var mark)) db.SameBatches.Add(new(db.StoreId, caseId, cases, itemId));
            else if ((mark.Cases, mark.ItemId) != (cases, itemId)) mark.Become(cases, itemId);
            else continue;
            changed.Add(caseId);
        }
        var over = kept.Values.Where(mark => !due.ContainsKey(mark.CaseId)).ToList();
        db.SameBatches.RemoveRange(over);
        changed.AddRange(over.Select(mark => mark.CaseId));
        return changed;
    }

    // An item says more than what is only forming; of several the largest.
    private static async Task<Dictionary<Guid, (int Cases, Guid? ItemId)>> DueAsync(StoreDb db, IReadOnlyCollection<FeedbackItem> items, List<FaultyPiece> pieces, FeedbackPolicy policy, DateTimeOffset now, CancellationToken ct)
    {
        var byId = items.ToDictionary(item => item.Id);
        var standing = await db.FeedbackCases.Where(f => byId.Keys.Contains(f.ItemId)).Join(db.Cases.Where(OpenStates.Condition), f => f.CaseId, c => c.Id, (f, c) => new { f.CaseId, f.ItemId }).ToListAsync(ct);
        var marks = standing.Select(one => (one.CaseId, byId[one.ItemId].Cases, ItemId: (Guid?)one.ItemId)).ToList();

        var matters = items.Select(Matter.Of).ToHashSet();
        var open = pieces.Where(piece => piece.IsOpen).Select(piece => piece.Case.CaseId).ToHashSet();
        foreach (var matter in pieces.Where(piece => piece.StandsIn is null && !matters.Contains(piece.Matter)).GroupBy(piece => piece.Matter, piece => piece.Case))
        {
            var forming = Clusters.FormingAt(now, matter, policy);
            marks.AddRange(forming.Where(one => open.Contains(one.CaseId)).Select(one => (one.CaseId, forming.Count, (Guid?)null)));
        }
        return marks.GroupBy(mark => mark.CaseId).ToDictionary(of => of.Key, of => of.OrderByDescending(mark => mark.ItemId is not null).ThenByDescending(mark => mark.Cases).Select(mark => (mark.Cases, mark.ItemId)).First());
    }
}
