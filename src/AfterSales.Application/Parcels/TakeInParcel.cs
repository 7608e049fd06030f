using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Application.Orders;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Parcels;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Parcels;

/// <param name="Sender">As written on it; of phone numbers the last four digits are kept.</param>
/// <param name="Contents">What is in it.</param>
public sealed record TakeInParcelInput(string Waybill, string? Courier, string? Sender, string? Contents, IReadOnlyList<Attachment>? Photos = null);

/// <param name="IsNew">False where somebody has taken it in already.</param>
public sealed record ParcelTakenIn(Guid Id, bool IsNew);

/// <summary>A parcel that belongs to no case anybody knows of is taken in, so that it is not lost; scanned twice at once, it is taken in once.</summary>
public sealed class TakeInParcel(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result<ParcelTakenIn>> ExecuteAsync(TakeInParcelInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.WorkWarehouse)) return Refusal.Forbidden();
        if (input.Photos is { Count: > 0 } && MessageRules.Check(null, input.Photos) is { } unfit) return unfit;
        var now = time.GetUtcNow();
        var sender = WarehouseWork.Text(input.Sender) is { } written ? PhoneMask.Within(written) : null;
        var look = new ParcelLook(input.Waybill, WarehouseWork.Text(input.Courier), sender, WarehouseWork.Text(input.Contents));
        var taken = OwnerlessParcel.TakeIn(Ids.New(now), actor.StoreId, look, ParcelPhotos.Of(input.Photos), actor.PersonId, actor.Name, now);
        if (!taken.Ok) return taken.Refusal;

        var parcel = taken.Value;
        if (await WaitingAsync(actor, parcel.Waybill, ct) is { } there) return new ParcelTakenIn(there, IsNew: false);
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await AttachedFiles.ProblemAsync(db, input.Photos, ct) is { } gone) return gone;
        db.OwnerlessParcels.Add(parcel);
        db.ParcelSteps.Add(new(parcel, ParcelStepKind.TakenIn, null, actor.PersonId, actor.Name, now));
        try
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e, "ownerless_parcels"))
        {
            return await WaitingAsync(actor, parcel.Waybill, ct) is { } other ? new ParcelTakenIn(other, IsNew: false) : Refusal.Conflict("parcel.ended", parcel.Waybill);
        }
        signal.ParcelChanged(actor.StoreId, parcel.Id);
        return new ParcelTakenIn(parcel.Id, IsNew: true);
    }

    private async Task<Guid?> WaitingAsync(Actor actor, string waybill, CancellationToken ct)
    {
        await using var db = databases.For(actor);
        return await db.OwnerlessParcels.Where(p => p.Waybill == waybill && p.State == OwnerlessState.Waiting).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct);
    }
}
