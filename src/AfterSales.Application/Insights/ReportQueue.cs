using Npgsql;

namespace AfterSales.Application.Insights;

/// <summary>
/// What has to be counted again. Triggers write it in the transaction of what changed, so that nothing is missed and nothing waits: rows are only ever
/// added, and only who counts takes them away.
/// </summary>
internal static class ReportQueue
{
    /// <summary>Stores that have something to count, or never counted, or counted otherwise, each with the age of what waits longest.</summary>
    public const string Waiting = """
        select store_id, min(at) from (
            select store_id, min(at) as at from report_cases group by store_id
            union all select store_id, min(at) from report_days group by store_id
            union all select s.id, null from stores s left join report_states r on r.store_id = s.id where (r.time_zone_id, r.shape) is distinct from (s.time_zone_id, $1)) waiting
        group by store_id
        """;

    public static Task<List<Guid>> TakeCasesAsync(NpgsqlConnection connection, Guid storeId, int most, CancellationToken ct) =>
        TakeAsync<Guid>(connection, "with taken as (delete from report_cases where ctid = any(array(select ctid from report_cases where store_id = $1 limit $2)) returning case_id) select distinct case_id from taken", storeId, most, ct);

    public static Task<List<DateOnly>> TakeDaysAsync(NpgsqlConnection connection, Guid storeId, int most, CancellationToken ct) =>
        TakeAsync<DateOnly>(connection, "with taken as (delete from report_days where ctid = any(array(select ctid from report_days where store_id = $1 limit $2)) returning day) select distinct day from taken", storeId, most, ct);

    /// <summary>The moment, by the clock that the queue's rows are dated by.</summary>
    public static async Task<DateTime> NowAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select clock_timestamp()");
        return (DateTime)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Whether something waits that came before a moment; what somebody is taking in waits until they have done so.</summary>
    public static async Task<bool> HoldsAsync(NpgsqlDataSource source, Guid storeId, DateTime before, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select exists (select from report_cases where store_id = $1 and at < $2) or exists (select from report_days where store_id = $1 and at < $2)");
        command.Parameters.Add(new() { Value = storeId });
        command.Parameters.Add(new() { Value = before });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<List<T>> TakeAsync<T>(NpgsqlConnection connection, string sql, Guid storeId, int most, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = storeId }, new() { Value = most } } };
        var taken = new List<T>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) taken.Add(await rows.GetFieldValueAsync<T>(0, ct));
        return taken;
    }
}
