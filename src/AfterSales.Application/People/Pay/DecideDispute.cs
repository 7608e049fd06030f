using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Pay;

/// <param name="Yuan">What the line comes to instead of what it came to when it was disputed; null: it stays.</param>
public sealed record DecideDisputeInput(Guid DisputeId, decimal? Yuan, string Reason);

/// <summary>
/// Somebody who may approve decides what another person disputes, with a reason; what is no penalty, who manages pay. Of a month that is closed meanwhile the difference is carried by the next
/// open one, for as long as closed months are looked back at.
/// </summary>
public sealed class DecideDispute(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(DecideDisputeInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Approve) || actor.PersonId is null) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockPayAsync(ct);
        if (await db.PayDisputes.SingleOrDefaultAsync(d => d.Id == input.DisputeId, ct) is not { } dispute) return Refusal.NotFound("dispute.not_found");
        // Nobody is told yes and paid nothing.
        if (input.Yuan is not null && await db.ClosedMonths.MaxAsync(m => (DateOnly?)m.Month, ct) is { } last && dispute.Month < PayBook.FirstCorrected(last.AddMonths(1))) return Refusal.Rule("dispute.too_late", PaySheets.MonthText(dispute.Month));
        var now = time.GetUtcNow();
        if (dispute.Decide(input.Yuan, input.Reason, actor, now).Refusal is { } refusal) return refusal;
        var told = DisputeNotices.Answer(db, dispute, now);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        foreach (var one in told) signal.PersonNotified(actor.StoreId, one);
        return Result.Done;
    }
}
