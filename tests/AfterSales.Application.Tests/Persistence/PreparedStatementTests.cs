using Npgsql;

namespace AfterSales.Application.Tests.Persistence;

/// <summary>Statements that come again are prepared: the server plans them once per connection, not once per message.</summary>
public sealed class PreparedStatementTests
{
    [Fact]
    public async Task Statement_ThatComesAgain_IsPrepared()
    {
        await using var source = ApplicationServices.Source(await TestPostgres.CreateDatabaseAsync());
        await using var connection = await source.OpenConnectionAsync();
        for (var i = 0; i < 10; i++)
        {
            await using var again = new NpgsqlCommand("select 41 + 1", connection);
            await again.ExecuteScalarAsync();
        }
        await using var prepared = new NpgsqlCommand("select count(*) from pg_prepared_statements where statement = 'select 41 + 1'", connection);
        (await prepared.ExecuteScalarAsync()).ShouldBe(1L);
    }

    [Theory]
    [InlineData("Max Auto Prepare")]
    [InlineData("MaxAutoPrepare")]
    public async Task Setting_OfTheConnectionString_Wins(string key)
    {
        await using var source = ApplicationServices.Source($"{await TestPostgres.CreateDatabaseAsync()};{key}=0");
        new NpgsqlConnectionStringBuilder(source.ConnectionString).MaxAutoPrepare.ShouldBe(0);
    }

    [Theory]
    [InlineData("Write Buffer Size")]
    [InlineData("WriteBufferSize")]
    public async Task WriteBuffer_OfTheConnectionString_Wins(string key)
    {
        await using var source = ApplicationServices.Source($"{await TestPostgres.CreateDatabaseAsync()};{key}=16384");
        new NpgsqlConnectionStringBuilder(source.ConnectionString).WriteBufferSize.ShouldBe(16_384);
    }

    // An import tells its connection how to plan; whoever gets the connection next must not hear of it, prepared statements or not.
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task Setting_OfAConnection_EndsWhenItGoesBackToThePool(int statements)
    {
        await using var source = ApplicationServices.Source(await TestPostgres.CreateDatabaseAsync() + ";Maximum Pool Size=1;Options=-c random_page_cost=1.25");
        async Task<string> SaidAsync(NpgsqlConnection connection, string setting)
        {
            await using var show = new NpgsqlCommand($"select current_setting('{setting}') || ' ' || pg_backend_pid()", connection);
            return (string)(await show.ExecuteScalarAsync())!;
        }
        string own;
        await using (var connection = await source.OpenConnectionAsync())
        {
            for (var i = 0; i < statements; i++) await SaidAsync(connection, "enable_seqscan");
            await using var set = new NpgsqlCommand("set enable_seqscan = off; set random_page_cost = 4; create temp table staged ()", connection);
            await set.ExecuteNonQueryAsync();
            own = await SaidAsync(connection, "enable_seqscan");
            own.ShouldStartWith("off ");
        }
        await using var next = await source.OpenConnectionAsync();
        (await SaidAsync(next, "enable_seqscan")).ShouldBe(own.Replace("off", "on", StringComparison.Ordinal), "the same connection, as new");
        (await SaidAsync(next, "random_page_cost")).ShouldStartWith("1.25 ");
    }
}
