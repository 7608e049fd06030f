using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>Who decides what a person of the store asks for.</summary>
internal static class Deciders
{
    /// <summary>The supervisors and owners, but for whoever asks.</summary>
    public static async Task<IReadOnlyList<Guid>> OthersWhoDecideAsync(this StoreDb db, Guid asking, CancellationToken ct) =>
        await db.Memberships.Where(m => m.PersonId != asking && (m.Role == Role.Supervisor || m.Role == Role.Owner)).Select(m => m.PersonId).Distinct().ToListAsync(ct);
}
