using System.Globalization;
using AfterSales.Application.Cases.Finding;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Load.Running;
using Npgsql;

namespace AfterSales.Load.Pages;

/// <summary>A store with so many cases, as years of work leave it (see store.sql and money.sql), beside four small stores.</summary>
internal sealed class FilledStore : IAsyncDisposable
{
    /// <summary>Sees everything of the measured store.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Sees everything of a small store; for a node that should have run for a while without knowing the measured one.</summary>
    public const string Neighbour = "neighbour";

    private const int Agents = 40;

    private FilledStore(BenchDatabase database, NpgsqlDataSource source) => (Database, Source) = (database, source);

    public BenchDatabase Database { get; }
    public NpgsqlDataSource Source { get; }

    /// <summary>An open case with a whole story, and the order and the customer it is about.</summary>
    public required SampleCase Sample { get; init; }

    public static async Task<FilledStore> CreateAsync(PrivatePostgres server, string name, int cases, int open, CancellationToken ct, int years = 2, int messages = 3, bool varied = false)
    {
        var database = await BenchDatabase.CreateAsync(server, name);
        var people = await BenchPeople.AddAsync(database, Role.Supervisor, Supervisor);
        var agents = await BenchPeople.AddAsync(database, Role.AfterSales, [.. Enumerable.Range(1, Agents).Select(i => $"agent{i}")]);
        var neighbour = await BenchPeople.AddAsync(database, Role.Supervisor, Neighbour);
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString) { CommandTimeout = 0 });
        await Seed.IdsAsync(source, ct);
        await using (var connection = await source.OpenConnectionAsync(ct))
        {
            (string Name, string Value)[] settings =
            [
                ("cases", Number(cases)), ("open", Number(open)), ("years", Number(years)), ("messages", Number(messages)), ("talk", varied ? "varied" : "alike"), ("store", database.StoreId.ToString()), ("people", $"{{{string.Join(',', people.Concat(agents))}}}"),
                ("reply", Seed.ReplyRule), ("resolution", Seed.ResolutionRule),
            ];
            foreach (var setting in settings) await ExecuteAsync(connection, "select set_config('seed.' || $1, $2, false)", [setting.Name, setting.Value], ct);
            foreach (var script in (string[])["store-before.sql", "store.sql", "money.sql", "store-after.sql"]) await ExecuteAsync(connection, await Seed.ScriptAsync(script, ct), [], ct);
            // Whoever does not measure finding measures a node that is done with reading in.
            await ExecuteAsync(connection, "delete from unread_texts", [], ct);
            if (!varied) await ExecuteAsync(connection, "insert into text_states (store_id, shape, read_back_to_id) select id, $1::int, '00000000-0000-0000-0000-000000000000' from stores", [Number(CatchUpTexts.Shape)], ct);
            // A database that has been up for a while has done this by itself.
            await ExecuteAsync(connection, "vacuum analyze", [], ct);
        }
        await Seed.ExecuteAsync(source, "update memberships set store_id = seed_id('store', 1) where person_id = $1", [neighbour[0]], ct);
        await Seed.ExecuteAsync(source, "update people set last_store_id = seed_id('store', 1) where id = $1", [neighbour[0]], ct);
        return new(database, source) { Sample = await SampleAsync(source, database.StoreId, ct) };
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private static async Task<SampleCase> SampleAsync(NpgsqlDataSource source, Guid storeId, CancellationToken ct)
    {
        await using var command = source.CreateCommand("""
            select id, number, order_no, customer_id, customer_nick from cases
            where store_id = $1 and state = 'Analysing' and order_no is not null and assignee_id is not null and evidence_count = 0 order by number limit 1
            """);
        command.Parameters.Add(new() { Value = storeId });
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetGuid(3), row.GetString(4));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, string[] values, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A case to look at.</summary>
internal sealed record SampleCase(Guid Id, string Number, string OrderNo, Guid CustomerId, string Nick);
