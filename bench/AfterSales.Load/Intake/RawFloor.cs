using AfterSales.Load.Running;
using Npgsql;

namespace AfterSales.Load.Intake;

/// <summary>
/// The least it can cost: the rows that a message leaves behind, known beforehand, sent as one prepared batch in one
/// transaction. It checks nothing, looks nothing up and decides nothing.
/// </summary>
internal sealed class RawFloor(BenchDatabase database) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 100, MaxAutoPrepare = 40, AutoPrepareMinUsages = 2 });

    public Task<Func<Task>> WorkerAsync(string run, int worker)
    {
        var talk = new Talk(run, worker);
        var rows = new RawRows(database.StoreId);
        return Task.FromResult<Func<Task>>(() => WriteAsync(rows.Of(talk.Next())));
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task WriteAsync(IEnumerable<NpgsqlBatchCommand> statements)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var statement in statements) batch.BatchCommands.Add(statement);
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }
}
