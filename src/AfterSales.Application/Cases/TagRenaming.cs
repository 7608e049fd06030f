using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <summary>On how many cases a tag was renamed, and which of them somebody may be looking at: those that are not closed.</summary>
internal sealed record RenamedCases(int Count, IReadOnlyList<Guid> Live)
{
    public static readonly RenamedCases None = new(0, []);
}

/// <summary>
/// Renames a tag on all cases of a store: one statement, however many. Each case gets a line in its own history, not only the store in its audit: a history tells everything that
/// happened to its case (SPEC 2), or the tag it names could not be found on the case. The version goes up with it, so that a screen which still shows the old name is
/// refused as stale, says by whom, and does not write the old name back.
/// </summary>
internal static class TagRenaming
{
    // 50 000 of a million cases take 8 s; whoever works on one of them waits for so long.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Locked in the order in which intake locks cases, so that neither waits for the other in a circle.
    private const string Sql = """
        with carrying as (
            select id from cases where store_id = {0} and tags @> array[{1}]::text[] order by id for no key update),
        renamed as (
            update cases c set tags = case when c.tags @> array[{2}]::text[] then array_remove(c.tags, {1}) else array_replace(c.tags, {1}, {2}) end, version = c.version + 1, changed_at = {3}
            from carrying where c.id = carrying.id returning c.id, c.state),
        noted as (
            insert into case_history (store_id, case_id, kind, data, actor_kind, actor_id, actor_name, at)
            select {0}, id, {4}, jsonb_build_object('from', {1}::text, 'to', {2}::text), {5}, {6}::uuid, {7}, {3} from renamed)
        select id as "Id", state <> 'Closed' as "IsLive" from renamed
        """;

    public static async Task<RenamedCases> RunAsync(StoreDb db, string from, string to, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        db.Database.SetCommandTimeout(Patience);
        var rows = await db.Database.SqlQueryRaw<Row>(Sql, db.StoreId, from, to, now, nameof(CaseEventKind.TagRenamed), actor.Kind.ToString(), (object?)actor.Id ?? DBNull.Value, actor.Name).ToListAsync(ct);
        return new(rows.Count, [.. rows.Where(row => row.IsLive).Select(row => row.Id)]);
    }

    private sealed record Row(Guid Id, bool IsLive);
}
