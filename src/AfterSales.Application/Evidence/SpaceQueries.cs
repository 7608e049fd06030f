using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>A file of the store that is missing or damaged, and a case that has it as evidence.</summary>
public sealed record BrokenLine(string Name, string CaseNumber, FileProblem Problem, DateTimeOffset CheckedAt);

/// <summary>What a store keeps as evidence, and in what state it is.</summary>
/// <param name="Used">How much.</param>
/// <param name="Limit">The most it may keep, in gigabytes; null: as much as there is room.</param>
/// <param name="Version">Of the store, for whoever changes the limit.</param>
/// <param name="Checked">How many of its files were read again since they came in, or are known to be whole because they just came.</param>
/// <param name="OldestCheck">The file that waits longest was last checked then; null when one never was.</param>
/// <param name="LatestCheck">When a file of it was last checked.</param>
/// <param name="Broken">Those that are broken, up to <see cref="SpaceQueries.MostBroken"/>.</param>
public sealed record SpaceState(SpaceUsed Used, int? Limit, int Version, long Checked, DateTimeOffset? OldestCheck, DateTimeOffset? LatestCheck, IReadOnlyList<BrokenLine> Broken);

public sealed class SpaceQueries(Databases databases)
{
    public const int MostBroken = 100;

    private sealed record Checks(long Count, DateTimeOffset? Oldest, DateTimeOffset? Latest);

    /// <summary>Null for who may not see a store's policies.</summary>
    public async Task<SpaceState?> StateAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewPolicies)) return null;
        await using var db = databases.For(actor);
        var store = await db.Stores.AsNoTracking().Where(s => s.Id == actor.StoreId).Select(s => new { s.EvidenceGigabytes, s.Version }).SingleAsync(ct);
        var used = await EvidenceSpace.UsedAsync(db, ct);
        var checks = await db.Database.SqlQuery<Checks>(
            $"""
             select count(f.checked_at) as "Count", case when bool_or(f.checked_at is null) then null else min(f.checked_at) end as "Oldest", max(f.checked_at) as "Latest"
             from stored_files f where exists (select from evidence e where e.store_id = {db.StoreId} and e.sha256 = f.sha256 and e.removed_at is null)
             """).SingleAsync(ct);
        return new(used, store.EvidenceGigabytes, store.Version, checks.Count, checks.Oldest, checks.Latest, await BrokenAsync(db, ct));
    }

    private static async Task<IReadOnlyList<BrokenLine>> BrokenAsync(StoreDb db, CancellationToken ct) =>
        await (from f in db.StoredFiles
               where f.Problem != null
               join e in db.Evidence on f.Sha256 equals e.Sha256
               where e.RemovedAt == null
               join c in db.Cases on e.CaseId equals c.Id
               orderby c.Number, e.AddedAt
               select new BrokenLine(e.Name, c.Number, f.Problem!.Value, f.CheckedAt!.Value)).Take(MostBroken).ToListAsync(ct);
}
