using AfterSales.Application.Stores;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Feedback;

/// <param name="Since">From which day on goods are shipped as they are now, by the store's wall clock.</param>
/// <param name="SeenVersion">The version of the item on the screen; null: whatever stands.</param>
public sealed record CorrectActionSinceInput(Guid ItemId, DateOnly Since, string? Note = null, int? SeenVersion = null);

/// <summary>Puts right from which day on goods are shipped as they are since the action: what breaks is set against that day anew. Answers the item's version.</summary>
public sealed class CorrectActionSince(FeedbackDeeds deeds, StoreZones zones)
{
    public async Task<Result<int>> ExecuteAsync(CorrectActionSinceInput input, Actor actor, CancellationToken ct = default)
    {
        var zone = await zones.OfAsync(actor.StoreId, ct);
        return await deeds.DoAsync(actor, Permission.JudgeFeedback, input.ItemId, input.SeenVersion, (item, now) => item.CorrectSince(input.Since, FeedbackDeeds.Clean(input.Note), zone.DateOf(now), now), ct);
    }
}
