using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using Npgsql;

namespace AfterSales.Application.Clocks;

/// <summary>
/// Handles timers that have come due, many at a time and each exactly once: marks them fired and writes the clock event, the
/// history of the case, the notifications and the outbox, all in one transaction. Of what was stopped or paused before it
/// fell due, only the timer is marked. A request for approval that nobody decided in time goes to the owners as well, once.
/// </summary>
public sealed class FireTimers(Databases databases, TimeProvider time, ChangeSignal signal, ClockMetrics metrics)
{
    /// <summary>Small enough that a person writing to one of the cases does not notice the wait.</summary>
    private const int BatchSize = 500;

    /// <summary>The earliest due time that has not fired; it may have passed.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand("select min(due_at) from clock_timers where fired_at is null");
        return await command.ExecuteScalarAsync(ct) is DateTime next ? new DateTimeOffset(next) : null;
    }

    /// <summary>Whether something of a store that fell due before a moment waits to be handled: what is counted of the time before would miss it.</summary>
    internal async Task<bool> AreBehindAsync(Guid storeId, DateTimeOffset before, CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand("select exists (select from clock_timers t join clocks c on c.id = t.clock_id where t.fired_at is null and t.due_at < $1 and c.store_id = $2)");
        command.Parameters.Add(new() { Value = before.UtcDateTime });
        command.Parameters.Add(new() { Value = storeId });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Fires one batch of due timers and answers how many; 0 when none is due or others hold them all.</summary>
    public async Task<int> FireDueAsync(CancellationToken ct)
    {
        await using var connection = await databases.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var now = time.GetUtcNow();
        var claimed = await ClaimAsync(connection, now, ct);
        if (claimed.Count == 0) return 0;
        var told = await WriteAsync(connection, claimed, now, ct);
        await transaction.CommitAsync(ct);

        metrics.Fired(now, [.. claimed.Select(timer => timer.DueAt)]);
        foreach (var (storeId, caseId) in claimed.Select(timer => (timer.StoreId, timer.CaseId)).Distinct()) signal.CaseChanged(storeId, caseId);
        foreach (var late in claimed.Where(timer => timer is { Kind: "Breach", Clock: "Approval" })) signal.MoneyMoved(late.StoreId, late.CaseId);
        foreach (var (storeId, personId) in told) signal.PersonNotified(storeId, personId);
        return claimed.Count;
    }

    private static async Task<List<Claimed>> ClaimAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(FireTimersSql.Claim, connection);
        command.Parameters.AddWithValue("now", now.UtcDateTime);
        command.Parameters.AddWithValue("batch", BatchSize);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var claimed = new List<Claimed>(BatchSize);
        while (await rows.ReadAsync(ct))
            claimed.Add(new(rows.GetGuid(0), rows.GetString(1), rows.GetInt32(2), new DateTimeOffset(rows.GetDateTime(3)), rows.GetGuid(4), rows.GetGuid(5), rows.GetString(6)));
        return claimed;
    }

    private static async Task<List<(Guid StoreId, Guid PersonId)>> WriteAsync(NpgsqlConnection connection, List<Claimed> claimed, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(FireTimersSql.Write, connection);
        command.Parameters.AddWithValue("now", now.UtcDateTime);
        command.Parameters.AddWithValue("clocks", claimed.ConvertAll(timer => timer.ClockId));
        command.Parameters.AddWithValue("kinds", claimed.ConvertAll(timer => timer.Kind));
        command.Parameters.AddWithValue("ordinals", claimed.ConvertAll(timer => timer.Ordinal));
        command.Parameters.AddWithValue("stores", claimed.Select(timer => timer.StoreId).Distinct().Order().ToArray());
        await using var rows = await command.ExecuteReaderAsync(ct);
        await rows.NextResultAsync(ct);
        var told = new List<(Guid, Guid)>();
        while (await rows.ReadAsync(ct)) told.Add((rows.GetGuid(0), rows.GetGuid(1)));
        return told;
    }

    private sealed record Claimed(Guid ClockId, string Kind, int Ordinal, DateTimeOffset DueAt, Guid StoreId, Guid CaseId, string Clock);
}
