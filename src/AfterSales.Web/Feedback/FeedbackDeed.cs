namespace AfterSales.Web.Feedback;

/// <summary>What somebody may do with an item.</summary>
public enum FeedbackDeed
{
    Verify,
    Reject,
    Answer,
    Delist,
    Close,
    CorrectSince,
}
