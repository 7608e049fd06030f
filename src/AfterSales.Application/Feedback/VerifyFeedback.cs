using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Feedback;

/// <param name="SeenVersion">The version of the item on the screen; null: whatever stands.</param>
public sealed record VerifyFeedbackInput(Guid ItemId, string? Note = null, int? SeenVersion = null);

/// <summary>A supervisor looked at the cases: the goods are at fault, and production is asked (SPEC 6). Answers the item's version.</summary>
public sealed class VerifyFeedback(FeedbackDeeds deeds)
{
    public Task<Result<int>> ExecuteAsync(VerifyFeedbackInput input, Actor actor, CancellationToken ct = default) =>
        deeds.DoAsync(actor, Permission.JudgeFeedback, input.ItemId, input.SeenVersion, (item, now) => item.Verify(FeedbackDeeds.Clean(input.Note), now), ct);
}
