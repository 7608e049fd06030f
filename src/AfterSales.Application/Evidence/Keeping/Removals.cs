using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>What has to be known before a piece of evidence is removed. The case is locked, as it is when it is put under hold: of the two, one comes first.</summary>
internal static class Removals
{
    /// <summary>The number of the case that a piece belongs to; null where the store has no such piece.</summary>
    public static async Task<string?> CaseOfAsync(Databases databases, Guid evidenceId, Actor actor, CancellationToken ct)
    {
        await using var db = databases.For(actor);
        return await db.Evidence.Where(e => e.Id == evidenceId).Join(db.Cases, e => e.CaseId, c => c.Id, (e, c) => c.Number).SingleOrDefaultAsync(ct);
    }

    public static async Task<Refusal?> ProblemAsync(LockedCase work, EvidenceItem item, CancellationToken ct) =>
        item.RemovedAt is not null ? Refusal.Rule("removal.removed_already")
        : await work.Db.LegalHolds.AnyAsync(h => h.CaseId == work.Subject.Id && h.ReleasedAt == null, ct) ? Refusal.Rule("removal.held", work.Subject.Number)
        : null;

    /// <summary>The piece, and every copy that was drawn on it or on one of those: they show what it shows, and go together.</summary>
    public static async Task<List<EvidenceItem>> WithCopiesAsync(StoreDb db, EvidenceItem item, CancellationToken ct)
    {
        var drawn = (await db.Evidence.Where(e => e.CaseId == item.CaseId && e.OriginalId != null && e.RemovedAt == null).OrderBy(e => e.AddedAt).ThenBy(e => e.Id).ToListAsync(ct)).ToLookup(e => e.OriginalId);
        List<EvidenceItem> together = [item];
        for (var place = 0; place < together.Count; place++) together.AddRange(drawn[together[place].Id]);
        return together;
    }

    /// <summary>One of them was accepted, or somebody decided, claimed or said something on the strength of it, or asked already to have it removed.</summary>
    public static async Task<bool> NeedsTwoAsync(StoreDb db, IReadOnlyList<EvidenceItem> items, CancellationToken ct)
    {
        if (items.Any(item => item.Verdict == EvidenceVerdict.Accepted)) return true;
        var (caseId, ids) = (items[0].CaseId, items.Select(item => item.Id).ToHashSet());
        if (await db.RemovalRequests.AnyAsync(r => ids.Contains(r.EvidenceId) && r.State == RemovalState.Open, ct)) return true;
        // As an approval names it; whether it was granted or not, it was shown.
        var shown = items.Select(item => item.Sha256 ?? item.Url).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var subjects = await db.Approvals.AsNoTracking().Where(a => a.CaseId == caseId).Select(a => a.Subject).ToListAsync(ct);
        if (subjects.Any(subject => subject.Evidence.Any(shown.Contains))) return true;
        var steps = await db.ActionSteps.AsNoTracking().Where(s => s.CaseId == caseId && db.CaseActions.Any(a => a.Id == s.ActionId && a.CaseId == caseId)).Select(s => s.Details).ToListAsync(ct);
        return steps.Any(details => details.Evidence.Any(ids.Contains));
    }

    /// <summary>Leaves a tombstone for each, and a line of the history. A request for a copy that goes with its original is over with that.</summary>
    public static async Task RemoveAsync(LockedCase work, IReadOnlyList<EvidenceItem> items, string reason, string? askedBy, CancellationToken ct)
    {
        var ids = items.Select(item => item.Id).ToList();
        foreach (var request in await work.Db.RemovalRequests.Where(r => ids.Contains(r.EvidenceId) && r.State == RemovalState.Open).ToListAsync(ct))
            // Not the one that was just decided.
            if (request.State == RemovalState.Open)
                request.GoWithOriginal(work.Actor, work.Now);
        foreach (var item in items)
        {
            item.Remove(reason, work.Now);
            var told = new List<(string, object?)> { ("name", item.Name), ("reason", reason) };
            if (askedBy is not null) told.Add(("asked_by", askedBy));
            work.Record(CaseEvent.Of(CaseEventKind.EvidenceRemoved, [.. told]));
        }
    }
}
