using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>Releases the legal hold of a case, for a reason.</summary>
public sealed class ReleaseLegalHold(CaseLocks locks)
{
    public async Task<Result> ExecuteAsync(string number, string reason, Actor actor, CancellationToken ct = default)
    {
        if (Reasons.Problem(reason) is { } problem) return problem;
        var opened = await locks.OpenAsync(actor, Permission.Approve, number, null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        if (await work.Db.LegalHolds.SingleOrDefaultAsync(h => h.CaseId == work.Subject.Id && h.ReleasedAt == null, ct) is not { } hold) return Refusal.Rule("hold.none", number);
        var said = Reasons.Clean(reason);
        hold.Release(said, actor.Name, work.Now);
        work.Record(CaseEvent.Of(CaseEventKind.HoldReleased, ("reason", said)));
        await work.CommitAsync(ct);
        return Result.Done;
    }
}
