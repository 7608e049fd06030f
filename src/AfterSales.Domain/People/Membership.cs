using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People;

/// <summary>One role of one person in one store.</summary>
public sealed class Membership : IStoreOwned
{
    private Membership() { }

    public Membership(Guid storeId, Guid personId, Role role, DateTimeOffset since)
    {
        StoreId = storeId;
        PersonId = personId;
        Role = role;
        Since = since;
    }

    public Guid StoreId { get; private set; }
    public Guid PersonId { get; private set; }
    public Role Role { get; private set; }
    public DateTimeOffset Since { get; private set; }
}
