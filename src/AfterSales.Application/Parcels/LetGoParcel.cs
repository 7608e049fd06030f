using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Parcels;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Parcels;

public sealed record LetGoParcelInput(Guid ParcelId, string Reason);

/// <summary>A parcel without an owner is given back to the courier, sent on or thrown away; why is kept with who did it.</summary>
public sealed class LetGoParcel(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(LetGoParcelInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.WorkWarehouse)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var parcel = await db.OwnerlessParcels.SingleOrDefaultAsync(p => p.Id == input.ParcelId, ct);
        if (parcel is null) return Refusal.NotFound("parcel.not_found");
        var (now, reason) = (time.GetUtcNow(), WarehouseWork.Text(input.Reason));
        if (parcel.LetGo(reason, now).Refusal is { } refusal) return refusal;
        db.ParcelSteps.Add(new(parcel, ParcelStepKind.LetGo, reason, actor.PersonId, actor.Name, now));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Conflict("parcel.ended", parcel.Waybill);
        }
        signal.ParcelChanged(actor.StoreId, parcel.Id);
        return Result.Done;
    }
}
