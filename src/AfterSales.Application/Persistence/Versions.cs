using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Persistence;

/// <summary>One version of what a store says of something, as a policy. Versions are only added; the first is how it came, and stands nowhere.</summary>
internal interface IVersion
{
    int Version { get; }
    string ByName { get; }
}

/// <summary>Adds versions, one after the other.</summary>
internal static class Versions
{
    private const int AsItCame = 1;

    /// <summary>Adds the version after the one that somebody edited. Of two who edited the same, the second is refused as stale; what says the same adds none. Answers the version that holds.</summary>
    /// <param name="saysTheSame">Null: as it came.</param>
    /// <param name="next">The version of that number.</param>
    public static async Task<Result<int>> AddVersionAsync<T>(this StoreDb db, int basedOn, Func<T?, bool> saysTheSame, Func<int, T> next, CancellationToken ct) where T : class, IVersion
    {
        var standing = await db.LatestAsync<T>(ct);
        if ((standing?.Version ?? AsItCame) != basedOn) return Stale(standing);
        if (saysTheSame(standing)) return basedOn;
        db.Add(next(basedOn + 1));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            return Stale(await db.LatestAsync<T>(ct));
        }
        return basedOn + 1;
    }

    /// <summary>Null while it is as it came.</summary>
    private static Task<T?> LatestAsync<T>(this StoreDb db, CancellationToken ct) where T : class, IVersion => db.Set<T>().AsNoTracking().OrderByDescending(v => v.Version).FirstOrDefaultAsync(ct);

    private static Refusal Stale(IVersion? latest) => Refusal.Conflict("policy.stale", latest?.ByName ?? "", latest?.Version ?? AsItCame);
}
