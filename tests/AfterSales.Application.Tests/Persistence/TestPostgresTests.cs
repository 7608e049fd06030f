using Npgsql;

namespace AfterSales.Application.Tests.Persistence;

public sealed class TestPostgresTests
{
    [Fact]
    public async Task TemplateAsync_AskedTwice_FillsOnce()
    {
        var fills = 0;

        var templates = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TestPostgres.TemplateAsync("once", _ =>
        {
            Interlocked.Increment(ref fills);
            return Task.CompletedTask;
        })));

        fills.ShouldBe(1);
        templates.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task CreateDatabaseAsync_ManyFromOneTemplate_CopiesAreSeparate()
    {
        var template = await TestPostgres.TemplateAsync("notes", filled => ScalarAsync(filled, "CREATE TABLE note AS SELECT '破包' AS text"));

        var copies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TestPostgres.CreateDatabaseAsync(template)));
        await ScalarAsync(copies[0], "DELETE FROM note");

        (await ScalarAsync(copies[0], "SELECT count(*) FROM note")).ShouldBe(0L);
        (await ScalarAsync(copies[7], "SELECT count(*) FROM note")).ShouldBe(1L);
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
