using AfterSales.Application.Persistence;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Approvals;

/// <summary>One version of a store's spending policy. Versions are only added.</summary>
public sealed class SpendingPolicyVersion : IStoreOwned, IVersion
{
    private SpendingPolicyVersion() { }

    public SpendingPolicyVersion(Guid storeId, int version, SpendingPolicy policy, DateTimeOffset at, Guid? byId, string byName)
    {
        StoreId = storeId;
        Version = version;
        Policy = policy;
        At = at;
        ById = byId;
        ByName = byName;
    }

    public Guid StoreId { get; private set; }
    public int Version { get; private set; }
    public SpendingPolicy Policy { get; private set; } = SpendingPolicy.Default;
    public DateTimeOffset At { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
}
