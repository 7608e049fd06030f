using AfterSales.Domain.Cases;
using AfterSales.Domain.Parcels;
using AfterSales.Domain.Remedies;

namespace AfterSales.Application.Parcels;

/// <summary>The lists of the warehouse's desk.</summary>
public enum WarehouseList
{
    Checks,
    Returns,
    Parcels,
    Packing,
    Stock,
}

/// <summary>What is to do on each list. A return that is on its way and a shipment that waits for something are not.</summary>
/// <param name="OnTheWay">Returns that have not arrived.</param>
/// <param name="Moves">Another number after any move of what the desk shows.</param>
/// <param name="LatestParcel">When the last of the parcels arrived.</param>
public sealed record WarehouseToDo(int Checks, int Returns, int OnTheWay, int Parcels, int Packing, int Stock, long Moves, DateTimeOffset? LatestParcel)
{
    public static readonly WarehouseToDo Nothing = new(0, 0, 0, 0, 0, 0, 0, null);

    public int All => Checks + Returns + Parcels + Packing + Stock;

    public int Of(WarehouseList list) => list switch
    {
        WarehouseList.Checks => Checks,
        WarehouseList.Returns => Returns,
        WarehouseList.Parcels => Parcels,
        WarehouseList.Packing => Packing,
        _ => Stock,
    };
}

/// <summary>One thing to do: no money, no phone number, nothing of the conversation.</summary>
/// <param name="WaitsFor">Words of what has to end well first.</param>
/// <param name="Note">What whoever asked said with it; null for what was agreed with the buyer.</param>
public sealed record WarehouseRow(
    Guid ActionId, string CaseNumber, string CustomerNick, CaseType? Type, CaseSubtype? Subtype, string? OrderNo, string Word, ActionFlow Flow, ActionState State,
    DateTimeOffset? DueAt, string? Courier, string? Waybill, IReadOnlyList<string> Terms, string? Note, IReadOnlyList<string> WaitsFor, IReadOnlyList<GoodsLine> Lines, int Version)
{
    /// <summary>Whether somebody can go on with it now.</summary>
    public bool IsReady => State != ActionState.Asked && WaitsFor.Count == 0;
}

/// <summary>Goods of an order.</summary>
/// <param name="Kg">What they weigh together; null where the store's data does not tell.</param>
public sealed record GoodsLine(string? Title, string? Sku, string? StyleCode, int Quantity, decimal? Kg);

/// <summary>Where the next page of a list begins: after this row.</summary>
public readonly record struct WarehouseCursor(DateTimeOffset? DueAt, Guid Id);

public sealed record WarehousePageOfRows(IReadOnlyList<WarehouseRow> Rows, WarehouseCursor? Next);

/// <summary>A parcel without an owner in the list.</summary>
public sealed record ParcelRow(Guid Id, string Waybill, string? Courier, string? Sender, string? Contents, int Photos, DateTimeOffset ArrivedAt, string TakenInBy);

public sealed record ParcelPage(IReadOnlyList<ParcelRow> Rows, WarehouseCursor? Next);

/// <summary>A parcel without an owner, with what was done with it and whose it may be.</summary>
/// <param name="CaseNumber">Whose it was found to be.</param>
public sealed record ParcelDetails(
    Guid Id, string Waybill, string? Courier, string? Sender, string? Contents, OwnerlessState State, DateTimeOffset ArrivedAt, string? CaseNumber, IReadOnlyList<ParcelPhoto> Photos,
    IReadOnlyList<ParcelMove> Moves, IReadOnlyList<LikelyCase> Likely);

public sealed record ParcelMove(ParcelStepKind Kind, string ByName, DateTimeOffset At, string? Reason);

/// <summary>A case that a parcel may belong to, and what speaks for it.</summary>
/// <param name="ExpectsReturn">It waits for goods that have not arrived.</param>
public sealed record LikelyCase(string CaseNumber, string CustomerNick, CaseType? Type, CaseSubtype? Subtype, CaseState State, bool ExpectsReturn, IReadOnlyList<Clue> Clues);

/// <summary>What a parcel and a case have in common.</summary>
public enum Clue
{
    Waybill,
    Phone,
    Nick,
    Style,
}

/// <summary>What a scanned number stands for.</summary>
/// <param name="Code">As it was read.</param>
/// <param name="Rows">What is to do with it, the most likely first.</param>
/// <param name="ParcelId">A parcel without an owner that lies here under this number.</param>
/// <param name="Cases">Cases it belongs to with which the warehouse has nothing to do now: a buyer may have been late.</param>
public sealed record Scan(string Code, IReadOnlyList<WarehouseRow> Rows, Guid? ParcelId, IReadOnlyList<ScannedCase> Cases)
{
    public bool IsUnknown => Rows.Count == 0 && ParcelId is null;
}

/// <param name="LastReturn">Where the last return of the case ended; null where it had none.</param>
public sealed record ScannedCase(string CaseNumber, string CustomerNick, CaseType? Type, CaseSubtype? Subtype, CaseState State, ActionState? LastReturn);

/// <summary>What lies in a parcel that is packed for a case.</summary>
/// <param name="Phone">Its last four digits.</param>
public sealed record PackingSlip(
    string StoreName, string CaseNumber, string? OrderNo, string Word, IReadOnlyList<string> Terms, string CustomerNick, string? Receiver, string? Phone, string? Region, string? Address, IReadOnlyList<GoodsLine> Lines,
    string? Courier, string? Waybill, IReadOnlyList<string> WaitsFor);
