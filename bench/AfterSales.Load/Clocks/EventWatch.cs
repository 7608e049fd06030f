using AfterSales.Load.Reporting;
using Npgsql;

namespace AfterSales.Load.Clocks;

/// <summary>
/// Sees breaches as a reader of the database does. A breach says itself when it was fired; that is before its commit. When
/// it could be read is what counts, so both are kept.
/// </summary>
internal sealed class EventWatch(NpgsqlDataSource source)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private long _last;

    /// <summary>Waits until so many more breaches can be read.</summary>
    public async Task<Breaches> NextAsync(int count, DateTimeOffset from, CancellationToken ct)
    {
        var (fired, seen, end) = (new List<double>(count), new List<double>(count), from);
        await using var connection = await source.OpenConnectionAsync(ct);
        while (seen.Count < count)
        {
            await using (var command = new NpgsqlCommand("select id, due_at, fired_at from clock_events where id > $1 order by id limit 10000", connection) { Parameters = { new() { Value = _last } } })
            await using (var rows = await command.ExecuteReaderAsync(ct))
            {
                end = TimeProvider.System.GetUtcNow();
                while (await rows.ReadAsync(ct))
                {
                    _last = rows.GetInt64(0);
                    var dueAt = new DateTimeOffset(rows.GetDateTime(1));
                    fired.Add((new DateTimeOffset(rows.GetDateTime(2)) - dueAt).TotalMilliseconds);
                    seen.Add((end - dueAt).TotalMilliseconds);
                }
            }
            if (end > from + Patience) throw new TimeoutException($"{seen.Count} of {count} breaches.");
            if (seen.Count < count) await Task.Delay(10, ct);
        }
        return new(seen.Count, new(fired), new(seen));
    }

    /// <summary>All that a breach leaves behind; throws when anything is missing or there twice.</summary>
    public async Task CheckAsync(long breaches, CancellationToken ct)
    {
        (string What, string Sql, long Expected)[] all =
        [
            ("events", "select count(*) from clock_events", breaches),
            ("history", "select count(*) from case_history where kind = 'ClockBreached'", breaches),
            ("outbox", "select count(*) from outbox where kind = 'clock.breached'", breaches),
            ("notifications", "select count(*) from notifications", breaches * RunningClocks.ToldPerBreach),
            ("breached clocks", "select count(*) from clocks where breached_at is not null", breaches),
            ("fired timers", "select count(*) from clock_timers where fired_at is not null", breaches),
        ];
        foreach (var (what, sql, expected) in all)
        {
            await using var command = source.CreateCommand(sql);
            if ((long)(await command.ExecuteScalarAsync(ct))! is var found && found != expected) throw new InvalidOperationException($"{what}: {found} instead of {expected}.");
        }
    }
}

/// <summary>How late breaches were, in milliseconds after their due time: by their own account, and when they could be read.</summary>
internal sealed record Breaches(int Count, Samples Fired, Samples Seen);
