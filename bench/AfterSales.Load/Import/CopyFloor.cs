using System.Diagnostics;
using Npgsql;

namespace AfterSales.Load.Import;

/// <summary>
/// The least it can cost: the very rows that an import has left behind, already in PostgreSQL's binary form, sent by COPY into
/// empty tables in one durable transaction. Nothing is read, cleaned, merged or decided, and no row is there already.
/// </summary>
internal sealed class CopyFloor(NpgsqlDataSource source)
{
    private static readonly string[] Tables = ["customers", "orders", "order_lines", "parcels"];

    /// <summary>Takes the rows of the last import out of the product's tables.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> TakeAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var taken = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var table in Tables)
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync($"copy (select * from {table}) to stdout (format binary)", ct);
            var rows = new MemoryStream();
            await copy.CopyToAsync(rows, ct);
            taken[table] = rows.ToArray();
        }
        return taken;
    }

    /// <summary>Copies them into tables like the product's: with every index of theirs, or with none.</summary>
    public async Task<TimeSpan> WriteAsync(IReadOnlyDictionary<string, byte[]> rows, bool indexed, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await ExecuteAsync(connection, "drop schema if exists floor cascade; create schema floor", ct);
        foreach (var table in Tables) await ExecuteAsync(connection, $"create table floor.{table} (like public.{table} {(indexed ? "including all" : "")})", ct);
        var started = Stopwatch.GetTimestamp();
        await using (var transaction = await connection.BeginTransactionAsync(ct))
        {
            foreach (var table in Tables)
            {
                await using var copy = await connection.BeginRawBinaryCopyAsync($"copy floor.{table} from stdin (format binary)", ct);
                await copy.WriteAsync(rows[table], ct);
            }
            await transaction.CommitAsync(ct);
        }
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Leaves the product's tables as empty as those of the floor.</summary>
    public async Task EmptyAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await ExecuteAsync(connection, $"truncate {string.Join(", ", Tables)} cascade", ct);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
