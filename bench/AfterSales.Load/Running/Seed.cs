using Npgsql;

namespace AfterSales.Load.Running;

/// <summary>Fills tables by SQL alone: a million rows in the time that the product would take for some thousands.</summary>
internal static class Seed
{
    // As the product writes the rules of its default policy into a clock.
    public const string ReplyRule = """{"limit": "00:05:00", "warnAfter": ["00:03:00"], "warnBefore": [], "calendarName": null, "pauseWhileWaitingBuyer": false}""";
    public const string ResolutionRule = """{"limit": "2.00:00:00", "warnAfter": ["1.12:00:00", "1.20:00:00"], "warnBefore": [], "calendarName": null, "pauseWhileWaitingBuyer": false}""";

    /// <summary>Makes seed_id (see seed-id.sql).</summary>
    public static async Task IdsAsync(NpgsqlDataSource source, CancellationToken ct) => await ExecuteAsync(source, await ScriptAsync("seed-id.sql", ct), [], ct);

    /// <summary>The text of a script that lies beside the code.</summary>
    public static async Task<string> ScriptAsync(string name, CancellationToken ct)
    {
        using var reader = new StreamReader(typeof(Seed).Assembly.GetManifestResourceStream(name)!);
        return await reader.ReadToEndAsync(ct);
    }

    public static async Task ExecuteAsync(NpgsqlDataSource source, string sql, object[] values, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(ct);
    }
}
