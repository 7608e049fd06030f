using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Orders;

/// <summary>One item of an order, as imported. Money in yuan.</summary>
public sealed class OrderLine : IStoreOwned
{
    private OrderLine() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public string OrderNo { get; private set; } = "";

    /// <summary>The sub-order number, or where the export has none a key made from the line's own words; unique in the order.</summary>
    public string LineKey { get; private set; } = "";

    public string? SubOrderNo { get; private set; }
    public string? Title { get; private set; }

    /// <summary>Colour, size and so on, as the platform words it.</summary>
    public string? Sku { get; private set; }

    /// <summary>款号 / 商家编码.</summary>
    public string? StyleCode { get; private set; }

    public decimal? Price { get; private set; }
    public int? Quantity { get; private set; }
    public decimal? PaidAmount { get; private set; }
    public OrderStatus Status { get; private set; }
    public string? StatusText { get; private set; }
    public string? RefundStatusText { get; private set; }
    public decimal? RefundAmount { get; private set; }
    public Dictionary<string, string> Extra { get; private set; } = [];
    public DateTimeOffset ImportedAt { get; private set; }
}
