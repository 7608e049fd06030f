using AfterSales.Application.Persistence;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Reviews;

/// <summary>One version of what a store takes for a sign of extortion. Versions are only added.</summary>
public sealed class ReviewPolicyVersion : IStoreOwned, IVersion
{
    private ReviewPolicyVersion() { }

    public ReviewPolicyVersion(Guid storeId, int version, ReviewPolicy policy, DateTimeOffset at, Guid? byId, string byName)
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
    public ReviewPolicy Policy { get; private set; } = ReviewPolicy.Default;
    public DateTimeOffset At { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
}
