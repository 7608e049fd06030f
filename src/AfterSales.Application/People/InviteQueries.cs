using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>An invite that can still be used, as the store's managers see it.</summary>
public sealed record OpenInvite(Guid Id, string Name, IReadOnlyList<Role> Roles, DateTimeOffset ExpiresAt);

/// <summary>What somebody who holds the link may know before joining.</summary>
public sealed record InviteOffer(string StoreName, string Name, IReadOnlyList<Role> Roles);

public sealed class InviteQueries(Databases databases, TimeProvider time)
{
    public async Task<Result<List<OpenInvite>>> OpenAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManagePeople)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var now = time.GetUtcNow();
        return await db.Invites.AsNoTracking()
            .Where(i => i.AcceptedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now)
            .OrderByDescending(i => i.CreatedAt)
            .Select(i => new OpenInvite(i.Id, i.Name, i.Roles, i.ExpiresAt)).ToListAsync(ct);
    }

    /// <summary>Null when the link is unknown, used, withdrawn or too old.</summary>
    public async Task<InviteOffer?> OfferAsync(string token, CancellationToken ct = default)
    {
        await using var db = databases.AcrossStores();
        var invite = await db.Invites.AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == Secrets.Hash(token), ct);
        if (invite is null || !invite.IsUsable(time.GetUtcNow())) return null;
        var store = await db.Stores.Where(s => s.Id == invite.StoreId).Select(s => s.Name).SingleAsync(ct);
        return new(store, invite.Name, invite.Roles);
    }
}
