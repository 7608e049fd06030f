using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Reviews;

/// <summary>How the platform rates; worst first.</summary>
public enum ReviewRating
{
    Negative,
    Neutral,
    Positive,
}

/// <summary>What a review is about: the values of the fact "review cause".</summary>
public enum ReviewCause
{
    Quality,
    Logistics,
    Service,
    Misunderstanding,

    /// <summary>Nothing in particular.</summary>
    None,
}

/// <summary>What a buyer wrote on the platform about what they bought (SPEC 4.3), as somebody records it.</summary>
public sealed record ReviewDetails
{
    public const int MaxText = 2_000;
    public const int MaxStyle = 64;
    public const int MaxLink = 500;
    public const int MostStars = 5;

    public ReviewRating Rating { get; init; }

    /// <summary>1 to 5, where the platform has stars.</summary>
    public int? Stars { get; init; }

    /// <summary>The buyer's words; empty where there are none.</summary>
    public string Text { get; init; } = "";

    public DateTimeOffset? PostedAt { get; init; }
    public string? OrderNo { get; init; }

    /// <summary>The style that it stands under, 款号.</summary>
    public string? Style { get; init; }

    /// <summary>The platform's link to it, or its number.</summary>
    public string? Link { get; init; }

    /// <summary>Null while nobody has found out.</summary>
    public ReviewCause? Cause { get; init; }

    /// <summary>What cannot be so; null when all can.</summary>
    public Refusal? Problem(DateTimeOffset now) => this switch
    {
        { Stars: < 1 or > MostStars } => Refusal.Invalid("review.stars_invalid", MostStars) with { Field = nameof(Stars) },
        { Text.Length: > MaxText } => Refusal.Invalid("review.text_too_long", MaxText) with { Field = nameof(Text) },
        { Style.Length: > MaxStyle } => Refusal.Invalid("review.text_too_long", MaxStyle) with { Field = nameof(Style) },
        { Link.Length: > MaxLink } => Refusal.Invalid("review.text_too_long", MaxLink) with { Field = nameof(Link) },
        { OrderNo.Length: > MaxStyle } => Refusal.Invalid("review.text_too_long", MaxStyle) with { Field = nameof(OrderNo) },
        { PostedAt: { } posted } when posted > now => Refusal.Invalid("review.in_the_future") with { Field = nameof(PostedAt) },
        _ => null,
    };
}
