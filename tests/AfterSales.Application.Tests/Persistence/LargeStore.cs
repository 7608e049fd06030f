using System.Diagnostics;
using AfterSales.Application.Cases.Finding;
using AfterSales.Application.Importing;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Domain.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.Application.Tests.Persistence;

/// <summary>
/// A store that has worked for two years (the one that pages are measured with, smaller), and how many rows of its large
/// tables a read touches. All goes over one connection, so that the database has counted before it is asked.
/// </summary>
public sealed class LargeStore : IAsyncLifetime
{
    public const int Cases = 30_000;
    public const int Open = 600;
    private const int ReadInParts = 10;

    private static readonly string[] LargeTables =
        ["cases", "case_history", "messages", "clocks", "clock_timers", "clock_events", "customers", "orders", "order_lines", "parcels", "platform_refunds", "notifications", "evidence", "case_facts",
        "case_actions", "action_steps", "payouts", "ledger_postings", "ledger_entries", "reviews", "review_offers", "approval_requests", "approval_decisions", "case_texts"];

    private ServiceProvider _services = null!;

    public Actor Actor { get; private set; } = null!;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public NpgsqlDataSource Source => Get<NpgsqlDataSource>();

    public async Task InitializeAsync()
    {
        var template = await TestPostgres.TemplateAsync("large", FillAsync);
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Warning));
        // As a desk's own PostgreSQL is set: its choice between index and table is what is looked at.
        services.AddAfterSales(await TestPostgres.CreateDatabaseAsync(template) + ";Maximum Pool Size=1;Options=-c random_page_cost=1.1");
        services.AddImporting(Path.Combine(Path.GetTempPath(), "aftersales-tests", "large"));
        _services = services.BuildServiceProvider();
        await Get<FirstPlaybooks>().GiveAsync(CancellationToken.None);
        await using var db = Get<Databases>().AcrossStores();
        var store = await db.Memberships.Where(m => m.Role == Role.Owner).Select(m => m.StoreId).SingleAsync();
        var owner = await db.Memberships.Where(m => m.Role == Role.Owner).Select(m => m.PersonId).SingleAsync();
        Actor = Actor.Person(owner, "owner", store, [Role.Owner]);
        // As the store was there before there was anything to find its conversations by; some of them will do.
        await db.Database.ExecuteSqlAsync($"delete from unread_texts where store_id = {store}");
        await db.DisposeAsync();
        for (var part = 0; part < ReadInParts; part++) (await Get<CatchUpTexts>().TakeInAsync(store, CancellationToken.None)).ShouldBe(CatchUpTexts.Part.Older);
    }

    public async Task DisposeAsync() => await _services.DisposeAsync();

    /// <summary>How many rows of large tables were read, by an index or without.</summary>
    public async Task<long> CostOfAsync(Func<Task> read)
    {
        var before = await RowsReadAsync();
        await read();
        return await RowsReadAsync() - before;
    }

    /// <summary>How often the database was asked by this read alone, once what the node remembers is remembered.</summary>
    public static async Task<int> StatementsOfAsync(Func<Task> read)
    {
        await read();
        var asked = 0;
        // Others use the database at the same time: what is asked here is below this activity.
        using var here = new Activity(nameof(StatementsOfAsync)).SetIdFormat(ActivityIdFormat.W3C).Start();
        var trace = here.TraceId;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = one =>
            {
                if (one.TraceId == trace) Interlocked.Increment(ref asked);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await read();
        return asked;
    }

    public async Task<T> OneAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = Actor.StoreId });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private async Task<long> RowsReadAsync()
    {
        await using (var flush = Source.CreateCommand("select pg_stat_force_next_flush()")) await flush.ExecuteNonQueryAsync();
        await using var command = Source.CreateCommand("select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint from pg_stat_user_tables where relname = any($1)");
        command.Parameters.Add(new() { Value = LargeTables });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task FillAsync(string connectionString)
    {
        await using var db = new SystemDb(new DbContextOptionsBuilder<SystemDb>().UseNpgsql(connectionString).Options);
        await db.Database.MigrateAsync();
        var now = TimeProvider.System.GetUtcNow();
        var store = Ids.New(now);
        db.Stores.Add(new Store(store, "大店", "Asia/Shanghai", now, isDemo: false));
        db.ClockPolicies.Add(new(store, 1, ClockPolicy.Default, now, null, "system"));
        db.PlaybookVersions.AddRange(FirstPlaybooks.For(store, now));
        var people = Enumerable.Range(0, 20).Select(i => new Person { Id = Ids.New(now), UserName = $"agent{i}", NormalizedUserName = $"AGENT{i}", DisplayName = $"agent{i}", SecurityStamp = "", CreatedAt = now }).ToList();
        db.Users.AddRange(people);
        db.Memberships.AddRange(people.Select((p, i) => new Membership(store, p.Id, i == 0 ? Role.Owner : Role.AfterSales, now)));
        await db.SaveChangesAsync();

        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, await ScriptAsync("seed-id.sql"));
        await ExecuteAsync(connection, $"""
            select set_config('seed.cases', '{Cases}', false), set_config('seed.open', '{Open}', false), set_config('seed.years', '2', false), set_config('seed.messages', '3', false), set_config('seed.store', '{store}', false),
                set_config('seed.people', '{"{" + string.Join(',', people.Select(p => p.Id)) + "}"}', false),
                set_config('seed.reply', '{Rule(ClockKind.Reply)}', false), set_config('seed.resolution', '{Rule(ClockKind.Resolution)}', false)
            """);
        await ExecuteAsync(connection, await ScriptAsync("store.sql"));
        await ExecuteAsync(connection, await ScriptAsync("money.sql"));
        await ExecuteAsync(connection, "vacuum analyze");
    }

    private static string Rule(ClockKind kind) => System.Text.Json.JsonSerializer.Serialize(ClockPolicy.Default.RuleFor(kind), Json.Options);

    private static async Task<string> ScriptAsync(string name)
    {
        using var reader = new StreamReader(typeof(LargeStore).Assembly.GetManifestResourceStream(name)!);
        return await reader.ReadToEndAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
