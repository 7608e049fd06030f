using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>
/// Removes what is left of a case's evidence because it was kept long enough: tombstones and one line of the history, in one transaction under the lock of the case, and the bytes afterwards.
/// What was found due is asked again under the lock, with the rule of that moment: a hold, a reopening, a new piece, or a rule that was made longer since comes first.
/// </summary>
public sealed class ExpireEvidence(CaseLocks locks, UnneededFiles files)
{
    /// <summary>Answers how many pieces went.</summary>
    internal async Task<int> OfCaseAsync(Guid storeId, string number, Guid runId, CancellationToken ct)
    {
        var opened = await locks.OpenAsync(Actor.System(storeId), Permission.HandleCases, number, null, ct);
        if (!opened.Ok) return 0;
        await using var work = opened.Value;

        var policy = await RetentionPolicies.CurrentAsync(work.Db, ct);
        if (!await RetentionDue.IsDueAsync(work.Db, policy, work.Now, work.Subject.Id, ct)) return 0;
        var pieces = await work.Db.Evidence.Where(e => e.CaseId == work.Subject.Id && e.RemovedAt == null).OrderBy(e => e.AddedAt).ThenBy(e => e.Id).ToListAsync(ct);
        var reason = policy.ReasonFor(work.Subject.Type);
        foreach (var piece in pieces) piece.Remove(reason, work.Now);
        work.Record(CaseEvent.Of(CaseEventKind.EvidenceExpired,
            [.. EvidenceOfCase.Named(pieces), ("months", policy.For(work.Subject.Type).Months), ("policy_version", policy.Version)]));
        var bytes = pieces.Sum(piece => piece.Size ?? 0);
        await work.Db.RetentionRuns.Where(r => r.Id == runId).ExecuteUpdateAsync(
            r => r.SetProperty(x => x.Cases, x => x.Cases + 1).SetProperty(x => x.Pieces, x => x.Pieces + pieces.Count).SetProperty(x => x.Bytes, x => x.Bytes + bytes), ct);
        await work.CommitAsync(ct);
        foreach (var piece in pieces) await files.DropAsync(piece, ct);
        return pieces.Count;
    }
}
