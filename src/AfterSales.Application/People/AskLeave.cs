using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <param name="PersonId">Whose leave; for anybody but oneself one must be allowed to plan shifts, and it is granted with that.</param>
/// <param name="Reason">At most 200 characters.</param>
public sealed record AskLeaveInput(Guid PersonId, LeaveKind Kind, LeaveTime When, string Reason);

/// <summary>Asks for leave, or writes down that of somebody else. Who may decide is told; of what was written for them, the person.</summary>
public sealed class AskLeave(Databases databases, StoreZones zones, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result<Guid>> ExecuteAsync(AskLeaveInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(input.PersonId == actor.PersonId ? Permission.ViewShifts : Permission.PlanShifts)) return Refusal.Forbidden();
        var now = time.GetUtcNow();
        var made = Leave.Ask(input.PersonId, input.Kind, input.When, await zones.OfAsync(actor.StoreId, ct), PlainText.Storable(input.Reason).Trim(), actor, now);
        if (!made.Ok) return made.Refusal;
        var leave = made.Value;

        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync($"leaves:{input.PersonId}", ct);
        // Of who left, what was: they have nothing to come.
        if (!(await db.StaffAsync([input.PersonId], ct)).TryGetValue(input.PersonId, out var who) || (!who.IsMember && leave.StartsAt > now)) return Refusal.NotFound("person.not_found");
        if (await db.Leaves.AnyAsync(l => l.PersonId == input.PersonId && (l.State == LeaveState.Asked || l.State == LeaveState.Approved) && l.StartsAt < leave.EndsAt && leave.StartsAt < l.EndsAt, ct))
            return Refusal.Rule("leave.overlaps") with { Field = nameof(LeaveTime.First) };
        db.Leaves.Add(leave);
        db.Audit.Add(AuditEntry.By(actor, AuditKind.LeaveWritten, now, who.Name, leave.Kind.ToString(), leave.State.ToString()));
        var told = leave.State == LeaveState.Asked ? await LeaveNotices.AskAsync(db, leave, who.Name, now, ct) : LeaveNotices.Answer(db, leave, now);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        signal.StoreChanged(actor.StoreId);
        foreach (var person in told) signal.PersonNotified(actor.StoreId, person);
        return leave.Id;
    }
}
