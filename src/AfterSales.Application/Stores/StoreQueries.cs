using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Stores;

/// <summary>A store that somebody may rename.</summary>
public sealed record ManagedStore(Guid Id, string Name, string TimeZoneId, string? Province, string? City, decimal? MarginShare, string Language, int Version, int People);

public sealed class StoreQueries(Databases databases)
{
    private volatile bool _any;

    /// <summary>Whether the product has been set up. Asked by every page, so a yes is remembered: stores never go away.</summary>
    public async ValueTask<bool> AnyAsync(CancellationToken ct = default)
    {
        if (_any) return true;
        await using var db = databases.AcrossStores();
        return _any = await db.Stores.AnyAsync(ct);
    }

    /// <summary>The stores in which this person manages stores.</summary>
    public async Task<IReadOnlyList<ManagedStore>> ManagedByAsync(Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } personId) return [];
        await using var db = databases.AcrossStores();
        var roles = await db.Memberships.Where(m => m.PersonId == personId).Select(m => new { m.StoreId, m.Role }).ToListAsync(ct);
        var ids = roles.GroupBy(r => r.StoreId).Where(g => Authority.Of(g.Select(r => r.Role)).Contains(Permission.ManageStores)).Select(g => g.Key).ToList();
        return await db.Stores.AsNoTracking().Where(s => ids.Contains(s.Id)).OrderBy(s => s.CreatedAt)
            .Select(s => new ManagedStore(s.Id, s.Name, s.TimeZoneId, s.Province, s.City, s.MarginShare, s.Language, s.Version, db.Memberships.Where(m => m.StoreId == s.Id).Select(m => m.PersonId).Distinct().Count()))
            .ToListAsync(ct);
    }
}
