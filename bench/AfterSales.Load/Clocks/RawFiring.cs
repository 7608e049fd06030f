using System.Diagnostics;
using AfterSales.Domain.Shared;
using Npgsql;

namespace AfterSales.Load.Clocks;

/// <summary>
/// The least that breaches can cost: the rows they leave behind, known beforehand, written in batches of the product's size,
/// each in one transaction. It looks for nothing, locks nothing and decides nothing.
/// </summary>
internal static class RawFiring
{
    private const int BatchSize = 500;

    private static readonly string[] Statements =
    [
        "update clock_timers set fired_at = $3 from unnest($1) clock where clock_id = clock and kind = 'Breach' and ordinal = 0",
        "update clocks set breached_at = $3 from unnest($1) clock where id = clock",
        "insert into clock_events (store_id, clock_id, subject_id, clock, kind, ordinal, due_at, fired_at) select $4, clock, subject, 'Reply', 'Breach', 0, $3, $3 from unnest($1, $2) of (clock, subject)",
        """insert into case_history (store_id, case_id, kind, data, actor_kind, actor_name, at) select $4, subject, 'ClockBreached', $5::jsonb, 'System', 'system', $3 from unnest($2) subject""",
        """insert into outbox (store_id, kind, case_id, data, at) select $4, 'clock.breached', subject, $5::jsonb, $3 from unnest($2) subject""",
        """
        insert into notifications (id, store_id, person_id, kind, key, case_id, case_number, data, at)
        select gen_random_uuid(), $4, person, 'clock.breached', 'clock.breached:' || clock || ':0', subject, 'AS-261101-000001', $5::jsonb, $3 from unnest($1, $2) of (clock, subject), unnest($6) person
        """,
    ];

    /// <summary>Seconds for so many breaches.</summary>
    public static async Task<double> SecondsAsync(RunningClocks clocks, int first, int count, CancellationToken ct)
    {
        await using var connection = await clocks.Source.OpenConnectionAsync(ct);
        var (clockIds, caseIds) = (await IdsAsync(connection, "Reply", first, count, ct), await IdsAsync(connection, "case", first, count, ct));
        var people = Enumerable.Range(0, RunningClocks.ToldPerBreach).Select(_ => Ids.New(TimeProvider.System.GetUtcNow())).ToArray();
        var start = Stopwatch.GetTimestamp();
        foreach (var (clock, subject) in clockIds.Chunk(BatchSize).Zip(caseIds.Chunk(BatchSize)))
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var statement in Statements) batch.BatchCommands.Add(Command(statement, clock, subject, people, clocks.Database.StoreId));
            await batch.ExecuteNonQueryAsync(ct);
            await transaction.CommitAsync(ct);
        }
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static NpgsqlBatchCommand Command(string sql, Guid[] clocks, Guid[] cases, Guid[] people, Guid storeId)
    {
        object[] values = [clocks, cases, TimeProvider.System.GetUtcNow(), storeId, """{"clock": "Reply", "clock_id": "01990000-0000-7000-8000-000000000000", "due_at": "2026-11-22T02:00:00.0000000+00:00", "case": "AS-261101-000001"}""", people];
        var command = new NpgsqlBatchCommand(Numbered(sql, values, out var used));
        foreach (var value in used) command.Parameters.Add(new() { Value = value });
        return command;
    }

    // A statement may use some of the values; PostgreSQL wants them numbered without a gap.
    private static string Numbered(string sql, object[] values, out List<object> used)
    {
        used = [];
        for (var i = 0; i < values.Length; i++)
        {
            var name = $"${i + 1}";
            if (!sql.Contains(name, StringComparison.Ordinal)) continue;
            used.Add(values[i]);
            sql = sql.Replace(name, $"${used.Count}", StringComparison.Ordinal);
        }
        return sql;
    }

    private static async Task<Guid[]> IdsAsync(NpgsqlConnection connection, string kind, int first, int count, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select array_agg(seed_id($1, i) order by i) from generate_series($2, $3) i", connection)
        {
            Parameters = { new() { Value = kind }, new() { Value = first }, new() { Value = first + count - 1 } },
        };
        return (Guid[])(await command.ExecuteScalarAsync(ct))!;
    }
}
