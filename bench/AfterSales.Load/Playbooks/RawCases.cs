using System.Diagnostics;
using AfterSales.Domain.Playbooks.Defaults;
using Npgsql;

namespace AfterSales.Load.Playbooks;

/// <summary>The least that a replay costs: the rows it has to read.</summary>
internal static class RawCases
{
    private const string Latest = "select id, order_no from cases where store_id = $1 and type = any($2) order by last_activity_at desc, id desc limit $3";

    private static readonly string[] Statements =
    [
        "select * from cases where store_id = $1 and type = any($2) order by last_activity_at desc, id desc limit $3",
        $"select o.* from orders o join ({Latest}) c using (order_no) where o.store_id = $1",
        $"select l.* from order_lines l join ({Latest}) c using (order_no) where l.store_id = $1",
        $"select f.* from case_facts f join ({Latest}) c on c.id = f.case_id where f.store_id = $1",
    ];

    public static async Task<TimeSpan> ReadAsync(NpgsqlDataSource source, Guid storeId, string name, int count, CancellationToken ct)
    {
        string[] types = name == DefaultPlaybooks.SharedName ? [.. DefaultPlaybooks.Types] : [name];
        var start = Stopwatch.GetTimestamp();
        foreach (var statement in Statements)
        {
            await using var command = source.CreateCommand(statement);
            command.Parameters.Add(new() { Value = storeId });
            command.Parameters.Add(new() { Value = types });
            command.Parameters.Add(new() { Value = count });
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct)) rows.GetValue(0);
        }
        return Stopwatch.GetElapsedTime(start);
    }
}
