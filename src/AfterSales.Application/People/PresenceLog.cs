using Npgsql;

namespace AfterSales.Application.People;

/// <summary>
/// Writes who came, went and changed their mind into the history of presences. A few statements a beat, however many people there are; whichever node finds that somebody has not
/// been seen for a while closes their desk, once, at the last sign of life.
/// </summary>
public sealed class PresenceLog(NpgsqlDataSource source, TimeProvider time)
{
    private const string Close = """
        with gone as (
            delete from open_desks where seen_at < $1 returning store_id, person_id, presence, coalesce(left_at, seen_at) as at, left_at is not null as closed)
        insert into presence_changes (store_id, person_id, at, presence, cause)
        select store_id, person_id, at, 'Away', case when closed then 'Closed' else 'Lost' end from gone
        """;

    // What they said of themselves while they sat in another store holds here too.
    private const string See = """
        with here as (select * from unnest($1::uuid[], $2::uuid[]) as h (store_id, person_id)),
        before as (select d.store_id, d.person_id, d.presence from open_desks d join here using (store_id, person_id)),
        seen as (
            insert into open_desks as d (store_id, person_id, presence, seen_at)
            select h.store_id, h.person_id, p.presence, $3 from here h join people p on p.id = h.person_id join stores s on s.id = h.store_id order by 1, 2
            on conflict (store_id, person_id) do update set seen_at = greatest(d.seen_at, excluded.seen_at), presence = excluded.presence, left_at = null
            returning d.store_id, d.person_id, d.presence, xmax = 0 as opened)
        insert into presence_changes (store_id, person_id, at, presence, cause)
        select n.store_id, n.person_id, $3, n.presence, case when n.opened then 'Opened' else 'Chose' end
        from seen n left join before b using (store_id, person_id) where n.opened or b.presence <> n.presence
        """;

    private const string Leave = """
        update open_desks d set left_at = l.at, seen_at = greatest(d.seen_at, l.at)
        from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as l (store_id, person_id, at)
        where d.store_id = l.store_id and d.person_id = l.person_id and d.seen_at <= l.at
        """;

    /// <summary>Closes what was lost; then writes down who is here, and who left since the last time.</summary>
    internal async Task WriteAsync(IReadOnlyCollection<DeskKey> here, IReadOnlyCollection<(DeskKey Desk, DateTimeOffset At)> left, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        // In this order: whoever comes back after a night is not taken for somebody who stayed.
        await RunAsync(Close, now - PeopleHere.AwayAfter);
        if (here.Count > 0) await RunAsync(See, Ids(here.Select(d => d.StoreId)), Ids(here.Select(d => d.PersonId)), now);
        if (left.Count > 0) await RunAsync(Leave, Ids(left.Select(l => l.Desk.StoreId)), Ids(left.Select(l => l.Desk.PersonId)), left.Select(l => l.At).ToArray());

        async Task RunAsync(string statement, params object[] values)
        {
            await using var command = source.CreateCommand(statement);
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync(ct);
        }

        static Guid[] Ids(IEnumerable<Guid> ids) => [.. ids];
    }
}

/// <summary>Somebody's desks in one store.</summary>
internal readonly record struct DeskKey(Guid StoreId, Guid PersonId);
