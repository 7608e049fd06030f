using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>One version of a store's rule for how long evidence is kept. Versions are only added.</summary>
public sealed class RetentionPolicyVersion : IStoreOwned
{
    private RetentionPolicyVersion() { }

    /// <param name="policy">With its version.</param>
    /// <param name="proposedBy">Who wanted it, where <paramref name="by"/> only confirmed it.</param>
    public RetentionPolicyVersion(RetentionPolicy policy, Actor by, string? proposedBy, DateTimeOffset at)
    {
        StoreId = by.StoreId;
        Version = policy.Version;
        Policy = policy;
        At = at;
        ById = by.PersonId;
        ByName = by.Name;
        ProposedBy = proposedBy;
    }

    public Guid StoreId { get; private set; }
    public int Version { get; private set; }
    public RetentionPolicy Policy { get; private set; } = RetentionPolicy.Default;
    public DateTimeOffset At { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
    public string? ProposedBy { get; private set; }
}
