using AfterSales.Domain.Orders;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Importing;

/// <summary>What one row of a file says. <see cref="RowNumber"/> is the row a spreadsheet shows, the first being 1.</summary>
public abstract record ImportRow
{
    public required string Sheet { get; init; }

    public required int RowNumber { get; init; }
}

/// <summary>A row that cannot be taken as it is, and everything that is wrong with it.</summary>
public sealed record RefusedRow : ImportRow
{
    public required IReadOnlyList<RowProblem> Problems { get; init; }

    /// <summary>The cells as they stood in the file, to recognise the row by.</summary>
    public string Text { get; init; } = "";
}

/// <summary>A row of 订单报表. What the source does not tell is null; amounts are yuan, times UTC.</summary>
public sealed record OrderRow : ImportRow
{
    public required string OrderNo { get; init; }
    public string? PayNo { get; init; }
    public string? BuyerNick { get; init; }
    public string? ShopName { get; init; }
    public string? Title { get; init; }
    public int? Quantity { get; init; }
    public decimal? Payable { get; init; }
    public decimal? Postage { get; init; }
    public decimal? Total { get; init; }
    public decimal? Paid { get; init; }
    public decimal? RefundAmount { get; init; }
    public OrderStatus Status { get; init; }
    public string? StatusText { get; init; }
    public string? CloseReason { get; init; }
    public string? BuyerMessage { get; init; }
    public string? SellerMemo { get; init; }
    public FlagColour? Flag { get; init; }
    public string? FlagText { get; init; }
    public string? Receiver { get; init; }
    public string? Phone { get; init; }
    public PostalAddress? Address { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? PaidAt { get; init; }
    public DateTimeOffset? LatestShipAt { get; init; }
    public DateTimeOffset? ShippedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public IReadOnlyList<string> Waybills { get; init; } = [];
    public string? Carrier { get; init; }
    public required IReadOnlyDictionary<string, string> Extra { get; init; }
}

/// <summary>A row of 宝贝报表 / 销售明细: one item of an order. Its state is the line's own, never the order's.</summary>
public sealed record OrderLineRow : ImportRow
{
    /// <summary>The same for the same line in every import of it: see <see cref="LineKeys"/>.</summary>
    public required string LineKey { get; init; }
    public required string OrderNo { get; init; }
    public string? SubOrderNo { get; init; }
    public string? PayNo { get; init; }
    public string? ItemNo { get; init; }
    public string? Title { get; init; }
    public string? OuterCode { get; init; }
    public string? SkuText { get; init; }
    public IReadOnlyList<SkuProperty> Sku { get; init; } = [];
    public decimal? UnitPrice { get; init; }
    public int Quantity { get; init; } = 1;
    public decimal? Payable { get; init; }
    public decimal? Paid { get; init; }
    public decimal? RefundAmount { get; init; }
    public RefundStatus RefundStatus { get; init; }
    public string? RefundStatusText { get; init; }
    public OrderStatus Status { get; init; }
    public string? StatusText { get; init; }
    public string? BuyerMessage { get; init; }
    public string? SellerMemo { get; init; }
    public FlagColour? Flag { get; init; }
    public string? FlagText { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? PaidAt { get; init; }
    public DateTimeOffset? LatestShipAt { get; init; }
    public DateTimeOffset? ShippedAt { get; init; }
    public IReadOnlyList<string> Waybills { get; init; } = [];
    public string? Carrier { get; init; }
    public required IReadOnlyDictionary<string, string> Extra { get; init; }
}

/// <summary>A row of 发货报表: where an order goes, often masked.</summary>
public sealed record DeliveryRow : ImportRow
{
    public required string OrderNo { get; init; }
    public string? Receiver { get; init; }
    public string? Phone { get; init; }
    public PostalAddress? Address { get; init; }
    public required IReadOnlyDictionary<string, string> Extra { get; init; }
}

/// <summary>A row of a refund export (FORMATS 1.5, 1.6): one refund request. What the source does not tell is null; amounts are yuan, times UTC.</summary>
public sealed record RefundRow : ImportRow
{
    public required string RefundNo { get; init; }
    public required string OrderNo { get; init; }
    public string? BuyerNick { get; init; }
    public RefundType Type { get; init; }
    public string? TypeText { get; init; }
    public RefundStatus Status { get; init; } = RefundStatus.Unknown;
    public string? StatusText { get; init; }
    public string? GoodsStatus { get; init; }
    public decimal? Amount { get; init; }
    public string? Title { get; init; }
    public string? Reason { get; init; }
    public string? Words { get; init; }
    public string? ReturnWaybill { get; init; }
    public string? ReturnCarrier { get; init; }
    public DateTimeOffset? AppliedAt { get; init; }
    public DateTimeOffset? ReturnedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Either a time or, where the file tells none, its words.</summary>
    public DateTimeOffset? Deadline { get; init; }
    public string? DeadlineText { get; init; }
    public DateTimeOffset? ProofDeadline { get; init; }
    public string? ProofDeadlineText { get; init; }
    public string? Intervention { get; init; }
    public required IReadOnlyDictionary<string, string> Extra { get; init; }
}
