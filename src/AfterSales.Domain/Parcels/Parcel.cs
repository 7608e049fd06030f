using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Parcels;

/// <summary>A parcel sent for an order: courier and waybill, as imported.</summary>
public sealed class Parcel : IStoreOwned
{
    private Parcel() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public string OrderNo { get; private set; } = "";
    public string Waybill { get; private set; } = "";
    public string? Courier { get; private set; }
    public DateTimeOffset? ShippedAt { get; private set; }
    public DateTimeOffset ImportedAt { get; private set; }
}
