using System.Security.Cryptography;
using System.Text;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Domain.Stores;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Load.Running;

/// <summary>A database of the product with one store and one API key in it.</summary>
internal sealed class BenchDatabase
{
    public const string Secret = "bench-0123456789abcdef0123456789abcdef";

    private BenchDatabase(string connectionString, Guid storeId)
    {
        ConnectionString = connectionString;
        StoreId = storeId;
    }

    public string ConnectionString { get; }
    public Guid StoreId { get; }
    public Actor Key => Actor.Key(StoreId, "bench", StoreId, ApiScope.All);

    public static async Task<BenchDatabase> CreateAsync(PrivatePostgres server, string name)
    {
        await server.EnsureDatabaseAsync(name);
        var connection = server.ConnectionString(name);
        await using var db = new SystemDb(new DbContextOptionsBuilder<SystemDb>().UseNpgsql(connection).Options);
        await db.Database.MigrateAsync();

        var now = TimeProvider.System.GetUtcNow();
        var storeId = Ids.New(now);
        db.Stores.Add(new Store(storeId, "压测旗舰店", "Asia/Shanghai", now, isDemo: false));
        db.ClockPolicies.Add(new(storeId, 1, ClockPolicy.Default, now, null, "system"));
        StoreOpening.AddDefaults(db, storeId, now);
        db.ApiKeys.Add(new(Ids.New(now), storeId, "bench", Secret[..6], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Secret))), ApiScope.All, now, null));
        await db.SaveChangesAsync();
        return new(connection, storeId);
    }
}
