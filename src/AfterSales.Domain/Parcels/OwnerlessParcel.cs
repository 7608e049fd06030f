using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Parcels;

public enum OwnerlessState
{
    /// <summary>It lies there and nobody knows whose it is.</summary>
    Waiting,

    /// <summary>A case it belongs to was found.</summary>
    Matched,

    /// <summary>It was given back, sent on or thrown away, with a reason.</summary>
    LetGo,
}

/// <summary>What is to be seen on a parcel and in it. The sender is as written, with phone numbers masked.</summary>
public sealed record ParcelLook(string Waybill, string? Courier, string? Sender, string? Contents);

/// <summary>A photo of a parcel that belongs to no case yet; the bytes are stored under their SHA-256, as evidence is.</summary>
public sealed record ParcelPhoto(string Name, string Sha256, string ContentType, long Size, int? Width, int? Height, bool HasThumbnail)
{
    /// <summary>What it shows, in the words of <see cref="Evidence.EvidenceLabels"/>; null while nobody has said.</summary>
    public string? Label { get; init; }
}

/// <summary>
/// A parcel that came to the warehouse and belongs to no case that anybody knows of: a buyer sent it unasked, or wrote no number. It is kept until a case is
/// found for it, or it is let go with a reason. Of two with the same waybill only one waits. Every change is kept (<see cref="ParcelStep"/>).
/// </summary>
public sealed class OwnerlessParcel : IStoreOwned
{
    public const int MaxCourier = 80;
    public const int MaxText = 500;

    private OwnerlessParcel() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public string Waybill { get; private set; } = "";
    public string? Courier { get; private set; }
    public string? Sender { get; private set; }
    public string? Contents { get; private set; }
    public IReadOnlyList<ParcelPhoto> Photos { get; private set; } = [];
    public OwnerlessState State { get; private set; }
    public DateTimeOffset ArrivedAt { get; private set; }
    public Guid? TakenInById { get; private set; }
    public string TakenInBy { get; private set; } = "";

    /// <summary>Whose it turned out to be.</summary>
    public Guid? CaseId { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Goes up with every change, so that of two people who match it at once the second is told.</summary>
    public int Version { get; private set; }

    public static Result<OwnerlessParcel> TakeIn(Guid id, Guid storeId, ParcelLook look, IReadOnlyList<ParcelPhoto> photos, Guid? byId, string byName, DateTimeOffset at)
    {
        if (ScannedCode.Parse(look.Waybill) is not { } waybill) return Refusal.Invalid("parcel.waybill_invalid") with { Field = nameof(ParcelLook.Waybill) };
        if (look.Courier is { Length: > MaxCourier }) return Refusal.Invalid("parcel.text_too_long", MaxCourier) with { Field = nameof(ParcelLook.Courier) };
        if (look.Sender is { Length: > MaxText }) return Refusal.Invalid("parcel.text_too_long", MaxText) with { Field = nameof(ParcelLook.Sender) };
        if (look.Contents is { Length: > MaxText }) return Refusal.Invalid("parcel.text_too_long", MaxText) with { Field = nameof(ParcelLook.Contents) };
        return new OwnerlessParcel
        {
            Id = id,
            StoreId = storeId,
            Waybill = waybill,
            Courier = look.Courier,
            Sender = look.Sender,
            Contents = look.Contents,
            Photos = [.. photos],
            ArrivedAt = at,
            TakenInById = byId,
            TakenInBy = byName,
            Version = 1,
        };
    }

    /// <summary>It belongs to this case; refused where it does not wait any more.</summary>
    public Result Match(Guid caseId, DateTimeOffset at)
    {
        if (End(OwnerlessState.Matched, at) is { } refusal) return refusal;
        CaseId = caseId;
        return Result.Done;
    }

    /// <summary>Nobody's after all; refused without a reason.</summary>
    public Result LetGo(string? reason, DateTimeOffset at)
    {
        if (PlainText.IsBlank(reason)) return Refusal.Invalid("parcel.reason_needed") with { Field = "Reason" };
        if (reason!.Length > MaxText) return Refusal.Invalid("parcel.text_too_long", MaxText) with { Field = "Reason" };
        return End(OwnerlessState.LetGo, at) is { } refusal ? refusal : Result.Done;
    }

    private Refusal? End(OwnerlessState how, DateTimeOffset at)
    {
        if (State != OwnerlessState.Waiting) return Refusal.Conflict("parcel.ended", Waybill);
        (State, EndedAt) = (how, at);
        Version++;
        return null;
    }
}
