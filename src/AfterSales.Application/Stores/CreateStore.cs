using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Stores;

/// <summary>Opens another store; who creates it owns it.</summary>
public sealed class CreateStore(Databases databases, TimeProvider time)
{
    public sealed record Input(string Name, string TimeZoneId);

    /// <summary>The new store's id.</summary>
    public async Task<Result<Guid>> ExecuteAsync(Input input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManageStores) || actor.PersonId is not { } ownerId) return Refusal.Forbidden();
        await using var db = databases.AcrossStores();
        var store = StoreOpening.Open(db, input.Name, input.TimeZoneId, ownerId, actor.Name, time.GetUtcNow());
        if (!store.Ok) return store.Refusal;
        await db.SaveChangesAsync(ct);
        return store.Value.Id;
    }
}
