using Npgsql;

namespace AfterSales.Application.Importing.Staging;

/// <summary>Statements on the connection that holds the staging tables.</summary>
internal sealed class StagedStatements(NpgsqlConnection connection)
{
    private const int MaxTries = 5;

    public NpgsqlConnection Connection => connection;

    /// <summary>Where numbers that come next end, and how many they are; null: there are none left.</summary>
    public async Task<(string Through, int Count)?> NextAsync(StagingTable table, string key, string after, int most, CancellationToken ct)
    {
        await using var command = Command($"select max({key}), count(*) from (select {key} from {table.Name} where {key} > @after order by {key} limit @most) s", ("after", after), ("most", most));
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return await reader.IsDBNullAsync(0, ct) ? null : (reader.GetString(0), (int)reader.GetInt64(1));
    }

    public async Task<int> CountAsync(string sql, CancellationToken ct, params (string Name, object Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        return (int)(long)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task ExecuteAsync(string sql, CancellationToken ct, params (string Name, object Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Adds what was written to the counts of the job, with how far it is.</summary>
    /// <param name="writtenThrough">What a worker that takes over goes on behind.</param>
    public Task CountWrittenAsync(ClaimedImport job, int things, double progress, string writtenThrough, DateTimeOffset now, CancellationToken ct) => ExecuteAsync(
        """
        with rows as (select number, bool_or(added) as added from written_rows group by number),
             counts as (select count(*) filter (where added) as added, count(*) filter (where not added) as changed from rows)
        update imports i set heartbeat_at = @now, progress = @progress, written_through = @through,
            added = i.added + c.added, changed = i.changed + c.changed, unchanged = i.unchanged + @things - c.added - c.changed
        from counts c where i.id = @id and i.store_id = @store
        """, ct, ("now", now), ("progress", progress), ("through", writtenThrough), ("things", things), ("id", job.Id), ("store", job.StoreId));

    public NpgsqlCommand Command(string sql, params (string Name, object Value)[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        return command;
    }

    /// <summary>Others write the same tables, and not always in our order: whom the database picks to break a deadlock starts again.</summary>
    public static async Task<T> WithRetriesAsync<T>(Func<Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < MaxTries)
            {
            }
        }
    }
}
