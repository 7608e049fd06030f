using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>What shall become of a leave.</summary>
public enum LeaveAnswer
{
    Approve,
    Decline,
    /// <summary>It is not taken after all: said by the person before it begins, or by another with a reason.</summary>
    Withdraw,
}

/// <param name="Because">Needed to decline, and to withdraw that of another; at most 200 characters.</param>
public sealed record DecideLeaveInput(Guid LeaveId, LeaveAnswer Answer, string? Because = null);

/// <summary>Approves, declines or withdraws a leave. Nobody decides on their own.</summary>
public sealed class DecideLeave(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(DecideLeaveInput input, Actor actor, CancellationToken ct = default)
    {
        await using var db = databases.For(actor);
        if (await db.Leaves.SingleOrDefaultAsync(l => l.Id == input.LeaveId, ct) is not { } leave) return Refusal.NotFound("leave.not_found");
        var own = input.Answer == LeaveAnswer.Withdraw && leave.PersonId == actor.PersonId;
        if (!own && !actor.May(Permission.PlanShifts)) return Refusal.Forbidden();
        var (now, because) = (time.GetUtcNow(), input.Because is { } said ? PlainText.Storable(said).Trim() : null);
        var decided = input.Answer == LeaveAnswer.Withdraw ? leave.Withdraw(because, actor, now) : leave.Decide(input.Answer == LeaveAnswer.Approve, because, actor, now);
        if (decided.Refusal is { } refusal) return refusal;
        var name = await db.Users.Where(p => p.Id == leave.PersonId).Select(p => p.DisplayName).SingleAsync(ct);
        db.Audit.Add(AuditEntry.By(actor, AuditKind.LeaveDecided, now, name, leave.State.ToString()));
        var told = LeaveNotices.Answer(db, leave, now);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Conflict("leave.decided");
        }
        signal.StoreChanged(actor.StoreId);
        foreach (var person in told) signal.PersonNotified(actor.StoreId, person);
        return Result.Done;
    }
}
