using AfterSales.Application.Persistence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>
/// Writes down who saw or took out evidence, before it is shown. What one person looks at again within <see cref="Again"/> is one look: a video is fetched in many pieces.
/// </summary>
public sealed class EvidenceAccesses(Databases databases, TimeProvider time)
{
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    /// <summary>One statement, whatever the number.</summary>
    public async Task RecordAsync(IReadOnlyCollection<Guid> evidence, EvidenceAccessKind kind, Actor actor, CancellationToken ct)
    {
        if (evidence.Count == 0) return;
        await using var db = databases.For(actor);
        var (now, since, said) = (time.GetUtcNow(), time.GetUtcNow() - Again, kind.ToString());
        Guid[] ids = [.. evidence];
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into evidence_accesses (store_id, evidence_id, kind, by_id, by_name, at)
             select {db.StoreId}, e, {said}, {actor.Id}, {actor.Name}, {now} from unnest({ids}) as e
             where not exists (
                 select 1 from evidence_accesses a
                 where a.store_id = {db.StoreId} and a.evidence_id = e and a.kind = {said} and a.by_id is not distinct from {actor.Id} and a.at > {since})
             """, ct);
    }
}
