using AfterSales.Application.Persistence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>Whether a picture that just came in was seen before, so that it is pointed out before anybody sends it (SPEC 5).</summary>
public sealed class SeenPictureQueries(Databases databases)
{
    /// <summary>The cases of the store that have the same file, or a picture that differs in at most <see cref="PicturePrint.Alike"/> bits: the nearest and earliest first, at most a few.</summary>
    /// <param name="print">Null, or <see cref="PicturePrint.Blank"/>: only the same file is looked for.</param>
    public async Task<Result<IReadOnlyList<SeenPicture>>> OfFileAsync(string sha256, long? print, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        sha256 = PlainText.Storable(sha256);
        await using var db = databases.For(actor);
        // What the index finds for one print are some hundred rows at most, whatever the size of the archive: a search with many hits of one kind ends early.
        return await db.Database.SqlQuery<SeenPicture>(
            $"""
            select c.number as "CaseNumber", s.is_same as "IsSame", s.added_at as "AddedAt" from (
                select x.case_id, bool_or(x.is_same) as is_same, min(x.bits) as bits, min(x.added_at) as added_at from (
                    (select e.case_id, true as is_same, 0 as bits, e.added_at from evidence e where e.store_id = {db.StoreId} and e.sha256 = {sha256} limit 50)
                    union all
                    select e.case_id, e.sha256 = {sha256}, a.bits, e.added_at from alike_prints({db.StoreId}, {print ?? PicturePrint.Blank}) a join evidence e on e.id = a.id and e.store_id = {db.StoreId}
                ) x group by x.case_id order by 2 desc, 3, 4 limit {SeenPictures.Most}
            ) s join cases c on c.id = s.case_id order by s.is_same desc, s.bits, s.added_at
            """).ToListAsync(ct);
    }
}
