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
}
