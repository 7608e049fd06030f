using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Customers;

/// <summary>What staff wrote about a customer or an order; visible to staff only, never changed.</summary>
public sealed class StaffNote : IStoreOwned
{
    public const int MaxText = 2_000;

    private StaffNote() { }

    public StaffNote(Guid id, Guid storeId, Guid customerId, Guid? orderId, string text, Guid? authorId, string authorName, DateTimeOffset at)
    {
        Id = id;
        StoreId = storeId;
        CustomerId = customerId;
        OrderId = orderId;
        Text = text;
        AuthorId = authorId;
        AuthorName = authorName;
        At = at;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CustomerId { get; private set; }

    /// <summary>The order it is about; null when it is about the customer as such.</summary>
    public Guid? OrderId { get; private set; }

    public string Text { get; private set; } = "";
    public Guid? AuthorId { get; private set; }
    public string AuthorName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}
