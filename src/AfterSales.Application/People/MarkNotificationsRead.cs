using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>Marks one notification read, or all that had come by a moment; answers how many were not read before.</summary>
public sealed class MarkNotificationsRead(Databases databases, ChangeSignal signal, TimeProvider time)
{
    /// <param name="Only">Null for all.</param>
    /// <param name="UpTo">What came after it was not on the screen yet.</param>
    public sealed record Input(Guid? Only, DateTimeOffset UpTo);

    public async Task<Result<int>> ExecuteAsync(Input input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } personId) return Refusal.Forbidden();
        var now = time.GetUtcNow();
        await using var db = databases.For(actor);
        var read = await db.Notifications
            .Where(n => n.PersonId == personId && n.ReadAt == null && (input.Only == null ? n.At <= input.UpTo : n.Id == input.Only))
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), ct);
        // The person's other windows count down too.
        if (read > 0) signal.PersonNotified(actor.StoreId, personId);
        return read;
    }
}
