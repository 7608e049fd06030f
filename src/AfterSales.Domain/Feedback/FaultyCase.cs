namespace AfterSales.Domain.Feedback;

/// <summary>A quality case about goods of one style, batch and defect, for which the buyer is not to blame.</summary>
/// <param name="At">When it was opened.</param>
/// <param name="IsSevere">The defect was shown, and found severe.</param>
public sealed record FaultyCase(Guid CaseId, Guid CustomerId, DateTimeOffset At, bool IsSevere = false);

/// <summary>Why an item opened.</summary>
public enum FeedbackCause
{
    /// <summary>Different customers, within the window.</summary>
    Customers,

    /// <summary>One defect was severe enough.</summary>
    Severe,
}
