using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>A store a person belongs to, with what they are there.</summary>
public sealed record StoreOfPerson(Guid Id, string Name, string TimeZoneId, IReadOnlyList<Role> Roles);

/// <summary>A signed-in person in the store they work in now, and the other stores they may switch to.</summary>
public sealed record Desk(Actor Actor, StoreOfPerson Store, IReadOnlyList<StoreOfPerson> Stores, Presence Presence);

/// <summary>Turns a signed-in person into an actor. Read afresh for each circuit and request: a role taken away is gone.</summary>
public sealed class ActorQueries(Databases databases)
{
    /// <summary>Null when the person does not exist or belongs to no store.</summary>
    public async Task<Desk?> DeskOfAsync(Guid personId, CancellationToken ct = default)
    {
        await using var db = databases.AcrossStores();
        var person = await db.Users.AsNoTracking().Where(p => p.Id == personId)
            .Select(p => new { p.DisplayName, p.LastStoreId, p.Presence }).SingleOrDefaultAsync(ct);
        if (person is null) return null;
        var roles = await db.Memberships.AsNoTracking().Where(m => m.PersonId == personId)
            .Join(db.Stores, m => m.StoreId, s => s.Id, (m, s) => new { s.Id, s.Name, s.TimeZoneId, m.Role }).ToListAsync(ct);
        var stores = roles.GroupBy(r => (r.Id, r.Name, r.TimeZoneId))
            .Select(g => new StoreOfPerson(g.Key.Id, g.Key.Name, g.Key.TimeZoneId, [.. g.Select(r => r.Role).Order()]))
            .OrderBy(s => s.Name, StringComparer.Ordinal).ToList();
        if (stores.Count == 0) return null;
        var store = stores.Find(s => s.Id == person.LastStoreId) ?? stores[0];
        return new(Actor.Person(personId, person.DisplayName, store.Id, store.Roles), store, stores, person.Presence);
    }

    /// <summary>Whether a person still is in the store what they were when their desk was opened.</summary>
    public async Task<bool> HasRolesAsync(Guid personId, StoreOfPerson store, CancellationToken ct = default)
    {
        await using var db = databases.For(store.Id);
        var roles = await db.RolesOfAsync(personId, ct);
        return roles.Count > 0 && roles.ToHashSet().SetEquals(store.Roles);
    }
}
