using AfterSales.Application.Persistence;
using AfterSales.Domain.Evidence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>Another case in which a picture was seen.</summary>
/// <param name="IsSame">The very same file; else one that looks nearly the same.</param>
public sealed record SeenPicture(string CaseNumber, bool IsSame, DateTimeOffset AddedAt);

/// <summary>Where else the pictures of a case were seen (SPEC 5).</summary>
internal static class SeenPictures
{
    /// <summary>Named for each picture.</summary>
    public const int Most = 3;

    private sealed record Seen(Guid EvidenceId, string CaseNumber, bool IsSame, DateTimeOffset AddedAt);

    /// <summary>For each item the cases in which it was seen, at most <see cref="Most"/>, the same file before what looks like it. One statement.</summary>
    public static async Task<ILookup<Guid, SeenPicture>> OfAsync(StoreDb db, IReadOnlyCollection<EvidenceItem> items, CancellationToken ct)
    {
        var files = items.Where(e => e.Sha256 is not null).ToList();
        if (files.Count == 0) return Enumerable.Empty<Guid>().ToLookup(id => id, _ => (SeenPicture)null!);
        var ids = files.ConvertAll(e => e.Id).ToArray();
        var hashes = files.ConvertAll(e => e.Sha256!).ToArray();
        var cases = files.ConvertAll(e => e.CaseId).ToArray();
        // A picture that everybody sends, such as the store's own, has more of its kind than anybody would look at: some of them will do.
        var seen = await db.Database.SqlQuery<Seen>(
            $"""
            select i.id as "EvidenceId", c.number as "CaseNumber", s.is_same as "IsSame", s.added_at as "AddedAt"
            from unnest({ids}, {hashes}, {cases}) as i (id, sha256, case_id)
            cross join lateral (
                select x.case_id, bool_or(x.is_same) as is_same, min(x.added_at) as added_at from (
                    (select e.case_id, true as is_same, e.added_at from evidence e
                        where e.store_id = {db.StoreId} and e.sha256 = i.sha256 and e.case_id <> i.case_id limit 50)
                    union all
                    (select e.case_id, e.sha256 = i.sha256, e.added_at from alike_pictures a join evidence e on e.id = a.other_id
                        where a.evidence_id = i.id and a.store_id = {db.StoreId} limit 50)
                    union all
                    (select e.case_id, e.sha256 = i.sha256, e.added_at from alike_pictures a join evidence e on e.id = a.evidence_id
                        where a.other_id = i.id and a.store_id = {db.StoreId} limit 50)
                ) x group by x.case_id order by 2 desc, 3 limit {Most}
            ) s join cases c on c.id = s.case_id order by s.is_same desc, s.added_at
            """).ToListAsync(ct);
        return seen.ToLookup(s => s.EvidenceId, s => new SeenPicture(s.CaseNumber, s.IsSame, s.AddedAt));
    }
}
