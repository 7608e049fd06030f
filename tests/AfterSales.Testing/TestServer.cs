using AfterSales.Application.Persistence;
using Npgsql;

namespace AfterSales.Testing;

/// <summary>
/// The PostgreSQL of one test process: the server that AFTERSALES_TEST_POSTGRES names, or a throwaway one of our own, which
/// stops and vanishes when this process ends.
/// </summary>
internal sealed class TestServer(Func<string, string> connectionString)
{
    public static async Task<TestServer> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("AFTERSALES_TEST_POSTGRES") is { Length: > 0 } named)
            return new(database => new NpgsqlConnectionStringBuilder(named) { Database = database }.ConnectionString);

        var own = await PrivatePostgres.StartAsync(new PrivatePostgresOptions { Throwaway = true });
        return new(own.ConnectionString);
    }

    // Many test databases share one server: each keeps few connections and lets go of them soon.
    public string Pooled(string database) =>
        new NpgsqlConnectionStringBuilder(connectionString(database)) { MaxPoolSize = 10, ConnectionIdleLifetime = 10, ConnectionPruningInterval = 5 }.ConnectionString;

    public string Unpooled(string database) =>
        new NpgsqlConnectionStringBuilder(connectionString(database)) { Pooling = false }.ConnectionString;

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Unpooled("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
