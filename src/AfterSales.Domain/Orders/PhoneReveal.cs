using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Orders;

/// <summary>Somebody looked at the whole phone number of an order. Append-only.</summary>
public sealed class PhoneReveal : IStoreOwned
{
    private PhoneReveal() { }

    public PhoneReveal(Guid storeId, Guid orderId, Guid? personId, string personName, DateTimeOffset at)
    {
        StoreId = storeId;
        OrderId = orderId;
        PersonId = personId;
        PersonName = personName;
        At = at;
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid OrderId { get; private set; }
    public Guid? PersonId { get; private set; }
    public string PersonName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}
