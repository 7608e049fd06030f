using System.Data;
using System.Linq.Expressions;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace AfterSales.Application.Persistence;

/// <summary>
/// The database as one store sees it. This is the one place that keeps stores apart: every query of a store-owned row is
/// filtered, and saving a row of another store throws. Raw SQL does not pass through the filter; it must name the store
/// itself, and a test looks for it.
/// </summary>
public sealed class StoreDb(DbContextOptions<StoreDb> options) : AfterSalesDb(options)
{
    /// <summary>Set by <see cref="Databases"/> before the context is handed out.</summary>
    public Guid StoreId { get; internal set; }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        foreach (var type in builder.Model.GetEntityTypes().Where(t => typeof(IStoreOwned).IsAssignableFrom(t.ClrType)))
            builder.Entity(type.ClrType).HasQueryFilter(OwnedByThisStore(type.ClrType));
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseForeignRows();
        try
        {
            return base.SaveChanges(acceptAllChangesOnSuccess);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseForeignRows();
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <summary>
    /// What is read until it is disposed of is read as it was at one moment, whoever commits meanwhile: what is shown together does not contradict itself. No second connection is
    /// opened while it lasts, or readers who hold one each would wait for another.
    /// </summary>
    internal Task<IDbContextTransaction> OneMomentAsync(CancellationToken ct) => Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);

    /// <summary>Waits until nobody else of this store holds the same name; held until the transaction ends.</summary>
    internal Task LockAsync(string name, CancellationToken ct)
    {
        var key = $"{StoreId:N}:{name}";
        return Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))", ct);
    }

    /// <summary>The same without waiting. Answers whether it is held.</summary>
    internal Task<bool> TryLockAsync(string name, CancellationToken ct)
    {
        var key = $"{StoreId:N}:{name}";
        return Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock(hashtextextended({key}, 0)) as \"Value\"").SingleAsync(ct);
    }

    /// <summary>
    /// Begins a transaction that costs no round trip: "begin" goes with the first statements, which the caller adds, and
    /// "commit" with the last (<see cref="CommitManyAsync"/>). Disposing the context without that undoes everything.
    /// </summary>
    internal async Task<NpgsqlBatch> BeginAsync(CancellationToken ct)
    {
        await Database.OpenConnectionAsync(ct);
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        var first = new NpgsqlBatch((NpgsqlConnection)Database.GetDbConnection());
        first.BatchCommands.Add(new("begin"));
        return first;
    }

    /// <summary>
    /// Saves everything and commits. New rows of the types <paramref name="added"/>, and changed rows of the types
    /// <paramref name="locked"/>, which the caller must have locked, take one statement per table, all in one round trip.
    /// </summary>
    internal async Task CommitManyAsync(IReadOnlySet<Type> added, IReadOnlySet<Type> locked, CancellationToken ct)
    {
        RefuseForeignRows();
        try
        {
            await using var last = BulkWrite.Take(this, [.. ChangeTracker.Entries().Where(e =>
                (e.State == EntityState.Added && added.Contains(e.Metadata.ClrType)) || (e.State == EntityState.Modified && locked.Contains(e.Metadata.ClrType)))]);
            // Other changes first: a clock has stopped before the one that replaces it starts.
            if (ChangeTracker.Entries().Any(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
                await base.SaveChangesAsync(acceptAllChangesOnSuccess: true, ct);
            last.BatchCommands.Add(new("commit"));
            await BulkWrite.RunAsync(last, ct);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private LambdaExpression OwnedByThisStore(Type entity)
    {
        var row = Expression.Parameter(entity, "row");
        return Expression.Lambda(
            Expression.Equal(
                Expression.Property(row, nameof(IStoreOwned.StoreId)),
                Expression.Property(Expression.Constant(this), nameof(StoreId))),
            row);
    }

    // Every row is looked through once: what was found here, the save does not look for again.
    private void RefuseForeignRows()
    {
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var entry in ChangeTracker.Entries<IStoreOwned>())
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Entity.StoreId != StoreId)
                throw new InvalidOperationException($"A {entry.Metadata.ClrType.Name} of store {entry.Entity.StoreId} was about to be saved as store {StoreId}.");
    }
}
