using System.Linq.Expressions;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

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
    /// Saves everything, new rows of these types with one statement per table; for writes of many rows. Inside a transaction
    /// of the caller.
    /// </summary>
    public async Task SaveManyAsync(IReadOnlySet<Type> inBulk, CancellationToken ct)
    {
        RefuseForeignRows();
        try
        {
            await using var rows = BulkInsert.Take(this, [.. ChangeTracker.Entries().Where(e => e.State == EntityState.Added && inBulk.Contains(e.Metadata.ClrType))]);
            // Changes first: a clock has stopped before the one that replaces it starts.
            await base.SaveChangesAsync(acceptAllChangesOnSuccess: true, ct);
            if (rows is not null) await BulkInsert.WriteAsync(rows, ct);
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
