using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>How much a store keeps as evidence: what it has several times counts once, and what others have too counts for each.</summary>
/// <param name="Files">Different ones.</param>
/// <param name="Bytes">Of them all.</param>
/// <param name="Limit">The most it may keep, in bytes; null: as much as there is room.</param>
public sealed record SpaceUsed(long Files, long Bytes, long? Limit);

/// <summary>Whether a store may take in more, by what it kept a minute ago: a limit is for months, not for the last file.</summary>
public sealed class EvidenceSpace(Databases databases, ChangeSignal signal, TimeProvider time) : IDisposable
{
    private readonly StoreMemory<SpaceUsed> _known = new(signal, time, TimeSpan.FromMinutes(1), async (storeId, ct) =>
    {
        await using var db = databases.For(storeId);
        return await UsedAsync(db, ct);
    });

    /// <summary>Null when there is room for so many bytes more.</summary>
    public async ValueTask<Refusal?> RefusalAsync(Actor actor, long more, CancellationToken ct)
    {
        var used = await _known.OfAsync(actor.StoreId, ct);
        return used.Limit is { } limit && used.Bytes + more > limit ? Refusal.Rule("evidence.store_full", limit >> 30) : null;
    }

    public void Dispose() => _known.Dispose();

    /// <summary>As of now, from the index alone.</summary>
    internal static async Task<SpaceUsed> UsedAsync(StoreDb db, CancellationToken ct) =>
        await db.Database.SqlQuery<SpaceUsed>(
            $"""
             select count(*) as "Files", coalesce(sum(size), 0)::bigint as "Bytes",
                    (select evidence_gigabytes::bigint << 30 from stores where id = {db.StoreId}) as "Limit"
             from (select distinct on (sha256) size from evidence where store_id = {db.StoreId} and sha256 is not null and removed_at is null) f
             """).SingleAsync(ct);
}
