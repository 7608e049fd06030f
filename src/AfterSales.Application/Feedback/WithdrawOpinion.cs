using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Feedback;

public sealed record WithdrawOpinionInput(string Number, Guid OpinionId);

/// <summary>Takes an opinion back that was tagged by mistake: it is not counted any more, and stays in the history.</summary>
public sealed class WithdrawOpinion(CaseLocks locks)
{
    public async Task<Result> ExecuteAsync(WithdrawOpinionInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, seenVersion: null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        if (await work.Db.Opinions.SingleOrDefaultAsync(o => o.Id == input.OpinionId && o.CaseId == work.Subject.Id, ct) is not { } opinion) return Refusal.NotFound("opinion.not_found");
        var withdrawn = opinion.Withdraw(actor.Name, work.Now);
        if (!withdrawn.Ok) return withdrawn.Refusal;
        work.Record(CaseEvent.Of(CaseEventKind.OpinionWithdrawn, ("value", opinion.Word), ("text", opinion.Style)));
        await work.CommitAsync(ct);
        return Result.Done;
    }
}
