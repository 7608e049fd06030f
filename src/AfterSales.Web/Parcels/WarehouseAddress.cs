using AfterSales.Application.Parcels;
using AfterSales.Domain.Remedies;

namespace AfterSales.Web.Parcels;

/// <summary>Where on the desk something stands: list and card are in the address, so that a view can be sent to a colleague and "back" leads back.</summary>
internal static class WarehouseAddress
{
    public static string Of(WarehouseList list) => $"/warehouse?list={Word(list)}";

    public static string Of(WarehouseRow row) => $"{Of(ListOf(row.Flow))}&open={row.ActionId}";

    public static string OfParcel(Guid parcelId) => $"{Of(WarehouseList.Parcels)}&parcel={parcelId}";

    public static string Slip(Guid actionId) => $"/warehouse/slip/{actionId}";

    public static WarehouseList ListOf(string? word) =>
        Enum.TryParse<WarehouseList>(word, ignoreCase: true, out var list) && Enum.IsDefined(list) ? list : WarehouseList.Checks;

    public static string Word(WarehouseList list) => list.ToString().ToLowerInvariant();

    private static WarehouseList ListOf(ActionFlow flow) => flow switch
    {
        ActionFlow.Check => WarehouseList.Checks,
        ActionFlow.Return => WarehouseList.Returns,
        ActionFlow.Shipment => WarehouseList.Packing,
        _ => WarehouseList.Stock,
    };
}
