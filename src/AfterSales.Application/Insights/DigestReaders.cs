using AfterSales.Application.Persistence;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Insights;

/// <summary>A digest that is due, and who waits for it.</summary>
internal sealed record WantedDigest(Guid StoreId, DueDigest Due, IReadOnlyList<Guid> People);

/// <summary>Finds who is to be told which digest: those who may look at a store's reports, by what they want, less those who were told. Two queries, however many stores there are.</summary>
internal sealed class DigestReaders(Databases databases, ILogger<DigestReaders> log)
{
    private static readonly Role[] MayLook = [.. Enum.GetValues<Role>().Where(role => Authority.Of([role]).Contains(Permission.ViewReports))];

    public async Task<IReadOnlyList<WantedDigest>> UntoldAsync(DateTimeOffset now, CancellationToken ct)
    {
        var due = (await AllAsync(ct)).SelectMany(reader => DueOf(reader, now)).ToList();
        if (due.Count == 0) return [];
        var told = await ToldAsync(due, ct);
        return
        [
            .. due.Where(one => !told.Contains((one.PersonId, MakeDigests.KeyOf(one.StoreId, one.Due)))).GroupBy(one => (one.StoreId, one.Due))
                .Select(of => new WantedDigest(of.Key.StoreId, of.Key.Due, [.. of.Select(one => one.PersonId)])),
        ];
    }

    // A store has nothing to tell of days before there was one.
    private static IEnumerable<(Guid StoreId, DueDigest Due, Guid PersonId)> DueOf(Reader reader, DateTimeOffset now)
    {
        var opened = reader.Zone.DateOf(reader.StoreSince);
        return reader.Wish.DueAt(now, reader.Zone).Where(due => due.Range.Last >= opened).Select(due => (reader.StoreId, due, reader.PersonId));
    }

    private async Task<List<Reader>> AllAsync(CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand("""
            select s.id, s.time_zone_id, s.created_at, m.person_id, array_agg(m.role::text), c.daily, c.weekly, c.hour
            from memberships m join stores s on s.id = m.store_id left join digest_choices c on c.store_id = m.store_id and c.person_id = m.person_id
            where m.role = any($1)
            group by s.id, m.person_id, c.store_id, c.person_id
            """);
        command.Parameters.Add(new() { Value = MayLook.Select(role => role.ToString()).ToArray() });
        var readers = new List<Reader>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            // One store whose days nobody here can tell does not keep the others from hearing of theirs.
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(rows.GetString(1), out var zone))
            {
                log.LogWarning("The time zone {TimeZone} of store {StoreId} is not known on this machine: its digests are not told", rows.GetString(1), rows.GetGuid(0));
                continue;
            }
            var roles = (await rows.GetFieldValueAsync<string[]>(4, ct)).Select(Enum.Parse<Role>).ToList();
            var wish = await rows.IsDBNullAsync(5, ct) ? DigestWish.Of(roles) : new DigestWish(rows.GetBoolean(5), rows.GetBoolean(6), rows.GetInt32(7));
            readers.Add(new(rows.GetGuid(0), zone, await rows.GetFieldValueAsync<DateTimeOffset>(2, ct), rows.GetGuid(3), wish));
        }
        return readers;
    }

    private async Task<HashSet<(Guid, string)>> ToldAsync(List<(Guid StoreId, DueDigest Due, Guid PersonId)> due, CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand("select n.person_id, n.key from unnest($1, $2) due (person_id, key) join notifications n using (person_id, key)");
        command.Parameters.Add(new() { Value = due.Select(one => one.PersonId).ToArray() });
        command.Parameters.Add(new() { Value = due.Select(one => MakeDigests.KeyOf(one.StoreId, one.Due)).ToArray() });
        var told = new HashSet<(Guid, string)>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) told.Add((rows.GetGuid(0), rows.GetString(1)));
        return told;
    }

    private sealed record Reader(Guid StoreId, TimeZoneInfo Zone, DateTimeOffset StoreSince, Guid PersonId, DigestWish Wish);
}
