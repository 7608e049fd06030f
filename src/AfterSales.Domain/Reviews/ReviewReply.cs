using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Reviews;

/// <summary>Who wrote something under a review.</summary>
public enum ReviewVoice
{
    Buyer,
    Store,
}

/// <summary>What was written under a review later: the buyer's addition 追评, or the store's answer. Append-only.</summary>
public sealed class ReviewReply : IStoreOwned
{
    private ReviewReply() { }

    private ReviewReply(Guid storeId, Guid caseId, ReviewVoice voice, string text, DateTimeOffset at, Actor actor)
    {
        StoreId = storeId;
        CaseId = caseId;
        Voice = voice;
        Text = text;
        At = at;
        ActorId = actor.Id;
        ActorName = actor.Name;
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }
    public ReviewVoice Voice { get; private set; }
    public string Text { get; private set; } = "";

    /// <summary>When it was written on the platform, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Who recorded it.</summary>
    public Guid? ActorId { get; private set; }

    public string ActorName { get; private set; } = "";

    /// <param name="at">Null: now.</param>
    public static Result<ReviewReply> Of(Review review, ReviewVoice voice, string text, DateTimeOffset? at, Actor actor, DateTimeOffset now) =>
        PlainText.IsBlank(text) ? Refusal.Invalid("review.text_needed") with { Field = nameof(Text) }
        : text.Length > ReviewDetails.MaxText ? Refusal.Invalid("review.text_too_long", ReviewDetails.MaxText) with { Field = nameof(Text) }
        : at > now ? Refusal.Invalid("review.in_the_future") with { Field = nameof(At) }
        : at < review.PostedAt ? Refusal.Invalid("review.before_posted") with { Field = nameof(At) }
        : new ReviewReply(review.StoreId, review.CaseId, voice, text, at ?? now, actor);
}
