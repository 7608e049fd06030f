using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>Puts a case under legal hold, for a reason: from then on nothing of it can be removed. Requests for removal that are open stay open, and cannot be granted.</summary>
public sealed class SetLegalHold(CaseLocks locks)
{
    public async Task<Result> ExecuteAsync(string number, string reason, Actor actor, CancellationToken ct = default)
    {
        if (Reasons.Problem(reason) is { } problem) return problem;
        var opened = await locks.OpenAsync(actor, Permission.Approve, number, null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        if (await work.Db.LegalHolds.AnyAsync(h => h.CaseId == work.Subject.Id && h.ReleasedAt == null, ct)) return Refusal.Rule("hold.stands", number);
        var said = Reasons.Clean(reason);
        work.Db.LegalHolds.Add(new LegalHold(Ids.New(work.Now), actor.StoreId, work.Subject.Id, said, actor, work.Now));
        work.Record(CaseEvent.Of(CaseEventKind.HoldSet, ("reason", said)));
        await work.CommitAsync(ct);
        return Result.Done;
    }
}
