using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>Ends every session of a person: one's own, or that of somebody in the store. Holds within 30 seconds on every node.</summary>
public sealed class SignOutEverywhere(Databases databases, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(Guid personId, Actor actor, CancellationToken ct = default)
    {
        if (personId != actor.PersonId && !actor.May(Permission.ManagePeople)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.NameOfMemberAsync(personId, ct) is not { } name) return Refusal.NotFound("person.not_found");
        await db.Users.Where(p => p.Id == personId).ExecuteUpdateAsync(set => set
            .SetProperty(p => p.SecurityStamp, Secrets.New())
            .SetProperty(p => p.ConcurrencyStamp, Secrets.New()), ct);
        db.Audit.Add(AuditEntry.By(actor, AuditKind.PersonSignedOut, time.GetUtcNow(), name));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Done;
    }
}
