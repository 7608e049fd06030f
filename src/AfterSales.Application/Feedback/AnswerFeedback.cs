using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Feedback;

/// <param name="SeenVersion">The version of the item on the screen; null: whatever stands.</param>
public sealed record AnswerFeedbackInput(Guid ItemId, string Answer, int? SeenVersion = null);

/// <summary>Production says what it found and what it will do: a person writes it down, or its own system does through the API. Answers the item's version.</summary>
public sealed class AnswerFeedback(FeedbackDeeds deeds)
{
    public Task<Result<int>> ExecuteAsync(AnswerFeedbackInput input, Actor actor, CancellationToken ct = default) =>
        deeds.DoAsync(actor, Permission.AnswerFeedback, input.ItemId, input.SeenVersion, (item, now) => item.AnswerWith(FeedbackDeeds.Clean(input.Answer), now), ct);
}
