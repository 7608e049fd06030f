using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Orders;

/// <summary>
/// An order of a store, as imported. Money in yuan, times in UTC. Orders are written by imports (set-based, see
/// Application/Importing); here staff only add a flag with its memo.
/// </summary>
public sealed class Order : IStoreOwned
{
    private Order() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }

    /// <summary>The platform's number; a string end to end, unique in the store.</summary>
    public string OrderNo { get; private set; } = "";

    public Guid? CustomerId { get; private set; }
    public string? BuyerNick { get; private set; }
    public OrderStatus Status { get; private set; }

    /// <summary>The status in the platform's own words.</summary>
    public string? StatusText { get; private set; }

    public string? CloseReason { get; private set; }
    public decimal? GoodsAmount { get; private set; }
    public decimal? PostageAmount { get; private set; }
    public decimal? TotalAmount { get; private set; }
    public decimal? PaidAmount { get; private set; }
    public decimal? RefundAmount { get; private set; }
    public string? PayNo { get; private set; }
    public string? Title { get; private set; }
    public int? Quantity { get; private set; }
    public string? BuyerMessage { get; private set; }
    public string? SellerMemo { get; private set; }
    public string? ReceiverName { get; private set; }
    public string? Phone { get; private set; }
    public string? Province { get; private set; }
    public string? City { get; private set; }
    public string? District { get; private set; }
    public string? Address { get; private set; }
    public string? PostCode { get; private set; }
    public DateTimeOffset? CreatedAt { get; private set; }
    public DateTimeOffset? PaidAt { get; private set; }
    public DateTimeOffset? ShippedAt { get; private set; }
    public DateTimeOffset? ShipDueAt { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The flag of the platform (备注标签), as last imported.</summary>
    public FlagColour? ImportedFlag { get; private set; }

    /// <summary>The flag set here, with memo, author and time.</summary>
    public Flag? Flag { get; private set; }

    /// <summary>Columns of the export that have no field here, kept as they are.</summary>
    public Dictionary<string, string> Extra { get; private set; } = [];

    public DateTimeOffset ImportedAt { get; private set; }
    public int Version { get; private set; }

    public Result Mark(Flag? flag)
    {
        if (flag is { Memo.Length: > 500 }) return Refusal.Invalid("flag.memo_too_long") with { Field = nameof(Flag.Memo) };
        Flag = flag;
        Version++;
        return Result.Done;
    }
}
