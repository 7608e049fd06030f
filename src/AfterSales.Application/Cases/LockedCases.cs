using AfterSales.Application.Clocks;
using AfterSales.Application.Persistence;
using Microsoft.EntityFrameworkCore.Storage;

namespace AfterSales.Application.Cases;

/// <summary>
/// Several cases, locked for one write that is done for all of them or for none: one context, one transaction, one commit. The parts are written to like any
/// <see cref="LockedCase"/> and committed here. Opened by <see cref="CaseLocks"/>.
/// </summary>
public sealed class LockedCases : IAsyncDisposable
{
    private readonly CaseLocks _locks;
    private readonly IDbContextTransaction _transaction;
    private readonly CaseClocks _clocks;

    internal LockedCases(CaseLocks locks, StoreDb db, IDbContextTransaction transaction, CaseClocks clocks, IReadOnlyList<LockedCase> all) =>
        (_locks, Db, _transaction, _clocks, All) = (locks, db, transaction, clocks, all);

    public StoreDb Db { get; }

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<LockedCase> All { get; }

    /// <summary>Saves everything and tells of every case.</summary>
    public async Task CommitAsync(CancellationToken ct)
    {
        foreach (var work in All) work.Touch();
        await Db.SaveChangesAsync(ct);
        await _transaction.CommitAsync(ct);
        foreach (var work in All) _locks.Committed(work.Subject.StoreId, work.Subject.Id, _clocks.EarliestAdded);
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Db.DisposeAsync();
    }
}
