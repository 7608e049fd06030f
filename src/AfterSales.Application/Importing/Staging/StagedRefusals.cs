using AfterSales.Domain.Importing;
using AfterSales.Domain.Shared;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Application.Importing.Staging;

/// <summary>Refused rows on their way into the database: one entry for each mistake of a row, one count for each row.</summary>
internal sealed class StagedRefusals(ClaimedImport job)
{
    public const string Create = "create temp table staged_refusals (seq serial, sheet text, row_number int, code text, args text[], row_text text)";

    private List<ImportRefusal> waiting = [];

    /// <summary>Refused rows so far.</summary>
    public int Rows { get; private set; }

    public int Waiting => waiting.Count;

    public void Add(RefusedRow row)
    {
        Rows++;
        foreach (var problem in row.Problems)
            waiting.Add(new(job.Id, job.StoreId, Cut(row.Sheet, 80), row.RowNumber, problem.Code, [problem.Column, problem.Value], row.Text));
    }

    /// <summary>What is wrong with a whole sheet; row 0 stands for it.</summary>
    public void Add(FileProblem problem)
    {
        // Damage has been told with the row it struck.
        if (problem.Detail.Length > 0) waiting.Add(new(job.Id, job.StoreId, Cut(problem.Detail, 80), 0, problem.Code, [problem.Detail], ""));
    }

    public IReadOnlyList<ImportRefusal> Take()
    {
        var taken = waiting;
        waiting = [];
        return taken;
    }

    public static async Task CopyAsync(NpgsqlConnection connection, IReadOnlyList<ImportRefusal> refusals, CancellationToken ct)
    {
        if (refusals.Count == 0) return;
        await using var copy = await connection.BeginBinaryImportAsync("copy staged_refusals (sheet, row_number, code, args, row_text) from stdin (format binary)", ct);
        foreach (var refusal in refusals)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(refusal.Sheet ?? "", NpgsqlDbType.Text, ct);
            await copy.WriteAsync(refusal.RowNumber, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(refusal.Code, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(refusal.Args, NpgsqlDbType.Array | NpgsqlDbType.Text, ct);
            await copy.WriteAsync(refusal.RowText, NpgsqlDbType.Text, ct);
        }

        await copy.CompleteAsync(ct);
    }

    /// <summary>All of them in one transaction, in place of those of a worker before us.</summary>
    /// <param name="erasureKey">Under which the store remembers whom it erased: their rows are not kept as they stood. Null where there is nobody.</param>
    public async Task KeepAsync(NpgsqlConnection connection, int rowsRead, byte[]? erasureKey, CancellationToken ct)
    {
        await CopyAsync(connection, Take(), ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (erasureKey is not null) await new StagedStatements(connection).ExecuteAsync(ErasedStaging.Refusals, ct, ("store", job.StoreId), ("key", erasureKey));
        await ImportJobs.HoldAsync(job, connection, ct);
        await using var command = new NpgsqlCommand(
            """
            with old as (delete from import_refusals where import_id = @id and store_id = @store)
            insert into import_refusals (import_id, store_id, sheet, row_number, code, args, row_text)
            select @id, @store, nullif(sheet, ''), row_number, code, args, row_text from staged_refusals order by seq;
            update imports set rows_read = @rows, refused = @refused where id = @id and store_id = @store
            """, connection);
        command.Parameters.AddWithValue("id", job.Id);
        command.Parameters.AddWithValue("store", job.StoreId);
        command.Parameters.AddWithValue("rows", rowsRead);
        command.Parameters.AddWithValue("refused", Rows);
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : PlainText.Storable(text[..length]);
}
