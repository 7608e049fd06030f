using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>
/// Removes a piece of evidence and the copies drawn on it, for a reason: their bytes go, tombstones stay. What was accepted, or what a decision or a claim rests on, is only asked for: a second person decides
/// (<see cref="DecideRemoval"/>). Refused while the case is under legal hold.
/// </summary>
public sealed class RemoveEvidence(Databases databases, CaseLocks locks, UnneededFiles files)
{
    /// <summary>Answers whether it is gone, or waits for a second person.</summary>
    public async Task<Result<RemovalState>> ExecuteAsync(Guid evidenceId, string reason, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.HandleCases)) return Refusal.Forbidden();
        if (Reasons.Problem(reason) is { } problem) return problem;
        if (await Removals.CaseOfAsync(databases, evidenceId, actor, ct) is not { } number) return Refusal.NotFound("removal.not_found");
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, number, null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        var item = await work.Db.Evidence.SingleAsync(e => e.Id == evidenceId, ct);
        if (await Removals.ProblemAsync(work, item, ct) is { } refusal) return refusal;
        if (await work.Db.RemovalRequests.AnyAsync(r => r.EvidenceId == evidenceId && r.State == RemovalState.Open, ct)) return Refusal.Rule("removal.asked_already");
        var said = Reasons.Clean(reason);
        var together = await Removals.WithCopiesAsync(work.Db, item, ct);
        if (await Removals.NeedsTwoAsync(work.Db, together, ct))
        {
            work.Db.RemovalRequests.Add(new RemovalRequest(Ids.New(work.Now), actor.StoreId, work.Subject.Id, evidenceId, said, actor, work.Now));
            work.Record(CaseEvent.Of(CaseEventKind.RemovalAsked, ("name", item.Name), ("reason", said)));
            await work.CommitAsync(ct);
            return RemovalState.Open;
        }
        await Removals.RemoveAsync(work, together, said, askedBy: null, ct);
        await work.CommitAsync(ct);
        foreach (var gone in together) await files.DropAsync(gone, ct);
        return RemovalState.Removed;
    }
}
