using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Reviews;

/// <summary>What became of a review.</summary>
public enum ReviewOutcome
{
    Removed,
    Changed,
    Kept,
}

/// <summary>What became of a review, when, and what it says now where it was changed.</summary>
/// <param name="At">When it was so on the platform, UTC; null: now.</param>
public sealed record ReviewEnd(ReviewOutcome Outcome, DateTimeOffset? At = null, ReviewRating? Rating = null, int? Stars = null, string? Text = null)
{
    /// <summary>What cannot be so; null when all can.</summary>
    public Refusal? Problem(DateTimeOffset? postedAt, DateTimeOffset now) => this switch
    {
        { Stars: < 1 or > ReviewDetails.MostStars } => Refusal.Invalid("review.stars_invalid", ReviewDetails.MostStars) with { Field = nameof(Stars) },
        { Text.Length: > ReviewDetails.MaxText } => Refusal.Invalid("review.text_too_long", ReviewDetails.MaxText) with { Field = nameof(Text) },
        { Outcome: ReviewOutcome.Changed, Rating: null, Stars: null, Text: null } => Refusal.Invalid("review.new_needed") with { Field = nameof(Rating) },
        { Outcome: not ReviewOutcome.Changed, Rating: not null } or { Outcome: not ReviewOutcome.Changed, Stars: not null } or { Outcome: not ReviewOutcome.Changed, Text: not null } =>
            Refusal.Invalid("review.new_only_changed") with { Field = nameof(Outcome) },
        { At: { } at } when at > now => Refusal.Invalid("review.in_the_future") with { Field = nameof(At) },
        { At: { } at } when at < postedAt => Refusal.Invalid("review.before_posted") with { Field = nameof(At) },
        _ => null,
    };
}
