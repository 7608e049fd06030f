using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Importing.Staging;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Importing;
using Npgsql;

namespace AfterSales.Application.Importing;

/// <summary>
/// One file of orders and refunds brought in. The whole file goes into staging tables first, by COPY, and every order is put together there:
/// files name an order more than once, and only the whole file says what it means. Then orders are written in the order of their
/// numbers, some thousands in a transaction together with the counts and the number reached; so a worker that takes over loses
/// and doubles nothing, and two imports of the same orders wait for each other instead of blocking each other.
/// </summary>
internal sealed class ImportRun(Databases databases, ImportJobs jobs, ErasureKeys keys, ClaimedImport job, TimeProvider time, int ordersAtOnce)
{
    private const int RowsAtOnce = 4_000;

    // Reading is about half of the work.
    private const double ShareOfReading = 0.5;

    private double? progress;
    private int? rowsRead;

    public Func<int, IReadOnlyList<Guid>, Task>? Written { get; init; }

    public bool ClaimLost { get; set; }

    public Task<bool> BeatAsync(CancellationToken ct) => jobs.BeatAsync(job, progress, rowsRead, ct);

    public async Task<(ImportState State, string? Failure)> ExecuteAsync(Stream content, TimeZoneInfo zone, CancellationToken ct)
    {
        await using var connection = await StagingConnection.OpenAsync(databases, ct);
        foreach (var table in StagingTables.All) await RunAsync(connection, table.Create, ct);

        var refusals = new StagedRefusals(job);
        await RunAsync(connection, StagedRefusals.Create, ct);
        using var file = ImportFile.Open(content, zone);
        await ReadAsync(connection, file, refusals, ct);
        foreach (var problem in file.Problems) refusals.Add(problem);
        if (refusals.Rows == 0 && rowsRead is null or 0 && file.Problems is [var first, ..]) return (ImportState.Failed, first.Code);

        await refusals.KeepAsync(connection, rowsRead ?? 0, await keys.OfAsync(job.StoreId, ct), ct);
        progress = null;
        rowsRead = null;
        foreach (var table in StagingTables.All)
            foreach (var step in table.Fold) await RunAsync(connection, step, ct);

        // What is written now is found by keys. While a store's first import fills tables that the server still believes to be empty,
        // it would rather walk through them, or look a buyer up in the index of pieces of names, a millisecond each. What has to be
        // walked through all the same then counts as immense, and a server that compiles immense statements would compile it each time.
        await RunAsync(connection, "set enable_seqscan = off; set enable_bitmapscan = off; set jit = off", ct);
        return await WriteAsync(new(connection), ct) ? (ImportState.Done, null) : (ImportState.Cancelled, null);
    }

    private async Task<bool> WriteAsync(StagedStatements statements, CancellationToken ct)
    {
        var orders = await statements.CountAsync("select count(*) from staged_orders", ct);
        var total = Math.Max(orders + await statements.CountAsync("select count(*) from staged_platform_refunds", ct), 1);
        await statements.ExecuteAsync("create temp table written_rows (number text, added bool)", ct);
        var erased = new ErasedStaging(statements, keys, job.StoreId);
        return await new OrderWriting(statements, erased, job, time).RunAsync(ordersAtOnce, Share, Written, ct)
            && await new RefundWriting(statements, erased, job, time).RunAsync(ordersAtOnce, done => Share(orders + done), ct);

        double Share(int done) => ShareOfReading + ((1 - ShareOfReading) * done / total);
    }

    private async Task ReadAsync(NpgsqlConnection connection, ImportFile file, StagedRefusals refusals, CancellationToken ct)
    {
        var (filling, copying) = (new StagedRows(time.GetUtcNow()), Task.CompletedTask);
        var rows = 0;
        var at = ("", 0);
        try
        {
            foreach (var row in file.Rows(ct)) await TakeAsync(row);
        }
        finally
        {
            // Whatever stopped the reading, the connection is still busy.
            await copying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await copying;
        await CopyAsync(connection, filling, refusals.Take(), ct);
        rowsRead = rows;

        async ValueTask TakeAsync(ImportRow row)
        {
            if (at != (row.Sheet, row.RowNumber)) rows++;
            at = (row.Sheet, row.RowNumber);
            if (row is RefusedRow refused) refusals.Add(refused);
            else filling.Add(row);
            if (filling.Count < RowsAtOnce && refusals.Waiting < RowsAtOnce) return;

            // While the database takes these in, the next ones are read.
            await copying;
            (copying, filling) = (CopyAsync(connection, filling, refusals.Take(), ct), filling.Next());
            progress = file.Fraction * ShareOfReading;
            rowsRead = rows;
        }
    }

    private static async Task CopyAsync(NpgsqlConnection connection, StagedRows rows, IReadOnlyList<ImportRefusal> refused, CancellationToken ct)
    {
        // Reading goes on at once, on its own thread.
        await Task.Yield();
        await rows.CopyAsync(connection, ct);
        await StagedRefusals.CopyAsync(connection, refused, ct);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
