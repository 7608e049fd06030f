using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Cases;

/// <summary>What became of a proposal to keep evidence for a shorter time.</summary>
public enum ProposalState
{
    Open,
    Confirmed,
    Declined,
}

/// <summary>Somebody wants evidence to be kept for a shorter time. Because it removes what was accepted without asking again, a second person confirms it. Of a store, one is open at a time.</summary>
public sealed class RetentionProposal : IStoreOwned
{
    private RetentionProposal() { }

    public RetentionProposal(Guid id, RetentionPolicy policy, int basedOn, Actor by, DateTimeOffset at)
    {
        Id = id;
        StoreId = by.StoreId;
        Policy = policy;
        BasedOn = basedOn;
        ProposedById = by.Id;
        ProposedBy = by.Name;
        ProposedAt = at;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public RetentionPolicy Policy { get; private set; } = RetentionPolicy.Default;

    /// <summary>The version that it takes the place of: when another did meanwhile, it cannot be confirmed any more.</summary>
    public int BasedOn { get; private set; }

    public Guid? ProposedById { get; private set; }
    public string ProposedBy { get; private set; } = "";
    public DateTimeOffset ProposedAt { get; private set; }
    public ProposalState State { get; private set; }
    public string? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Nobody confirms their own; whoever proposed it may take it back.</summary>
    public Result Decide(bool confirm, Actor by, DateTimeOffset at)
    {
        if (State != ProposalState.Open) return Refusal.Rule("retention.not_open");
        if (confirm && by.Id == ProposedById) return new Refusal(RefusalKind.Forbidden, "retention.own");
        (State, DecidedBy, DecidedAt) = (confirm ? ProposalState.Confirmed : ProposalState.Declined, by.Name, at);
        return Result.Done;
    }
}
