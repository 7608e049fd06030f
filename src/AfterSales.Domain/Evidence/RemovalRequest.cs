using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Evidence;

/// <summary>What became of a request to remove a piece of evidence.</summary>
public enum RemovalState
{
    Open,
    Removed,
    Declined,
}

/// <summary>
/// Somebody asks to remove a piece of evidence that was accepted, or that a decision or claim rests on: a second person has to agree (SPEC 5). Of a piece, one is open at a time.
/// </summary>
public sealed class RemovalRequest : IStoreOwned
{
    public const int MaxReason = 500;

    private RemovalRequest() { }

    public RemovalRequest(Guid id, Guid storeId, Guid caseId, Guid evidenceId, string reason, Actor by, DateTimeOffset at)
    {
        Id = id;
        StoreId = storeId;
        CaseId = caseId;
        EvidenceId = evidenceId;
        Reason = reason;
        RequestedById = by.Id;
        RequestedBy = by.Name;
        RequestedAt = at;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid EvidenceId { get; private set; }
    public string Reason { get; private set; } = "";
    public Guid? RequestedById { get; private set; }
    public string RequestedBy { get; private set; } = "";
    public DateTimeOffset RequestedAt { get; private set; }
    public RemovalState State { get; private set; }
    public string? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Nobody decides their own request.</summary>
    public Result Decide(bool remove, Actor by, DateTimeOffset at)
    {
        if (State != RemovalState.Open) return Refusal.Rule("removal.not_open");
        if (by.Id == RequestedById) return new Refusal(RefusalKind.Forbidden, "removal.own");
        (State, DecidedBy, DecidedAt) = (remove ? RemovalState.Removed : RemovalState.Declined, by.Name, at);
        return Result.Done;
    }

    /// <summary>The piece went with its original, which two people agreed to: nothing is left to be decided.</summary>
    public void GoWithOriginal(Actor by, DateTimeOffset at)
    {
        if (State != RemovalState.Open) throw new InvalidOperationException("It was decided already.");
        (State, DecidedBy, DecidedAt) = (RemovalState.Removed, by.Name, at);
    }
}
