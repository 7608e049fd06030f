using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Parcels;

public enum ParcelStepKind
{
    TakenIn,
    Matched,
    LetGo,
}

/// <summary>What somebody did with a parcel without an owner. Append-only.</summary>
public sealed class ParcelStep : IStoreOwned
{
    private ParcelStep() { }

    public ParcelStep(OwnerlessParcel parcel, ParcelStepKind kind, string? reason, Guid? byId, string byName, DateTimeOffset at)
    {
        StoreId = parcel.StoreId;
        ParcelId = parcel.Id;
        Kind = kind;
        CaseId = parcel.CaseId;
        Reason = reason;
        ById = byId;
        ByName = byName;
        At = at;
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid ParcelId { get; private set; }
    public ParcelStepKind Kind { get; private set; }
    public Guid? CaseId { get; private set; }
    public string? Reason { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}
