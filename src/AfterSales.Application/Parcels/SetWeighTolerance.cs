using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Parcels;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Parcels;

/// <summary>How far the weight of a parcel may be off in this store and still count as the same; recorded in the store's audit.</summary>
public sealed class SetWeighTolerance(Databases databases, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(WeighTolerance tolerance, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPolicies)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var store = await db.Stores.SingleAsync(s => s.Id == actor.StoreId, ct);
        if (store.Weigh(tolerance).Refusal is { } refusal) return refusal;
        db.Audit.Add(new(store.Id, AuditKind.ToleranceChanged, actor.Id, actor.Name, time.GetUtcNow(), store.Name, FormattableString.Invariant($"{tolerance.Share * 100:0.##} %"), FormattableString.Invariant($"{tolerance.Grams} g")));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Conflict("store.stale", store.Name);
        }
        return Result.Done;
    }
}
