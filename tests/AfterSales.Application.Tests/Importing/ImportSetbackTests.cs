using AfterSales.Application.Importing;
using Npgsql;

namespace AfterSales.Application.Tests.Importing;

/// <summary>The database is away for a moment while an import runs.</summary>
public sealed class ImportSetbackTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task SignOfLife_ThatDidNotGetThrough_IsFollowedByOthers()
    {
        var id = await _desk.QueueAsync(Samples.Text(Importer.Orders(0, 10)));
        var worker = _desk.Get<ImportWorker>();
        worker.Written = async _ =>
        {
            await ExecuteAsync("alter table imports rename heartbeat_at to mislaid");
            await Task.Delay(TimeSpan.FromSeconds(2.5));
            await ExecuteAsync("alter table imports rename mislaid to heartbeat_at");
            _desk.Time.Move(TimeSpan.FromSeconds(20));
            await Eventually.TrueAsync(async () => (await _desk.ImportOfAsync(id)).HeartbeatAt == _desk.Time.Now, Patience);
        };

        await worker.DrainAsync(CancellationToken.None);

        (await _desk.ImportOfAsync(id)).State.ShouldBe(ImportState.Done);
    }

    [Fact]
    public async Task Chat_ConnectionLostWhileItIsWritten_IsLeftForLater()
    {
        var id = await _desk.QueueAsync(Samples.Open(Samples.Chat), Samples.Chat);
        await using (var blocker = await _desk.Get<NpgsqlDataSource>().OpenConnectionAsync())
        {
            await ExecuteAsync("begin; lock table messages in exclusive mode", blocker);
            var lost = Task.Run(() => _desk.Get<ImportWorker>().DrainAsync(CancellationToken.None));
            await Eventually.TrueAsync(_desk.SomebodyWaitsForALockAsync, Patience);
            await ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'; rollback", blocker);
            await Should.ThrowAsync<Exception>(lost);
        }
        (await _desk.ImportOfAsync(id)).State.ShouldBe(ImportState.Running);

        _desk.Time.Move(TimeSpan.FromSeconds(31));
        await _desk.Get<ImportWorker>().DrainAsync(CancellationToken.None);

        (await _desk.ImportOfAsync(id)).State.ShouldBe(ImportState.Done);
    }

    private async Task ExecuteAsync(string sql, NpgsqlConnection? connection = null)
    {
        await using var command = connection is null ? _desk.Get<NpgsqlDataSource>().CreateCommand(sql) : new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
