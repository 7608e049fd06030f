using Npgsql;

namespace AfterSales.Application.Evidence;

/// <summary>One file of the registry, held until it is let go, by everybody on every node; see <see cref="FileRegistry"/>. Let go without a word, nothing was changed.</summary>
internal sealed class HeldFile : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly string _sha256;

    private HeldFile(NpgsqlConnection connection, NpgsqlTransaction transaction, string sha256) => (_connection, _transaction, _sha256) = (connection, transaction, sha256);

    /// <summary>The row; null when there is none.</summary>
    public StoredFile? Known { get; private set; }

    /// <summary>Its bytes were found missing or damaged.</summary>
    public bool IsBroken { get; private set; }

    public static async Task<HeldFile> HoldAsync(NpgsqlDataSource source, string sha256, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        try
        {
            var held = new HeldFile(connection, await connection.BeginTransactionAsync(ct), sha256);
            await held.WaitAsync(ct);
            return held;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Its bytes are there, as they were hashed on their way in: writes the row, or that it came once more.</summary>
    public async Task RecordAsync(StoredFile file, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Command(
            """
            insert into stored_files (sha256, content_type, size, width, height, seconds, has_thumbnail, has_preview, stored_at, checked_at)
            values ($1, $2, $3, $4, $5, $6, $7, false, $8, $8)
            on conflict (sha256) do update set stored_at = excluded.stored_at, problem = null,
                checked_at = case when stored_files.problem is null then stored_files.checked_at else excluded.checked_at end,
                drawn_at = case when stored_files.problem is null then stored_files.drawn_at end
            """);
        command.Parameters.Add(new() { Value = file.ContentType });
        command.Parameters.Add(new() { Value = file.Size });
        command.Parameters.Add(FileRegistry.Number(file.Width));
        command.Parameters.Add(FileRegistry.Number(file.Height));
        command.Parameters.Add(FileRegistry.Number(file.Seconds));
        command.Parameters.Add(new() { Value = file.HasThumbnail });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Deletes the row if nobody uses it and it has not come again since <paramref name="before"/>.</summary>
    public async Task<bool> ForgetAsync(DateTimeOffset before, CancellationToken ct)
    {
        // The row first, then the look: evidence that is being added with it is waited for, and seen.
        await using (var row = Command("select from stored_files where sha256 = $1 for update")) await row.ExecuteNonQueryAsync(ct);
        await using var command = Command($"delete from stored_files f where sha256 = $1 and stored_at < $2 and {UnusedFiles.IsUnused}");
        command.Parameters.Add(new() { Value = before });
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    public Task CommitAsync() => _transaction.CommitAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    // The look comes after the lock, with a snapshot of its own: it sees what whoever held it before has written.
    private async Task WaitAsync(CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(_connection, _transaction)
        {
            BatchCommands =
            {
                new("select pg_advisory_xact_lock(hashtextextended('stored file ' || $1, 0))") { Parameters = { new() { Value = _sha256 } } },
                new($"select {FileRegistry.Columns}, problem is not null from stored_files where sha256 = $1") { Parameters = { new() { Value = _sha256 } } },
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(ct);
        await rows.NextResultAsync(ct);
        if (await rows.ReadAsync(ct)) (Known, IsBroken) = (FileRegistry.Read(rows), rows.GetBoolean(FileRegistry.ColumnCount));
    }

    private NpgsqlCommand Command(string sql) => new(sql, _connection, _transaction) { Parameters = { new() { Value = _sha256 } } };
}
