using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Stores;

/// <summary>Goes to work in another store of one's own; the next page opens there.</summary>
public sealed class SwitchStore(Databases databases)
{
    public async Task<Result> ExecuteAsync(Guid storeId, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } personId || storeId == Guid.Empty) return Refusal.Forbidden();
        await using var db = databases.For(storeId);
        if (!await db.Memberships.AnyAsync(m => m.PersonId == personId, ct)) return Refusal.Forbidden();
        await db.Users.Where(p => p.Id == personId).ExecuteUpdateAsync(set => set.SetProperty(p => p.LastStoreId, storeId), ct);
        return Result.Done;
    }
}
