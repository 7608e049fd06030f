using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>Takes a person out of the store. Their account, and what they did here, stay; their open cases go back to the queue.</summary>
public sealed class RemovePerson(Databases databases, AssignCase assignCase, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(Guid personId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManagePeople)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockPeopleAsync(ct);
        if (await db.NameOfMemberAsync(personId, ct) is not { } name) return Refusal.NotFound("person.not_found");
        var current = await db.RolesOfAsync(personId, ct);
        var own = await db.OwnRolesAsync(actor, ct);
        var allowed = RoleRules.Change(own, current, [], personId == actor.PersonId, await db.OtherOwnersAsync(personId, ct));
        if (allowed.Refusal is { } refusal) return refusal;

        await db.Memberships.Where(m => m.PersonId == personId).ExecuteDeleteAsync(ct);
        db.Audit.Add(AuditEntry.By(actor, AuditKind.PersonRemoved, time.GetUtcNow(), name));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        signal.StoreChanged(actor.StoreId);
        await ReleaseCasesAsync(personId, actor, ct);
        return Result.Done;
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
