using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>Who decides what a person of the store asks for.</summary>
internal static class Deciders
{
    /// <summary>Whose role lets them, but for whoever asks.</summary>
    public static async Task<IReadOnlyList<Guid>> OthersWhoMayAsync(this StoreDb db, Permission permission, Guid asking, CancellationToken ct)
    {
        var roles = Enum.GetValues<Role>().Where(role => Authority.Of([role]).Contains(permission)).ToList();
        return await db.Memberships.Where(m => m.PersonId != asking && roles.Contains(m.Role)).Select(m => m.PersonId).Distinct().ToListAsync(ct);
    }

    /// <summary>The supervisors and owners, but for whoever asks.</summary>
    public static async Task<IReadOnlyList<Guid>> OthersWhoDecideAsync(this StoreDb db, Guid asking, CancellationToken ct) =>
        await db.Memberships.Where(m => m.PersonId != asking && (m.Role == Role.Supervisor || m.Role == Role.Owner)).Select(m => m.PersonId).Distinct().ToListAsync(ct);
}
