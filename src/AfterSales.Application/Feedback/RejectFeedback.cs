using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Feedback;

/// <param name="Reason">Why the goods are not at fault.</param>
/// <param name="SeenVersion">The version of the item on the screen; null: whatever stands.</param>
public sealed record RejectFeedbackInput(Guid ItemId, string Reason, int? SeenVersion = null);

/// <summary>A supervisor looked at the cases: the goods are not at fault. Other cases may open another item. Answers the item's version.</summary>
public sealed class RejectFeedback(FeedbackDeeds deeds)
{
    public Task<Result<int>> ExecuteAsync(RejectFeedbackInput input, Actor actor, CancellationToken ct = default) =>
        deeds.DoAsync(actor, Permission.JudgeFeedback, input.ItemId, input.SeenVersion, (item, now) => item.Reject(FeedbackDeeds.Clean(input.Reason), now), ct);
}
