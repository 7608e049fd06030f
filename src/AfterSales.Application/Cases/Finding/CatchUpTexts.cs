using AfterSales.Application.Insights;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Customers;
using Npgsql;

namespace AfterSales.Application.Cases.Finding;

/// <summary>
/// Reads the conversations of one store in, so that they are found, a bounded part at a time and each in one transaction: first those in which something was said since, then, the latest first, those that were
/// there before there was anything to find them by.
/// </summary>
public sealed class CatchUpTexts(Databases databases)
{
    /// <summary>By what texts are found. One higher, and every store is read anew.</summary>
    internal const int Shape = 1;

    private const int AtOnce = 200;

    // Held by who reads a store in, and by who erases in it: what is read before an erasure is not written after it.
    internal const string Lock = "hashtextextended('texts:' || ";

    internal enum Part
    {
        /// <summary>Nothing waits, or another node is at it.</summary>
        Nothing,
        /// <summary>All that was said since.</summary>
        Last,
        /// <summary>More was said since.</summary>
        More,
        /// <summary>Some of what was there before; more may follow.</summary>
        Older,
    }

    internal async Task<Part> TakeInAsync(Guid storeId, CancellationToken ct)
    {
        await using var connection = await databases.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await connection.AskAsync<bool>($"select pg_try_advisory_xact_lock({Lock}$1, 0))", ct, storeId.ToString())) return Part.Nothing;
        var waiting = await connection.ListAsync<Guid>(
            "with taken as (delete from unread_texts where ctid = any(array(select ctid from unread_texts where store_id = $1 limit $2)) returning case_id) select distinct case_id from taken", ct, storeId, AtOnce);
        var part = waiting.Count == 0 ? Part.Older : waiting.Count == AtOnce ? Part.More : Part.Last;
        var cases = part == Part.Older ? await OlderAsync(connection, storeId, ct) : waiting;
        if (cases is null) return Part.Nothing;
        await WriteAsync(connection, storeId, await GramsAsync(connection, storeId, cases, ct), ct);
        await transaction.CommitAsync(ct);
        return part;
    }

    // The next of what was there before, with how far that goes written down; null when that is all there is.
    private static async Task<List<Guid>?> OlderAsync(NpgsqlConnection connection, Guid storeId, CancellationToken ct)
    {
        await connection.DoAsync(
            """
            insert into text_states (store_id, shape, read_back_to, read_back_to_id) values ($1, $2, 'infinity', '00000000-0000-0000-0000-000000000000')
            on conflict (store_id) do update set shape = excluded.shape, read_back_to = excluded.read_back_to, read_back_to_id = excluded.read_back_to_id where text_states.shape <> excluded.shape
            """, ct, storeId, Shape);
        if (!await connection.AskAsync<bool>("select read_back_to is not null from text_states where store_id = $1", ct, storeId)) return null;
        var cases = await connection.ListAsync<Guid>(
            """
            with next as (
                select c.id, c.opened_at from cases c where c.store_id = $1 and (c.opened_at, c.id) < (select s.read_back_to, s.read_back_to_id from text_states s where s.store_id = $1)
                order by c.opened_at desc, c.id desc limit $2),
            moved as (
                update text_states s set read_back_to = l.opened_at, read_back_to_id = coalesce(l.id, s.read_back_to_id)
                from (select null) as always left join (select id, opened_at from next order by opened_at, id limit 1) l on true where s.store_id = $1)
            select id from next
            """, ct, storeId, AtOnce);
        return cases;
    }

    private static async Task<Dictionary<Guid, HashSet<int>>> GramsAsync(NpgsqlConnection connection, Guid storeId, List<Guid> cases, CancellationToken ct)
    {
        var grams = cases.ToDictionary(id => id, _ => new HashSet<int>());
        await using var command = connection.Say("select case_id, text from messages where case_id = any($2) and store_id = $1", storeId, cases.ToArray());
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var text = rows.GetString(1);
            // The mark of an erasure is not what anybody said.
            if (Erased.MarkedOn(text) is null) TextGrams.AddTo(grams[rows.GetGuid(0)], text);
        }
        return grams;
    }

    private static async Task WriteAsync(NpgsqlConnection connection, Guid storeId, Dictionary<Guid, HashSet<int>> read, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (id, grams) in read)
            batch.Say(
                """
                insert into case_texts (case_id, store_id, opened_at, week, grams) select id, store_id, opened_at, floor(extract(epoch from opened_at) / 604800), $3 from cases where store_id = $1 and id = $2
                on conflict (case_id) do update set grams = excluded.grams where case_texts.grams <> excluded.grams
                """, storeId, id, grams.Order().ToArray());
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(ct);
    }
}
