using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Reviews;

/// <summary>
/// The review that a case is about (SPEC 4.3): what the buyer wrote, why, and what became of it. A case has one. What was offered stands beside it
/// (<see cref="ReviewOffer"/>), what it cost is in the ledger.
/// </summary>
public sealed class Review : IStoreOwned
{
    private Review() { }

    public Guid CaseId { get; private set; }
    public Guid StoreId { get; private set; }
    public ReviewRating Rating { get; private set; }
    public int? Stars { get; private set; }
    public string Text { get; private set; } = "";
    public DateTimeOffset? PostedAt { get; private set; }
    public string? OrderNo { get; private set; }
    public string? Style { get; private set; }
    public string? Link { get; private set; }
    public ReviewCause? Cause { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    public string RecordedBy { get; private set; } = "";

    /// <summary>Null while nothing has become of it.</summary>
    public ReviewOutcome? Outcome { get; private set; }

    public DateTimeOffset? OutcomeAt { get; private set; }
    public string? OutcomeBy { get; private set; }

    /// <summary>As which it stands now, where it was changed.</summary>
    public ReviewRating? NewRating { get; private set; }

    public int? NewStars { get; private set; }
    public string? NewText { get; private set; }

    /// <summary>It is gone, or rates better than it did.</summary>
    public bool IsRescued { get; private set; }

    /// <summary>Goes up with every change, so that of two people who change it at once the second is told.</summary>
    public int Version { get; private set; }

    public ReviewDetails Details => new() { Rating = Rating, Stars = Stars, Text = Text, PostedAt = PostedAt, OrderNo = OrderNo, Style = Style, Link = Link, Cause = Cause };

    public static Result<Review> Record(Guid storeId, Guid caseId, ReviewDetails details, string by, DateTimeOffset now)
    {
        var review = new Review { StoreId = storeId, CaseId = caseId, RecordedAt = now, RecordedBy = by };
        return review.Change(details, now) is { Ok: false, Refusal: var refusal } ? refusal : review;
    }

    /// <summary>What was recorded was incomplete or wrong.</summary>
    public Result Change(ReviewDetails details, DateTimeOffset now)
    {
        if (details.Problem(now) is { } problem) return problem;
        (Rating, Stars, Text, PostedAt) = (details.Rating, details.Stars, details.Text, details.PostedAt);
        (OrderNo, Style, Link, Cause) = (details.OrderNo, details.Style, details.Link, details.Cause);
        IsRescued = Rescues(Outcome);
        Version++;
        return Result.Done;
    }

    /// <summary>Something has become of it. A later outcome takes the place of an earlier one: what was kept may be removed yet.</summary>
    public Result Conclude(ReviewEnd end, string by, DateTimeOffset now)
    {
        if (end.Problem(PostedAt, now) is { } problem) return problem;
        (Outcome, OutcomeAt, OutcomeBy) = (end.Outcome, end.At ?? now, by);
        (NewRating, NewStars, NewText) = (end.Rating, end.Stars, end.Text);
        IsRescued = Rescues(Outcome);
        Version++;
        return Result.Done;
    }

    private bool Rescues(ReviewOutcome? outcome) => outcome switch
    {
        ReviewOutcome.Removed => true,
        ReviewOutcome.Changed => NewRating > Rating || ((NewRating ?? Rating) == Rating && NewStars > Stars),
        _ => false,
    };
}
