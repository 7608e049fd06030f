using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>Lets somebody who was locked out by wrong passwords try again at once.</summary>
public sealed class UnlockPerson(Databases databases, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(Guid personId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManagePeople)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.NameOfMemberAsync(personId, ct) is not { } name) return Refusal.NotFound("person.not_found");
        await db.Users.Where(p => p.Id == personId).ExecuteUpdateAsync(set => set
            .SetProperty(p => p.LockoutEnd, (DateTimeOffset?)null)
            .SetProperty(p => p.AccessFailedCount, 0)
            .SetProperty(p => p.ConcurrencyStamp, Secrets.New()), ct);
        db.Audit.Add(AuditEntry.By(actor, AuditKind.PersonUnlocked, time.GetUtcNow(), name));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Done;
    }
}
