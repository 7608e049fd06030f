using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>Takes a person out of the store. Their account, and what they did here, stay.</summary>
public sealed class RemovePerson(Databases databases, TimeProvider time)
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
        return Result.Done;
    }
}
