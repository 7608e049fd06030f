using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>
/// An administrator sees no customer data (SPEC 1) and still lets people in who do, perhaps an account of their own. That is
/// what an administrator is for; so it is not forbidden, but the owners hear of it.
/// </summary>
internal static class AccessNotices
{
    /// <summary>
    /// The owners that are told, none when an owner gave the roles, when they show no customer data, or when the roles
    /// <paramref name="held"/> before showed it already. The caller saves.
    /// </summary>
    public static async Task<List<Guid>> AddAsync(
        AfterSalesDb db, Guid storeId, Guid? giverId, (Guid Id, string Name) receiver, IReadOnlyCollection<Role> held, IReadOnlyCollection<Role> given, DateTimeOffset now, CancellationToken ct)
    {
        if (giverId is not { } giver || Shows(held) || !Shows(given)) return [];
        var owners = await db.Memberships.Where(m => m.StoreId == storeId && m.Role == Role.Owner).Select(m => m.PersonId).ToListAsync(ct);
        if (owners.Contains(giver)) return [];
        var by = await db.Users.Where(p => p.Id == giver).Select(p => p.DisplayName).SingleAsync(ct);
        db.Notifications.AddRange(owners.Select(owner => new Notification(Ids.New(now), storeId, owner, "access.given", $"access.given:{receiver.Id}:{now.UtcTicks}", null, null,
            new(StringComparer.Ordinal) { ["by"] = by, ["person"] = receiver.Name, ["roles"] = string.Join(',', given) }, now)));
        return owners;
    }

    private static bool Shows(IReadOnlyCollection<Role> roles) => Authority.Of(roles).Contains(Permission.ViewCases);
}
