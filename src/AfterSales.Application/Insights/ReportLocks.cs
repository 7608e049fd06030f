using AfterSales.Application.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Insights;

/// <summary>One at a time counts a store, whichever node it is on.</summary>
internal static class ReportLocks
{
    /// <summary>Held until the transaction ends; false while another holds it.</summary>
    public static async Task<bool> TryHoldAsync(NpgsqlConnection connection, Guid storeId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_xact_lock(hashtextextended('reports:' || $1, 0))", connection) { Parameters = { new() { Value = storeId.ToString() } } };
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>The store's time zone, and whether its reports were counted by it; null where there is no such store.</summary>
    public static async Task<(string Id, bool IsCounted)?> ZoneAsync(NpgsqlConnection connection, Guid storeId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select s.time_zone_id, (r.time_zone_id, r.shape) is not distinct from (s.time_zone_id, $2) from stores s left join report_states r on r.store_id = s.id where s.id = $1", connection)
        {
            Parameters = { new() { Value = storeId }, new() { Value = ReportSql.Shape } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? (row.GetString(0), row.GetBoolean(1)) : null;
    }

    /// <summary>Whether the store's reports stand as its days are counted now; not while it is counted anew.</summary>
    public static Task<bool> IsCountedAsync(this StoreDb db, CancellationToken ct) =>
        db.ReportStates.AnyAsync(r => r.Shape == ReportSql.Shape && db.Stores.Any(s => s.Id == db.StoreId && s.TimeZoneId == r.TimeZoneId), ct);

    /// <summary>Adds a statement with its values.</summary>
    public static void Say(this NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(command);
    }
}
