using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Feedback;

/// <summary>Opens an item for one deed of somebody: locked, with the version that was on the screen, its history beside it.</summary>
public sealed class FeedbackDeeds(Databases databases, ChangeSignal signal, TimeProvider time)
{
    /// <summary>Answers the item's version.</summary>
    internal async Task<Result<int>> DoAsync(Actor actor, Permission needs, Guid id, int? seenVersion, Func<FeedbackItem, DateTimeOffset, Result<FeedbackStep>> deed, CancellationToken ct)
    {
        if (!actor.May(needs)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.FeedbackItems.FromSql($"select * from feedback_items where store_id = {actor.StoreId} and id = {id} for update").SingleOrDefaultAsync(ct) is not { } item) return Refusal.NotFound("feedback.not_found");
        if (seenVersion is { } seen && seen != item.Version)
        {
            var last = await db.FeedbackSteps.AsNoTracking().Where(s => s.ItemId == id && s.ById != null).OrderByDescending(s => s.Id).Select(s => s.ByName).FirstOrDefaultAsync(ct);
            return Refusal.Conflict("feedback.stale", last ?? "");
        }
        var done = deed(item, time.GetUtcNow());
        if (!done.Ok) return done.Refusal;
        db.FeedbackSteps.Add(done.Value.By(actor.Id, actor.Name));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        signal.FeedbackChanged(actor.StoreId);
        return item.Version;
    }

    /// <summary>As it can be kept; null where nothing is said.</summary>
    internal static string? Clean(string? text) => text is null || PlainText.IsBlank(text) ? null : PlainText.Storable(text).Trim();
}
