using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>Reads the archive of a store's evidence (SPEC 5), newest first, page by page by key. What was removed has no file and is not listed.</summary>
public sealed class ArchiveQueries(Databases databases, StoreZones zones, ArchiveFolders folders)
{
    public const int PageSize = 60;
    public const int MaxPage = 200;

    /// <summary>A search by customer, order, style or batch looks through the latest cases that fit, at most so many.</summary>
    public const int MostCases = 2_000;

    public async Task<Result<ArchiveList>> PageAsync(ArchiveFilter filter, ArchiveCursor? after, Actor actor, int limit = PageSize, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        if (limit is < 1 or > MaxPage) return Refusal.Invalid("list.limit_invalid", MaxPage) with { Field = nameof(limit) };
        var zone = await zones.OfAsync(actor.StoreId, ct);
        await using var db = databases.For(actor);
        var selection = await ArchiveSelection.OfAsync(db, filter, zone, ct);
        var rest = after is { At: var at, Id: var id } ? selection.Items.Where(e => EF.Functions.LessThan(ValueTuple.Create(e.AddedAt, e.Id), ValueTuple.Create(at, id))) : selection.Items;
        // The ids come out of the index alone; only what is shown is read.
        var ids = rest.OrderByDescending(e => e.AddedAt).ThenByDescending(e => e.Id).Select(e => e.Id).Take(limit + 1);
        var found = await ItemsAsync(db, ids, zone, ct);
        found.Reverse();
        return new ArchiveList([.. found.Take(limit)], found.Count > limit ? new(found[limit - 1].AddedAt, found[limit - 1].Id) : null, selection.IsPartial);
    }

    /// <summary>The folders 年-月 of a type, or of what has none; neither said: those of every type together. Counts of what came before today are up to <see cref="ArchiveFolders.Remembered"/> old.</summary>
    public async Task<Result<IReadOnlyList<ArchiveFolder>>> FoldersAsync(CaseType? type, bool unclassified, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        var zone = await zones.OfAsync(actor.StoreId, ct);
        await using var db = databases.For(actor);
        var months = await folders.OfAsync(db, type, unclassified, zone, ct);
        if (type is not null || unclassified) return new(months);
        return new([.. months.GroupBy(m => m.Type).OrderBy(g => g.Key is null).ThenBy(g => g.Key).Select(g => new ArchiveFolder(g.Key, null, g.Sum(m => m.Count), g.Sum(m => m.Bytes)))]);
    }

    /// <summary>Whoever added evidence to this store, for a filter: colleagues who have left, too.</summary>
    public async Task<Result<IReadOnlyList<ArchivePerson>>> PeopleAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        // From one person to the next along the index, however much each of them added.
        var ids = await db.Database.SqlQuery<Guid>(
            $"""
            with recursive added (by) as (
                (select added_by_id from evidence where store_id = {db.StoreId} and sha256 is not null and removed_at is null and added_by_id is not null order by added_by_id limit 1)
                union all
                select (select e.added_by_id from evidence e where e.store_id = {db.StoreId} and e.sha256 is not null and e.removed_at is null and e.added_by_id > a.by order by e.added_by_id limit 1)
                from added a where a.by is not null
            ) select by as "Value" from added where by is not null
            """).ToListAsync(ct);
        var names = await db.Users.Where(p => ids.Contains(p.Id)).OrderBy(p => p.DisplayName).Select(p => new ArchivePerson(p.Id, p.DisplayName)).ToListAsync(ct);
        return names;
    }

    /// <summary>Items with everything the archive says of them, in the order of their time.</summary>
    internal static async Task<List<ArchiveItem>> ItemsAsync(StoreDb db, IQueryable<Guid> ids, TimeZoneInfo zone, CancellationToken ct)
    {
        var rows = await (from e in db.Evidence.AsNoTracking().Where(e => ids.Contains(e.Id))
                          join c in db.Cases on e.CaseId equals c.Id
                          join p in db.Users on e.AddedById equals p.Id into people
                          from person in people.DefaultIfEmpty()
                          orderby e.AddedAt, e.Id
                          select new { Item = e, c.Number, c.OrderNo, c.CustomerNick, By = person.DisplayName }).ToListAsync(ct);
        var places = await ArchivePlaces.OfAsync(db, rows.ConvertAll(r => r.Item), zone, ct);
        // Between the two statements a case may have got another type: then its file is the first of where it lay.
        return rows.ConvertAll(r => new ArchiveItem(
            EvidenceLine.Of(r.Item), Enum.TryParse<CaseType>(r.Item.Type, out var type) ? type : null, ArchiveNames.Month(r.Item.AddedAt, zone),
            ArchiveNames.File(r.Item.ArchiveName, places.GetValueOrDefault(r.Item.Id, 1), r.Item.ContentType), r.Number, r.OrderNo, r.CustomerNick, r.Item.Label, r.Item.Verdict, r.Item.AddedAt, r.By, r.Item.Sha256!));
    }
}
