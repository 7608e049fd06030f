using Npgsql;

namespace AfterSales.Application.Cases;

/// <summary>The rows by which nodes tell each other who has which case open. Time is the database's, so that clocks need not agree.</summary>
public sealed class ViewerRows(NpgsqlDataSource source)
{
    /// <summary>Three beats missed: the node is gone.</summary>
    private const string Gone = "now() - interval '6 seconds'";

    private readonly Guid _node = Guid.CreateVersion7();

    /// <summary>
    /// Makes this node heard of, then clears away what silent ones left. Answers false when it was not known any more. A
    /// silent one that is being heard of at this very moment is passed over: two that wait for each other wait for ever.
    /// </summary>
    internal async Task<bool> BeatAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand($"""
            with heard as (
                    insert into viewer_nodes (id, seen_at) values ($1, now())
                    on conflict (id) do update set seen_at = excluded.seen_at returning xmax <> 0 as known),
                 silent as (
                    delete from viewer_nodes where id in (
                        select n.id from heard, viewer_nodes n where n.seen_at < {Gone} and n.id <> $1 for update of n skip locked)
                    returning id),
                 orphans as (delete from case_viewers where node_id in (select id from silent))
            select known from heard
            """);
        command.Parameters.Add(new() { Value = _node });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    internal async Task WriteAsync(IReadOnlyList<CaseVisit> present, IReadOnlyList<CaseVisit> left, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        if (left.Count > 0)
            batch.BatchCommands.Add(new("delete from case_viewers where page_id = any($1)") { Parameters = { Of(left, p => p.PageId) } });
        if (present.Count > 0)
            batch.BatchCommands.Add(new("""
                insert into case_viewers (page_id, node_id, store_id, case_id, person_id, writing)
                select p.page_id, $1, p.store_id, p.case_id, p.person_id, p.writing
                from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::boolean[]) as p(page_id, store_id, case_id, person_id, writing)
                on conflict (page_id) do update set writing = excluded.writing
                """)
            {
                Parameters = { new() { Value = _node }, Of(present, p => p.PageId), Of(present, p => p.StoreId), Of(present, p => p.CaseId), Of(present, p => p.PersonId), Of(present, p => p.IsWriting) },
            });
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Who has these cases open on other nodes. The cases are ones that people of their store have open here.</summary>
    internal async Task<List<(Guid CaseId, Viewer Viewer)>> ReadAsync(IReadOnlyCollection<Guid> cases, CancellationToken ct)
    {
        await using var command = source.CreateCommand($"""
            select v.case_id, v.person_id, bool_or(v.writing) from case_viewers v join viewer_nodes n on n.id = v.node_id
            where v.case_id = any($1) and v.node_id <> $2 and n.seen_at >= {Gone}
            group by v.case_id, v.person_id
            """);
        command.Parameters.Add(new() { Value = cases.ToArray() });
        command.Parameters.Add(new() { Value = _node });
        var viewers = new List<(Guid, Viewer)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) viewers.Add((reader.GetGuid(0), new(reader.GetGuid(1), reader.GetBoolean(2))));
        return viewers;
    }

    /// <summary>This node stops: its pages close with it.</summary>
    internal async Task ForgetAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("with pages as (delete from case_viewers where node_id = $1) delete from viewer_nodes where id = $1");
        command.Parameters.Add(new() { Value = _node });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Of<T>(IReadOnlyList<CaseVisit> pages, Func<CaseVisit, T> value) => new() { Value = pages.Select(value).ToArray() };
}
