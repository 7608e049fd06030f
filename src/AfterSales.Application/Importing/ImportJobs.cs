using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Importing;
using AfterSales.Domain.Shared;
using Npgsql;

namespace AfterSales.Application.Importing;

/// <summary>
/// The queue of imports, in the database: claimed by one worker, kept by a sign of life, taken over when that stops, ended once.
/// Every write names the claim, so that a worker that was taken for dead cannot spoil what its successor does.
/// </summary>
public sealed class ImportJobs(Databases databases, ImportFiles files, ChangeSignal signal, TimeProvider time)
{
    private static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(7);

    private const string Mine = "where id = @id and store_id = @store and claimed_by = @claim and state = 'Running'";

    /// <summary>
    /// The oldest job that nobody works on, of a file of <paramref name="largest"/> bytes at most; null: there is none. It waits for an earlier
    /// one of its store and for one that is under way, so that what was uploaded last is what stands in the end. Two nodes that ask in
    /// the same instant may get two of one store all the same, which spoils neither.
    /// </summary>
    internal async Task<ClaimedImport?> ClaimAsync(long largest, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var command = databases.Source.CreateCommand(
            """
            update imports set state = 'Running', claimed_by = @claim, heartbeat_at = @now, started_at = coalesce(started_at, @now)
            where id = (
                select id from imports i
                where state in ('Queued','Running') and (state = 'Queued' or heartbeat_at is null or heartbeat_at < @dead) and size <= @largest
                  and not exists (
                      select from imports o
                      where o.store_id = i.store_id and o.state in ('Queued','Running') and o.id <> i.id and (o.created_at < i.created_at or o.heartbeat_at >= @dead))
                order by created_at limit 1 for update skip locked)
            returning id, store_id, claimed_by, kind, started_by_name, written_through
            """);
        command.Parameters.AddWithValue("claim", Ids.New(now));
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("dead", now - DeadAfter);
        command.Parameters.AddWithValue("largest", largest);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) return null;
        return new(reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), Enum.Parse<FileKind>(reader.GetString(3)), reader.GetString(4), await reader.IsDBNullAsync(5, ct) ? null : reader.GetString(5));
    }

    /// <summary>Says that we live and how far we are; answers whether somebody wants it to stop.</summary>
    internal async Task<bool> BeatAsync(ClaimedImport job, double? progress, int? rowsRead, CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand(
            $"update imports set heartbeat_at = @now, progress = coalesce(@progress, progress), rows_read = coalesce(@rows, rows_read) {Mine} returning cancel_requested");
        Name(command, job);
        command.Parameters.AddWithValue("progress", NpgsqlTypes.NpgsqlDbType.Double, (object?)progress ?? DBNull.Value);
        command.Parameters.AddWithValue("rows", NpgsqlTypes.NpgsqlDbType.Integer, (object?)rowsRead ?? DBNull.Value);
        var cancelled = await command.ExecuteScalarAsync(ct) as bool? ?? throw new ClaimLostException();
        signal.ImportChanged(job.StoreId, job.Id);
        return cancelled;
    }

    /// <summary>First thing in a transaction that writes for the job: holds the claim until the end of it. Answers whether somebody wants it to stop.</summary>
    internal static async Task<bool> HoldAsync(ClaimedImport job, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select cancel_requested from imports {Mine} for update", connection);
        command.Parameters.AddWithValue("id", job.Id);
        command.Parameters.AddWithValue("store", job.StoreId);
        command.Parameters.AddWithValue("claim", job.ClaimedBy);
        return await command.ExecuteScalarAsync(ct) as bool? ?? throw new ClaimLostException();
    }

    /// <summary>Ends the job. The uploaded bytes have done their duty.</summary>
    internal async Task EndAsync(ClaimedImport job, ImportState state, string? failureCode, CancellationToken ct)
    {
        await using (var command = databases.Source.CreateCommand(
            $"update imports set state = @state, failure_code = @code, finished_at = @now, progress = case when @state = 'Done' then 1 else progress end {Mine}"))
        {
            Name(command, job);
            command.Parameters.AddWithValue("state", state.ToString());
            command.Parameters.AddWithValue("code", NpgsqlTypes.NpgsqlDbType.Varchar, (object?)failureCode ?? DBNull.Value);
            if (await command.ExecuteNonQueryAsync(ct) == 0) throw new ClaimLostException();
        }

        files.Delete(job.Id);
        signal.ImportChanged(job.StoreId, job.Id);
    }

    /// <summary>
    /// Cancels what was uploaded and never started within a week, and lets its file go; so does the file of whoever died before they wrote the import, or after they ended it. Answers how many were cancelled.
    /// </summary>
    internal async Task<int> ForgetAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var command = databases.Source.CreateCommand(
            "update imports set state = 'Cancelled', finished_at = @now where state = 'Uploaded' and created_at < @before returning id, store_id");
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("before", now - Forgotten);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var forgotten = 0;
        for (; await reader.ReadAsync(ct); forgotten++)
        {
            files.Delete(reader.GetGuid(0));
            signal.ImportChanged(reader.GetGuid(1), reader.GetGuid(0));
        }
        await LetGoAsync(ct);
        return forgotten;
    }

    private async Task LetGoAsync(CancellationToken ct)
    {
        if (files.Old().ToArray() is not { Length: > 0 } old) return;
        await using var command = databases.Source.CreateCommand("select f from unnest($1) f where not exists (select from imports i where i.id = f and i.store_id in (select id from stores) and i.state in ('Uploaded','Queued','Running'))");
        command.Parameters.Add(new() { Value = old });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) files.Delete(reader.GetGuid(0));
    }

    private void Name(NpgsqlCommand command, ClaimedImport job)
    {
        command.Parameters.AddWithValue("id", job.Id);
        command.Parameters.AddWithValue("store", job.StoreId);
        command.Parameters.AddWithValue("claim", job.ClaimedBy);
        command.Parameters.AddWithValue("now", time.GetUtcNow());
    }
}
