using Npgsql;

namespace AfterSales.Application.Tests.Customers;

/// <summary>Looks through every column of every table, by what the database says of itself: what a new table holds is looked through from its first day.</summary>
internal static class WholeDatabase
{
    // What the product ships with, and the keys of sign-ins.
    private static readonly string[] NotLookedAt = ["__EFMigrationsHistory", "data_protection_keys"];

    /// <summary>Columns that hold text in any form, by table.</summary>
    public static async Task<IReadOnlyList<(string Table, string Column)>> TextColumnsAsync(this NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("""
            select c.table_name, c.column_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
            where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and (c.data_type in ('text', 'character varying', 'character', 'jsonb', 'json', 'bytea') or (c.data_type = 'ARRAY' and c.udt_name in ('_text', '_varchar')))
            order by 1, 2
            """);
        var columns = new List<(string, string)>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            if (!NotLookedAt.Contains(rows.GetString(0))) columns.Add((rows.GetString(0), rows.GetString(1)));
        return columns;
    }

    /// <summary>Where one of the words stands: <c>table.column: word</c>.</summary>
    public static async Task<IReadOnlyList<string>> WhereAsync(this NpgsqlDataSource source, IReadOnlyCollection<string> words)
    {
        var found = new List<string>();
        foreach (var table in (await source.TextColumnsAsync()).GroupBy(c => c.Table, c => c.Column))
        {
            var columns = table.Select(column => $"select '{column}', w from \"{table.Key}\" t, unnest($1) w where strpos(t.\"{column}\"::text, w) > 0");
            await using var command = source.CreateCommand(string.Join(" union ", columns));
            // Bytes are shown as their hexadecimal digits.
            command.Parameters.Add(new() { Value = words.Concat(words.Select(word => Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(word)))).ToArray() });
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync()) found.Add($"{table.Key}.{rows.GetString(0)}: {rows.GetString(1)}");
        }
        return found;
    }
}
