using AfterSales.Application.Stores;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Feedback;

/// <param name="Since">From which day on goods are shipped as they are now, by the store's wall clock.</param>
/// <param name="SeenVersion">The version of the item on the screen; null: whatever stands.</param>
public sealed record CloseFeedbackInput(Guid ItemId, FeedbackAction Action, string? Text, DateOnly Since, int? SeenVersion = null);

/// <summary>Action was taken: from a day on, goods are shipped otherwise, and what breaks of them is set against what broke before. Answers the item's version.</summary>
public sealed class CloseFeedback(FeedbackDeeds deeds, StoreZones zones)
{
    public async Task<Result<int>> ExecuteAsync(CloseFeedbackInput input, Actor actor, CancellationToken ct = default)
    {
        var zone = await zones.OfAsync(actor.StoreId, ct);
        return await deeds.DoAsync(actor, Permission.JudgeFeedback, input.ItemId, input.SeenVersion,
            (item, now) => item.Close(input.Action, FeedbackDeeds.Clean(input.Text), input.Since, zone.DateOf(now), now), ct);
    }
}
