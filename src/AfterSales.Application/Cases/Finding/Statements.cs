using Npgsql;

namespace AfterSales.Application.Cases.Finding;

/// <summary>Statements of a connection of one's own, each with its values in the order of their places.</summary>
internal static class Statements
{
    public static NpgsqlCommand Say(this NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }

    public static async Task<T> AskAsync<T>(this NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = connection.Say(sql, values);
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }

    public static async Task DoAsync(this NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = connection.Say(sql, values);
        await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task<List<T>> ListAsync<T>(this NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = connection.Say(sql, values);
        var list = new List<T>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) list.Add(await rows.GetFieldValueAsync<T>(0, ct));
        return list;
    }
}
