using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Pay;

/// <param name="Yuan">What the line comes to from now on; null: it stays.</param>
public sealed record DecideDisputeInput(Guid DisputeId, decimal? Yuan, string Reason);

/// <summary>Somebody who may approve decides what another person disputes, with a reason; the line is as they say until the month is closed, and after.</summary>
public sealed class DecideDispute(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(DecideDisputeInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Approve) || actor.PersonId is null) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockPayAsync(ct);
        if (await db.PayDisputes.SingleOrDefaultAsync(d => d.Id == input.DisputeId, ct) is not { } dispute) return Refusal.NotFound("dispute.not_found");
        if (await db.IsClosedFromAsync(dispute.Month, ct)) return PayReads.Closed(dispute.Month);
        var now = time.GetUtcNow();
        if (dispute.Decide(input.Yuan, input.Reason, actor, now).Refusal is { } refusal) return refusal;
        var told = DisputeNotices.Answer(db, dispute, now);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        foreach (var one in told) signal.PersonNotified(actor.StoreId, one);
        return Result.Done;
    }
}
