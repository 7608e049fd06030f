using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Feedback;

/// <summary>A case that stands in a feedback item.</summary>
public sealed class FeedbackCase : IStoreOwned
{
    private FeedbackCase() { }

    public FeedbackCase(Guid storeId, Guid itemId, Guid caseId, DateTimeOffset joinedAt)
    {
        StoreId = storeId;
        ItemId = itemId;
        CaseId = caseId;
        JoinedAt = joinedAt;
    }

    public Guid StoreId { get; private set; }
    public Guid ItemId { get; private set; }
    public Guid CaseId { get; private set; }
    public DateTimeOffset JoinedAt { get; private set; }
}
