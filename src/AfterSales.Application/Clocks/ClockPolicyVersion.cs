using AfterSales.Application.Persistence;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Clocks;

/// <summary>One version of a store's clock policy. Versions are only added; a running clock names the one it started under.</summary>
public sealed class ClockPolicyVersion : IStoreOwned, IVersion
{
    private ClockPolicyVersion() { }

    public ClockPolicyVersion(Guid storeId, int version, ClockPolicy policy, DateTimeOffset at, Guid? byId, string byName)
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
    public ClockPolicy Policy { get; private set; } = ClockPolicy.Default;
    public DateTimeOffset At { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
}
