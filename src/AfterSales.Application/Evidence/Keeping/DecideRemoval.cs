using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>A second person, who may approve, removes what somebody asked to have removed, with the copies drawn on it, or declines. Nobody decides their own request.</summary>
public sealed class DecideRemoval(Databases databases, CaseLocks locks, UnneededFiles files)
{
    public async Task<Result> ExecuteAsync(Guid evidenceId, bool remove, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Approve)) return Refusal.Forbidden();
        if (await Removals.CaseOfAsync(databases, evidenceId, actor, ct) is not { } number) return Refusal.NotFound("removal.not_found");
        var opened = await locks.OpenAsync(actor, Permission.Approve, number, null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        var item = await work.Db.Evidence.SingleAsync(e => e.Id == evidenceId, ct);
        if (await work.Db.RemovalRequests.SingleOrDefaultAsync(r => r.EvidenceId == evidenceId && r.State == RemovalState.Open, ct) is not { } request) return Refusal.Rule("removal.not_open");
        if (remove && await Removals.ProblemAsync(work, item, ct) is { } refusal) return refusal;
        var decided = request.Decide(remove, actor, work.Now);
        if (!decided.Ok) return decided;
        List<EvidenceItem> gone = remove ? await Removals.WithCopiesAsync(work.Db, item, ct) : [];
        if (remove) await Removals.RemoveAsync(work, gone, request.Reason, request.RequestedBy, ct);
        else work.Record(CaseEvent.Of(CaseEventKind.RemovalDeclined, ("name", item.Name), ("reason", request.Reason), ("asked_by", request.RequestedBy)));
        await work.CommitAsync(ct);
        foreach (var piece in gone) await files.DropAsync(piece, ct);
        return Result.Done;
    }
}
