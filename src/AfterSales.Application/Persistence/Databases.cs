using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Persistence;

/// <summary>Opens contexts, each for one operation.</summary>
public sealed class Databases(IDbContextFactory<StoreDb> stores, IDbContextFactory<SystemDb> system, NpgsqlDataSource source)
{
    /// <summary>For raw connections: COPY, LISTEN, set-based statements. They name the store themselves.</summary>
    public NpgsqlDataSource Source => source;

    /// <summary>The actor's store and nothing else.</summary>
    public StoreDb For(Actor actor) => For(actor.StoreId);

    public StoreDb For(Guid storeId)
    {
        if (storeId == Guid.Empty) throw new ArgumentException("A store is needed.", nameof(storeId));
        var db = stores.CreateDbContext();
        db.StoreId = storeId;
        return db;
    }

    /// <summary>Every store; see <see cref="SystemDb"/> for who may.</summary>
    public SystemDb AcrossStores() => system.CreateDbContext();
}
