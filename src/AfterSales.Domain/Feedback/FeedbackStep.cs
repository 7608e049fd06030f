using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Feedback;

public enum FeedbackStepKind
{
    Opened,
    Verified,
    Rejected,
    Answered,
    Delisted,
    Closed,

    /// <summary>A case turned out to be about something else.</summary>
    CaseLeft,

    /// <summary>The first day since the action was put right.</summary>
    SinceCorrected,
}

/// <summary>One line of the history of a feedback item: what, who, when. Append-only.</summary>
public sealed class FeedbackStep : IStoreOwned
{
    private FeedbackStep() { }

    public FeedbackStep(Guid storeId, Guid itemId, FeedbackStepKind kind, string? note, DateTimeOffset at)
    {
        StoreId = storeId;
        ItemId = itemId;
        Kind = kind;
        Note = note;
        At = at;
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid ItemId { get; private set; }
    public FeedbackStepKind Kind { get; private set; }

    /// <summary>What was said with it; of goods, not of buyers.</summary>
    public string? Note { get; private set; }

    /// <summary>The case that it is about, where it is about one.</summary>
    public string? CaseNumber { get; private set; }

    public Guid? ById { get; private set; }

    /// <summary>Empty for the product itself.</summary>
    public string ByName { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public FeedbackStep About(string? caseNumber)
    {
        CaseNumber = caseNumber;
        return this;
    }

    public FeedbackStep By(Guid? id, string name)
    {
        (ById, ByName) = (id, name);
        return this;
    }
}
