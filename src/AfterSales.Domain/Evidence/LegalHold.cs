using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Evidence;

/// <summary>保全: while it stands, nothing of a case may be removed. Who set it and why, who released it and why; the database refuses a removal beside it.</summary>
public sealed class LegalHold : IStoreOwned
{
    public const int MaxReason = 500;

    private LegalHold() { }

    public LegalHold(Guid id, Guid storeId, Guid caseId, string reason, Actor by, DateTimeOffset at)
    {
        Id = id;
        StoreId = storeId;
        CaseId = caseId;
        Reason = reason;
        SetById = by.Id;
        SetBy = by.Name;
        SetAt = at;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }
    public string Reason { get; private set; } = "";
    public Guid? SetById { get; private set; }
    public string SetBy { get; private set; } = "";
    public DateTimeOffset SetAt { get; private set; }

    /// <summary>When it was released, UTC; null while it stands.</summary>
    public DateTimeOffset? ReleasedAt { get; private set; }

    public string? ReleasedBy { get; private set; }
    public string? ReleaseReason { get; private set; }

    public void Release(string reason, string by, DateTimeOffset at)
    {
        if (ReleasedAt is not null) throw new InvalidOperationException("It was released already.");
        (ReleaseReason, ReleasedBy, ReleasedAt) = (reason, by, at);
    }
}
