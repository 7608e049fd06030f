using AfterSales.Application.Reviews;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Reviews;

namespace AfterSales.Web.Reviews;

/// <summary>The review of a case. Money in yuan, times in UTC; remedies are words of the outcomes catalogue.</summary>
internal sealed record ReviewJson(
    string Case, RecordedReviewJson? Review, IReadOnlyList<ReviewReplyJson> Replies, IReadOnlyList<OfferJson> Offers, decimal Cost, int PaidCases, bool IsPattern, IReadOnlyList<OfferResultsJson> Achieved)
{
    public static ReviewJson Of(ReviewOnCase r) => new(
        r.Number, r.Review is { } review ? RecordedReviewJson.Of(review) : null,
        [.. r.Replies.Select(reply => new ReviewReplyJson(reply.Voice, reply.Text, reply.At))],
        [.. r.Offers.Select(o => new OfferJson(o.Offer.Id, o.Offer.Remedy, o.Amount, o.Offer.At, o.Offer.ByName, o.Offer.Answer, o.Offer.AnsweredAt, o.Offer.ActionId, o.State))],
        r.Cost, r.PaidCases, r.IsPattern,
        [.. r.Achieved.Select(a => new OfferResultsJson(a.Remedy, a.Cases, a.Removed, a.Changed, a.Kept, a.IsSmall))]);
}

internal sealed record RecordedReviewJson(
    ReviewRating Rating, int? Stars, string Text, DateTimeOffset? PostedAt, string? OrderNo, string? Style, string? Link, ReviewCause? Cause, DateTimeOffset RecordedAt, string RecordedBy,
    ReviewOutcome? Outcome, DateTimeOffset? OutcomeAt, string? OutcomeBy, ReviewRating? NewRating, int? NewStars, string? NewText, bool IsRescued, int Version)
{
    public static RecordedReviewJson Of(Review r) => new(
        r.Rating, r.Stars, r.Text, r.PostedAt, r.OrderNo, r.Style, r.Link, r.Cause, r.RecordedAt, r.RecordedBy, r.Outcome, r.OutcomeAt, r.OutcomeBy, r.NewRating, r.NewStars, r.NewText, r.IsRescued, r.Version);
}

internal sealed record ReviewReplyJson(ReviewVoice Voice, string Text, DateTimeOffset At);

/// <param name="Action">The remedy that was agreed on it.</param>
/// <param name="State">Where that remedy stands.</param>
internal sealed record OfferJson(Guid Id, string Remedy, decimal? Amount, DateTimeOffset At, string By, OfferAnswer Answer, DateTimeOffset? AnsweredAt, Guid? Action, ActionState? State);

/// <param name="TooFew">The cases are too few to say anything.</param>
internal sealed record OfferResultsJson(string Remedy, int Cases, int Removed, int Changed, int Kept, bool TooFew);

/// <param name="Decider">Who decides should the buyer accept.</param>
internal sealed record OfferMadeJson(Guid Id, string Decider, IReadOnlyList<string> Causes);

/// <param name="Text">All of it as one text for the platform.</param>
internal sealed record MarkedLinesJson(string Case, string Customer, string? OrderNo, IReadOnlyList<MarkedLineJson> Lines, string Text)
{
    public static MarkedLinesJson Of(MarkedLines marked, string text) => new(
        marked.Number, marked.Customer, marked.OrderNo,
        [.. marked.Lines.Select(line => new MarkedLineJson(line.MessageId, line.Kind, line.Channel, line.AuthorName, line.Text, line.SentAt, line.MarkedBy, line.MarkedAt))], text);
}

internal sealed record MarkedLineJson(Guid Message, MessageKind Kind, string Channel, string Author, string Text, DateTimeOffset SentAt, string MarkedBy, DateTimeOffset MarkedAt);

/// <summary>What the buyer wrote on the platform.</summary>
internal sealed record RecordReviewJson
{
    public ReviewRating? Rating { get; init; }
    public int? Stars { get; init; }
    public string? Text { get; init; }
    public DateTimeOffset? PostedAt { get; init; }

    /// <summary>Left out: the case's.</summary>
    public string? OrderNo { get; init; }

    public string? Style { get; init; }
    public string? Link { get; init; }
    public ReviewCause? Cause { get; init; }

    /// <summary>The version that was read, 0 for none; another one recorded meanwhile is not overwritten unseen.</summary>
    public int? Version { get; init; }

    internal ReviewDetails Details => new() { Rating = Rating ?? default, Stars = Stars, Text = Text ?? "", PostedAt = PostedAt, OrderNo = OrderNo, Style = Style, Link = Link, Cause = Cause };
}

internal sealed record MakeOfferJson
{
    public string? Remedy { get; init; }

    /// <summary>Yuan, where the remedy is money.</summary>
    public decimal? Amount { get; init; }
}

internal sealed record AnswerOfferJson
{
    public OfferAnswer? Answer { get; init; }
}

internal sealed record ConcludeReviewJson
{
    public ReviewOutcome? Outcome { get; init; }

    /// <summary>Left out: now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>As which it stands now, where it was changed.</summary>
    public ReviewRating? Rating { get; init; }

    public int? Stars { get; init; }
    public string? Text { get; init; }

    /// <summary>The version that was read.</summary>
    public int? Version { get; init; }
}
