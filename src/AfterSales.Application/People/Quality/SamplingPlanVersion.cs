using AfterSales.Application.Persistence;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People.Quality;

/// <summary>One version of the store's sampling plan. Versions are only added.</summary>
public sealed class SamplingPlanVersion : IStoreOwned, IVersion
{
    private SamplingPlanVersion() { }

    public SamplingPlanVersion(Guid storeId, int version, SamplingPlan plan, DateTimeOffset at, Guid? byId, string byName)
    {
        StoreId = storeId;
        Version = version;
        Plan = plan;
        At = at;
        ById = byId;
        ByName = byName;
    }

    public Guid StoreId { get; private set; }
    public int Version { get; private set; }
    public SamplingPlan Plan { get; private set; } = new();
    public DateTimeOffset At { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
}
