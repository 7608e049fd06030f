using AfterSales.Application.Clocks;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Tests.Clocks;

/// <summary>"Once, and exactly once, however many nodes run and however often they restart" (SPEC 3).</summary>
public sealed class ClockWorkersTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private async Task<long> CountAsync(string sql)
    {
        await using var command = _desk.Get<NpgsqlDataSource>().CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task ExactlyOnceAsync(int clocks)
    {
        (await CountAsync("select count(*) from clock_timers where fired_at is null")).ShouldBe(0);
        (await CountAsync("select count(*) from clock_events")).ShouldBe(clocks);
        (await CountAsync("select count(*) from clocks where breached_at = due_at")).ShouldBe(clocks);
        (await CountAsync("select count(*) from case_history where kind = 'ClockBreached'")).ShouldBe(clocks);
        (await CountAsync("select count(*) from outbox where kind = 'clock.breached'")).ShouldBe(clocks);
        (await CountAsync("select count(*) from notifications")).ShouldBe(2 * clocks, "the assignee and the supervisor");
    }

    private static async Task DrainAsync(TestDesk node)
    {
        var timers = node.Get<FireTimers>();
        // What another node holds now may come free, so an empty batch is not the end.
        while (await timers.NextDueAsync(CancellationToken.None) is not null) await timers.FireDueAsync(CancellationToken.None);
    }

    [Fact]
    public async Task FourNodes_TenThousandDueInTheSameSecond_EachIsRaisedOnce()
    {
        await ManyClocks.RunAsync(_desk, 10_000);
        _desk.Time.Move(TimeSpan.FromMinutes(5));
        var nodes = Enumerable.Range(0, 3).Select(_ => _desk.AnotherNode()).Append(_desk).ToList();
        await Task.WhenAll(nodes.Select(node => Task.Run(() => DrainAsync(node))));
        await ExactlyOnceAsync(10_000);
        foreach (var node in nodes.Where(node => node != _desk)) await node.DisposeAsync();
    }

    [Fact]
    public async Task ConnectionLost_InTheMiddleOfABatch_NothingIsHalfDoneAndAllIsRaisedOnceLater()
    {
        await ManyClocks.RunAsync(_desk, 100);
        _desk.Time.Move(TimeSpan.FromMinutes(5));
        await using var blocker = await BlockNotificationsAsync();
        var firing = Task.Run(() => _desk.Get<FireTimers>().FireDueAsync(CancellationToken.None));
        await WorkerIsBlockedAsync();
        await CountAsync("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        await Should.ThrowAsync<NpgsqlException>(firing);

        (await CountAsync("select count(*) from clock_timers where fired_at is null")).ShouldBe(100);
        (await CountAsync("select count(*) from clock_events")).ShouldBe(0);
        await blocker.DisposeAsync();
        await DrainAsync(_desk);
        await ExactlyOnceAsync(100);
    }

    [Fact]
    public async Task TwoProcesses_OneKilledInTheMiddleOfABatch_TheOtherLosesAndDoublesNothing()
    {
        await ManyClocks.RunAsync(_desk, 2_000);
        _desk.Time.Move(TimeSpan.FromMinutes(5));
        var blocker = await BlockNotificationsAsync();
        using var killed = ClockProcess.Start(_desk);
        await WorkerIsBlockedAsync();
        using var survivor = ClockProcess.Start(_desk);
        killed.Kill(entireProcessTree: true);
        await killed.WaitForExitAsync();
        await blocker.DisposeAsync();

        await Eventually.TrueAsync(async () => await CountAsync("select count(*) from clock_timers where fired_at is null") == 0, Patience);
        survivor.Kill(entireProcessTree: true);
        await ExactlyOnceAsync(2_000);
    }

    [Fact]
    public async Task Worker_TimerSetWhileItSleeps_WakesUpAndSurvivesADatabaseThatFails()
    {
        var worker = _desk.Get<ClockWorker>();
        await worker.StartAsync(CancellationToken.None);
        try
        {
            await CountAsync("alter table clock_timers rename to away; select 0::bigint");
            await Task.Delay(700);
            await CountAsync("alter table away rename to clock_timers; select 0::bigint");
            await ManyClocks.RunAsync(_desk, 10);
            _desk.Time.Move(TimeSpan.FromMinutes(5));
            _desk.Get<ClockWakeUp>().Added(_desk.Time.Now);
            await Eventually.TrueAsync(async () => await CountAsync("select count(*) from clock_timers where fired_at is null") == 0, Patience);
            await ExactlyOnceAsync(10);
        }
        finally
        {
            await worker.StopAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Claim_AmongAHundredThousandTimers_ReadsOnlyThePartialIndex()
    {
        await using var db = _desk.Db();
        await ManyClocks.RunAsync(_desk, 1_000);
        await db.Database.ExecuteSqlRawAsync("""
            insert into clock_timers (clock_id, kind, ordinal, due_at)
            select c.id, 'Warn', n, c.due_at + n * interval '1 minute' from clocks c, generate_series(1, 100) n;
            analyze clock_timers; analyze clocks; analyze cases;
            """);
        await using var connection = await _desk.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(FireTimersSql.Claim.Replace("select t.clock_id", "explain select t.clock_id", StringComparison.Ordinal), connection);
        command.Parameters.AddWithValue("now", _desk.Time.Now.UtcDateTime);
        command.Parameters.AddWithValue("batch", 500);
        var plan = new List<string>();
        await using (var rows = await command.ExecuteReaderAsync())
            while (await rows.ReadAsync()) plan.Add(rows.GetString(0));
        string.Join('\n', plan).ShouldContain("ix_clock_timers_to_fire");
        string.Join('\n', plan).ShouldNotContain("Seq Scan on clock_timers");
    }

    /// <summary>Holds what every batch has to write to, so that a worker stands still with its work half done.</summary>
    private async Task<NpgsqlConnection> BlockNotificationsAsync()
    {
        var connection = await _desk.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await using var command = new NpgsqlCommand("begin; lock table notifications in exclusive mode", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private Task WorkerIsBlockedAsync() =>
        Eventually.TrueAsync(async () => await CountAsync("select count(*) from pg_locks where not granted and relation = 'notifications'::regclass") > 0, Patience);
}
