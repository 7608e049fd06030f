using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
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

    /// <summary>It was accepted, or somebody decided, claimed or said something on the strength of it.</summary>
    public static async Task<bool> NeedsTwoAsync(StoreDb db, EvidenceItem item, CancellationToken ct)
    {
        if (item.Verdict == EvidenceVerdict.Accepted) return true;
        // As an approval names it; whether it was granted or not, it was shown.
        var shown = item.Sha256 ?? item.Url;
        var subjects = await db.Approvals.AsNoTracking().Where(a => a.CaseId == item.CaseId).Select(a => a.Subject).ToListAsync(ct);
        if (shown is not null && subjects.Any(subject => subject.Evidence.Contains(shown))) return true;
        var steps = await db.ActionSteps.AsNoTracking().Where(s => s.CaseId == item.CaseId && db.CaseActions.Any(a => a.Id == s.ActionId && a.CaseId == item.CaseId)).Select(s => s.Details).ToListAsync(ct);
        return steps.Any(details => details.Evidence.Contains(item.Id));
    }
}
