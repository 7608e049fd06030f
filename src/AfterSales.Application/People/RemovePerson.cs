using AfterSales.Application.Cases;
using AfterSales.Application.People.Pay;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>
/// Takes a person out of the store. Their account, and what they did here, stay; their open cases go back to the queue, what they were planned to work is withdrawn, and after the month in
/// which they leave they have no grade.
/// </summary>
public sealed class RemovePerson(Databases databases, AssignCase assignCase, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(Guid personId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManagePeople)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Whoever plans or pays them at this moment comes before it, or finds them gone.
        await db.LockAsync("shifts", ct);
        await db.LockPayAsync(ct);
        await db.LockPeopleAsync(ct);
        if (await db.NameOfMemberAsync(personId, ct) is not { } name) return Refusal.NotFound("person.not_found");
        var current = await db.RolesOfAsync(personId, ct);
        var own = await db.OwnRolesAsync(actor, ct);
        var allowed = RoleRules.Change(own, current, [], personId == actor.PersonId, await db.OtherOwnersAsync(personId, ct));
        if (allowed.Refusal is { } refusal) return refusal;

        var now = time.GetUtcNow();
        await db.Memberships.Where(m => m.PersonId == personId).ExecuteDeleteAsync(ct);
        await WithdrawShiftsAsync(db, personId, actor, now, ct);
        await EndGradeAsync(db, personId, actor, now, ct);
        db.Audit.Add(AuditEntry.By(actor, AuditKind.PersonRemoved, now, name));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        signal.StoreChanged(actor.StoreId);
        await ReleaseCasesAsync(personId, actor, ct);
        return Result.Done;
    }

    // Else they would be off without leave. What has begun is somebody's to judge.
    private static async Task WithdrawShiftsAsync(StoreDb db, Guid personId, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var shift in await db.Shifts.Where(s => s.PersonId == personId && s.WithdrawnAt == null && s.StartsAt > now).ToListAsync(ct)) shift.Withdraw(null, actor, now);
    }

    // From the next month on, and where one was said ahead for a later month, from that.
    private static async Task EndGradeAsync(StoreDb db, Guid personId, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var next = (await db.ThisMonthAsync(now, ct)).AddMonths(1);
        var held = PayGradeChange.HoldingFrom(next, await db.PayGrades.AsNoTracking().Where(g => g.PersonId == personId).ToListAsync(ct)).Where(g => g.Grade.Length > 0);
        db.PayGrades.AddRange(held.Select(g => new PayGradeChange(actor.StoreId, personId, g.FromMonth > next ? g.FromMonth : next, "", actor.PersonId, actor.Name, now)));
    }

    // Who manages people need not be somebody who handles cases; the history still names them.
    private async Task ReleaseCasesAsync(Guid personId, Actor actor, CancellationToken ct)
    {
        await using var db = databases.For(actor);
        var numbers = await db.Cases.Where(c => c.AssigneeId == personId).Where(OpenStates.Condition).Select(c => c.Number).ToListAsync(ct);
        var releaser = actor with { Permissions = Actor.System(actor.StoreId).Permissions };
        foreach (var number in numbers)
            await assignCase.ExecuteAsync(new(number, null, null), releaser, ct);
    }
}
