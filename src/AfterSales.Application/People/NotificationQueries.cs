using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>One notification as its reader sees it; <paramref name="Data"/> is neutral to language.</summary>
public sealed record NotificationLine(Guid Id, string Kind, string? CaseNumber, IReadOnlyDictionary<string, string?> Data, DateTimeOffset At, bool Unread);

/// <param name="Unread">How many are unread, counted up to <see cref="NotificationQueries.MostCounted"/>.</param>
public sealed record Inbox(IReadOnlyList<NotificationLine> Latest, int Unread);

/// <summary>Reads what the actor was told, in this store.</summary>
public sealed class NotificationQueries(Databases databases)
{
    public const int PageSize = 50;
    public const int MostCounted = 100;

    public async Task<Inbox> InboxAsync(Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } personId) return new([], 0);
        await using var db = databases.For(actor);
        var unread = await db.Notifications.Where(n => n.PersonId == personId && n.ReadAt == null).Take(MostCounted).CountAsync(ct);
        return new(await PageAsync(db, personId, before: null, ct), unread);
    }

    /// <summary>The fifty before the last one shown.</summary>
    public async Task<IReadOnlyList<NotificationLine>> EarlierAsync(Actor actor, NotificationLine before, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } personId) return [];
        await using var db = databases.For(actor);
        return await PageAsync(db, personId, before, ct);
    }

    private static async Task<List<NotificationLine>> PageAsync(StoreDb db, Guid personId, NotificationLine? before, CancellationToken ct)
    {
        var notifications = db.Notifications.AsNoTracking().Where(n => n.PersonId == personId);
        if (before is { At: var at, Id: var id })
            notifications = notifications.Where(n => EF.Functions.LessThan(ValueTuple.Create(n.At, n.Id), ValueTuple.Create(at, id)));
        return await notifications.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(PageSize)
            .Select(n => new NotificationLine(n.Id, n.Kind, n.CaseNumber, n.Data, n.At, n.ReadAt == null)).ToListAsync(ct);
    }
}
