using AfterSales.Application.Persistence;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People.Pay;

/// <summary>One version of a store's pay policy, and from which month on it holds. Versions are only added.</summary>
public sealed class PayPolicyVersion : IStoreOwned, IVersion
{
    private PayPolicyVersion() { }

    public PayPolicyVersion(Guid storeId, int version, DateOnly fromMonth, PayPolicy policy, DateTimeOffset at, Guid? byId, string byName)
    {
        StoreId = storeId;
        Version = version;
        FromMonth = fromMonth;
        Policy = policy;
        At = at;
        ById = byId;
        ByName = byName;
    }

    public Guid StoreId { get; private set; }
    public int Version { get; private set; }
    public DateOnly FromMonth { get; private set; }
    public PayPolicy Policy { get; private set; } = PayPolicy.Default;
    public DateTimeOffset At { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
}
