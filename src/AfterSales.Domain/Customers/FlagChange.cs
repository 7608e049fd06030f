using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Customers;

/// <summary>A flag that was put on a customer or an order, or taken off it (no colour): who, when and why. Append-only.</summary>
public sealed class FlagChange : IStoreOwned
{
    private FlagChange() { }

    public FlagChange(Guid storeId, Guid? customerId, Guid? orderId, Flag? flag, Guid? authorId, string authorName, DateTimeOffset at)
    {
        StoreId = storeId;
        CustomerId = customerId;
        OrderId = orderId;
        Colour = flag?.Colour;
        Memo = flag?.Memo ?? "";
        AuthorId = authorId;
        AuthorName = authorName;
        At = at;
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }

    /// <summary>The customer it is on; null for the flag of an order.</summary>
    public Guid? CustomerId { get; private set; }

    public Guid? OrderId { get; private set; }
    public FlagColour? Colour { get; private set; }
    public string Memo { get; private set; } = "";
    public Guid? AuthorId { get; private set; }
    public string AuthorName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}
