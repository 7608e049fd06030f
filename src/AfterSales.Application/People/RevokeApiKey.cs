using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>Ends a key for good; every node refuses it within two seconds.</summary>
public sealed class RevokeApiKey(Databases databases, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(Guid keyId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManageApiKeys)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == keyId, ct) is not { } key) return Refusal.NotFound("api_key.not_found");
        var now = time.GetUtcNow();
        if (key.Revoke(now).Refusal is { } refusal) return refusal;
        db.Audit.Add(AuditEntry.By(actor, AuditKind.ApiKeyRevoked, now, key.Name));
        await db.SaveChangesAsync(ct);
        return Result.Done;
    }
}
