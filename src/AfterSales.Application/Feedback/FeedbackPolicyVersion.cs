using AfterSales.Application.Persistence;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Feedback;

/// <summary>One version of when goods are production's matter. Versions are only added.</summary>
public sealed class FeedbackPolicyVersion : IStoreOwned, IVersion
{
    private FeedbackPolicyVersion() { }

    public FeedbackPolicyVersion(Guid storeId, int version, FeedbackPolicy policy, DateTimeOffset at, Guid? byId, string byName)
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
    public FeedbackPolicy Policy { get; private set; } = FeedbackPolicy.Default;
    public DateTimeOffset At { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
}
