using AfterSales.Application;
using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Application.Importing;
using AfterSales.Application.Ledger;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Application.Stores.Demo;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Domain.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.Testing;

/// <summary>
/// The service layer on a database of its own: one store with an owner, a supervisor and two agents, and a clock that
/// stands at 2026-11-22 02:00 UTC (10:00 in Shanghai) until moved. No background worker runs unless a test starts it.
/// </summary>
public sealed class TestDesk : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    private readonly Action<IServiceCollection>? _more;

    private TestDesk(ServiceProvider services, MovableTime time, string connectionString, Action<IServiceCollection>? more)
    {
        _services = services;
        _more = more;
        Time = time;
        ConnectionString = connectionString;
    }

    public MovableTime Time { get; }
    public string ConnectionString { get; }

    /// <summary>Where uploaded files are kept; the same for every node of this database.</summary>
    public string DataFolder => DataFolderOf(ConnectionString);

    public Guid StoreId { get; private set; }
    public Actor Owner { get; private set; } = null!;
    public Actor Supervisor { get; private set; } = null!;
    public Actor Agent { get; private set; } = null!;
    public Actor OtherAgent { get; private set; } = null!;
    public Actor Warehouse { get; private set; } = null!;

    /// <summary>A program with an API key of the store.</summary>
    public Actor Bridge { get; private set; } = null!;

    /// <param name="more">Services in place of the usual ones.</param>
    public static async Task<TestDesk> CreateAsync(Action<IServiceCollection>? more = null)
    {
        var desk = Over(await TestPostgres.CreateDatabaseAsync(await TestPostgres.TemplateAsync("migrated", MigrateAsync)), more: more);
        await desk.FillAsync();
        return desk;
    }

    /// <summary>Migrated, with no store in it.</summary>
    public static async Task<TestDesk> EmptyAsync()
    {
        return Over(await TestPostgres.CreateDatabaseAsync(await TestPostgres.TemplateAsync("migrated", MigrateAsync)));
    }

    /// <summary>With the demo store, told at the time the clock shows, and nothing else in it.</summary>
    public static async Task<TestDesk> DemoAsync()
    {
        var template = await TestPostgres.TemplateAsync("demo", async connection =>
        {
            await MigrateAsync(connection);
            await using var teller = Over(connection);
            await teller.Get<DemoStore>().SeedAsync();
        });
        var desk = Over(await TestPostgres.CreateDatabaseAsync(template));
        desk.StoreId = await desk.Get<DemoStore>().IdAsync() ?? throw new InvalidOperationException("The demo store was not made.");
        return desk;
    }

    /// <summary>Another node on the same database: its own services, the same clock.</summary>
    public TestDesk AnotherNode()
    {
        var node = Over(ConnectionString, Time, _more);
        (node.StoreId, node.Owner, node.Supervisor, node.Agent, node.OtherAgent, node.Warehouse, node.Bridge) = (StoreId, Owner, Supervisor, Agent, OtherAgent, Warehouse, Bridge);
        return node;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public StoreDb Db() => Get<Databases>().For(StoreId);

    /// <summary>A person in this store with these roles.</summary>
    public async Task<Actor> PersonAsync(string name, params Role[] roles)
    {
        await using var db = Get<Databases>().AcrossStores();
        var id = Ids.New(Time.Now);
        db.Users.Add(new Person { Id = id, UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name, SecurityStamp = id.ToString("N"), CreatedAt = Time.Now, LastStoreId = StoreId });
        foreach (var role in roles) db.Memberships.Add(new(StoreId, id, role, Time.Now));
        await db.SaveChangesAsync();
        return Actor.Person(id, name, StoreId, roles);
    }

    /// <summary>The owner of another store, who must not see or touch anything of this one.</summary>
    public async Task<Actor> StrangerAsync()
    {
        var store = Ids.New(Time.Now);
        await using var db = Get<Databases>().AcrossStores();
        db.Stores.Add(new Store(store, "隔壁小店", "Asia/Shanghai", Time.Now, isDemo: false));
        db.ClockPolicies.Add(new(store, 1, ClockPolicy.Default, Time.Now, null, "system"));
        await db.SaveChangesAsync();
        return Actor.Person(Ids.New(Time.Now), "隔壁店长", store, [Role.Owner]);
    }

    /// <summary>A buyer message now, through the intake; answers the case's number.</summary>
    public async Task<string> BuyerSaysAsync(string customer, string text, string? orderNo = null, DateTimeOffset? sentAt = null)
    {
        var answers = await Get<ReceiveMessages>().ExecuteAsync([new(null, "qianniu", customer, orderNo, Domain.Conversations.MessageKind.Buyer, null, text, sentAt, [])], Bridge);
        return answers[0].Value!.Number;
    }

    /// <summary>Whether any connection to this database waits for another at this moment.</summary>
    public async Task<bool> SomebodyWaitsForALockAsync()
    {
        await using var db = Db();
        return await db.Database.SqlQuery<bool>($"select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as \"Value\"").SingleAsync();
    }

    /// <summary>Whether somebody waits for what this connection holds, and not for one another.</summary>
    public async Task<bool> SomebodyWaitsForAsync(NpgsqlConnection holder)
    {
        await using var db = Db();
        return await db.Database.SqlQuery<bool>($"select exists (select from pg_stat_activity where wait_event_type = 'Lock' and {holder.ProcessID} = any(pg_blocking_pids(pid))) as \"Value\"").SingleAsync();
    }

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    private static async Task MigrateAsync(string connection)
    {
        await using var db = new SystemDb(new DbContextOptionsBuilder<SystemDb>().UseNpgsql(connection).Options);
        await db.Database.MigrateAsync();
    }

    private static TestDesk Over(string connectionString, MovableTime? time = null, Action<IServiceCollection>? more = null)
    {
        time ??= new(Start);
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Warning));
        services.AddAfterSales(connectionString + ";Maximum Pool Size=20;Timeout=60");
        services.AddImporting(DataFolderOf(connectionString));
        services.AddEvidence(DataFolderOf(connectionString));
        services.AddPayments(DataFolderOf(connectionString), hasRobot: true);
        services.AddSingleton<TimeProvider>(time);
        more?.Invoke(services);
        return new(services.BuildServiceProvider(), time, connectionString, more);
    }

    private static string DataFolderOf(string connectionString) =>
        Path.Combine(Path.GetTempPath(), "aftersales-tests", new NpgsqlConnectionStringBuilder(connectionString).Database!);

    private async Task FillAsync()
    {
        StoreId = Ids.New(Time.Now);
        await using (var db = Get<Databases>().AcrossStores())
        {
            db.Stores.Add(new Store(StoreId, "测试旗舰店", "Asia/Shanghai", Time.Now, isDemo: false));
            db.ClockPolicies.Add(new(StoreId, 1, ClockPolicy.Default, Time.Now, null, "system"));
            StoreOpening.AddDefaults(db, StoreId, Time.Now);
            await db.SaveChangesAsync();
        }
        Owner = await PersonAsync("店长", Role.Owner);
        Supervisor = await PersonAsync("主管", Role.Supervisor);
        Agent = await PersonAsync("客服甲", Role.AfterSales);
        OtherAgent = await PersonAsync("客服乙", Role.AfterSales);
        Warehouse = await PersonAsync("仓库", Role.Warehouse);
        Bridge = Actor.Key(Ids.New(Time.Now), "bridge", StoreId, ApiScope.All);
    }
}
