using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <param name="IsMember">Else they left the store.</param>
internal sealed record StaffName(string Name, bool IsMember);

/// <summary>Reads of roles for the commands that change them.</summary>
internal static class StoreRoles
{
    /// <summary>
    /// Changes to a store's people wait for each other until the transaction ends, so that two owners who demote each other
    /// at once do not leave the store without one.
    /// </summary>
    public static Task LockPeopleAsync(this StoreDb db, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select 1 from stores where id = {db.StoreId} for update", ct);

    public static Task<List<Role>> RolesOfAsync(this StoreDb db, Guid? personId, CancellationToken ct) =>
        db.Memberships.Where(m => m.PersonId == personId).Select(m => m.Role).ToListAsync(ct);

    /// <summary>As they are now, not as the actor's session remembers them. The product itself acts as an owner.</summary>
    public static async Task<List<Role>> OwnRolesAsync(this StoreDb db, Actor actor, CancellationToken ct) =>
        actor.Kind == ActorKind.System ? [Role.Owner] : await db.RolesOfAsync(actor.PersonId, ct);

    public static Task<int> OtherOwnersAsync(this StoreDb db, Guid personId, CancellationToken ct) =>
        db.Memberships.CountAsync(m => m.Role == Role.Owner && m.PersonId != personId, ct);

    /// <summary>Null when this person does not belong to the store.</summary>
    public static Task<string?> NameOfMemberAsync(this StoreDb db, Guid personId, CancellationToken ct) =>
        db.Users.Where(p => p.Id == personId && db.Memberships.Any(m => m.PersonId == p.Id)).Select(p => p.DisplayName).SingleOrDefaultAsync(ct);

    /// <summary>Those of these people who belong to the store, or whose grade, amounts or shifts are still here after they left: their last month is put right like any other.</summary>
    public static async Task<IReadOnlyDictionary<Guid, StaffName>> StaffAsync(this StoreDb db, IReadOnlyCollection<Guid> people, CancellationToken ct) =>
        await db.Users.Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.DisplayName, IsMember = db.Memberships.Any(m => m.PersonId == p.Id) })
            .Where(p => p.IsMember || db.PayGrades.Any(g => g.PersonId == p.Id) || db.PayEntries.Any(e => e.PersonId == p.Id) || db.Shifts.Any(s => s.PersonId == p.Id))
            .ToDictionaryAsync(p => p.Id, p => new StaffName(p.DisplayName, p.IsMember), ct);
}
