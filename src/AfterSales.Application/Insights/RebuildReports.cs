using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Insights;

/// <summary>Counts a store from its whole history, as if nothing had been counted yet. Who reads meanwhile reads what was there before.</summary>
public sealed class RebuildReports(Databases databases, ChangeSignal signal, TimeProvider time)
{
    private const int CasesAtOnce = 5_000;
    private const int ClocksAtOnce = 1_000;

    /// <summary>False while it is being counted by somebody else, and where there is no such store.</summary>
    internal async Task<bool> CountAsync(Guid storeId, CancellationToken ct)
    {
        await using var connection = await databases.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await ReportLocks.TryHoldAsync(connection, storeId, ct) || await ReportLocks.ZoneAsync(connection, storeId, ct) is not { } zone) return false;
        await CountAsync(connection, storeId, zone.Id, ct);
        await transaction.CommitAsync(ct);
        signal.ReportsChanged(storeId);
        return true;
    }

    /// <summary>The same for whoever holds the store's lock and commits.</summary>
    internal async Task CountAsync(NpgsqlConnection connection, Guid storeId, string zone, CancellationToken ct)
    {
        await MeasureClocksAsync(storeId, ct);
        await RunAsync(connection, "set local work_mem = '256MB'", [], ct);
        await RunAsync(connection, ReportSql.PlanForWhatIsThere, [], ct);
        // What changes from now on comes into the queue again.
        foreach (var table in new[] { "report_cases", "report_days", "roll_ups", "occurrences" }) await RunAsync(connection, $"delete from {table} where store_id = $1", [storeId], ct);

        var last = Guid.Empty;
        while (await NextAsync(connection, storeId, last, ct) is { Length: > 0 } cases)
        {
            await RunAsync(connection, ReportSql.KeepAnew, [storeId, zone, cases], ct);
            last = cases[^1];
        }
        await RunAsync(connection, ReportSql.AddUpAnew, [storeId], ct);
        await RunAsync(connection, ReportSql.MonthsAnew, [storeId], ct);

        var days = await ListAsync<DateOnly>(connection, ReportSql.DaysOfOrders, [storeId, zone], ct);
        await RunAsync(connection, ReportSql.AddUpSold, [storeId, zone, days], ct);
        await RunAsync(connection, ReportSql.SoldMonths, [storeId, zone, days], ct);
        await RunAsync(connection,
            """
            insert into report_states (store_id, time_zone_id, shape, rebuilt_at, caught_up_at) values ($1, $2, $3, $4, $4)
            on conflict (store_id) do update set time_zone_id = excluded.time_zone_id, shape = excluded.shape, rebuilt_at = excluded.rebuilt_at, caught_up_at = excluded.caught_up_at
            """, [storeId, zone, ReportSql.Shape, time.GetUtcNow()], ct);
    }

    // Clocks that stopped under a calendar before their time was kept: only the calendar's own arithmetic tells it.
    private async Task MeasureClocksAsync(Guid storeId, CancellationToken ct)
    {
        List<Guid> done;
        do
        {
            await using var db = databases.For(storeId);
            var clocks = await db.Clocks.Include(c => c.Pauses).Where(c => c.StoppedAt != null && c.Took == null).Take(ClocksAtOnce).ToListAsync(ct);
            foreach (var clock in clocks) clock.Measure();
            await db.SaveChangesAsync(ct);
            done = clocks.ConvertAll(clock => clock.Id);
        }
        while (done.Count == ClocksAtOnce);
    }

    private static async Task<Guid[]> NextAsync(NpgsqlConnection connection, Guid storeId, Guid after, CancellationToken ct) =>
        await ListAsync<Guid>(connection, "select id from cases where store_id = $1 and id > $2 order by id limit $3", [storeId, after, CasesAtOnce], ct);

    private static async Task<T[]> ListAsync<T>(NpgsqlConnection connection, string sql, object[] values, CancellationToken ct)
    {
        await using var command = Command(connection, sql, values);
        var found = new List<T>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) found.Add(await rows.GetFieldValueAsync<T>(0, ct));
        return [.. found];
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken ct)
    {
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
