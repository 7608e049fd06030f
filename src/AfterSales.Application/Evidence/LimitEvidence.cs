using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>Says how much a store may keep as evidence. What it has stays, also over the limit; its people can upload nothing more then. What buyers send through a channel is taken in all the same: it would not come again.</summary>
public sealed class LimitEvidence(Databases databases, ChangeSignal signal)
{
    /// <param name="Version">The version of the store that the user saw.</param>
    /// <param name="Gigabytes">Null: as much as there is room.</param>
    public sealed record Input(int Version, int? Gigabytes);

    public async Task<Result> ExecuteAsync(Input input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManageStores)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var store = await db.Stores.SingleAsync(s => s.Id == actor.StoreId, ct);
        db.Entry(store).Property(s => s.Version).OriginalValue = input.Version;
        if (store.LimitEvidence(input.Gigabytes).Refusal is { } refusal) return refusal;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Conflict("store.stale", store.Name);
        }
        signal.StoreChanged(store.Id);
        return Result.Done;
    }
}
