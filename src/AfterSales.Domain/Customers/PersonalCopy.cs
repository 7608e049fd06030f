using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Customers;

/// <summary>Somebody took a copy of all that is held of a customer (PIPL 45), to hand it to the buyer. Written down before it is handed out. Append-only.</summary>
public sealed class PersonalCopy : IStoreOwned
{
    private PersonalCopy() { }

    public PersonalCopy(Guid storeId, Guid customerId, Actor by, DateTimeOffset at)
    {
        StoreId = storeId;
        CustomerId = customerId;
        ById = by.Id;
        ByName = by.Name;
        At = at;
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CustomerId { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}
