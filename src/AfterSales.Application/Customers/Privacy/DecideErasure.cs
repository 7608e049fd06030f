using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Npgsql;

namespace AfterSales.Application.Customers.Privacy;

/// <summary>
/// A second person, who may approve, has a customer's personal data erased, or declines. Refused while something stands in the way (<see cref="ErasureObstacleKind"/>). All of the database is one transaction:
/// it happens or it does not. The files go after it, now or, if this program dies, by the next run of <see cref="ErasedFiles"/>.
/// </summary>
public sealed class DecideErasure(Databases databases, CustomerEraser eraser, CaseLocks locks, ChangeSignal signal, ErasedFiles files, TimeProvider time)
{
    // Others lock the same rows, and not always in our order: whom the database picks to break a deadlock starts again.
    private const int MaxTries = 5;

    public async Task<Result> ExecuteAsync(Guid erasureId, bool erase, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Approve)) return Refusal.Forbidden();
        var done = erase ? await EraseAsync(erasureId, actor, ct) : await DeclineAsync(erasureId, actor, ct);
        if (!done.Ok) return done.Refusal;
        foreach (var caseId in done.Value.Cases) locks.Committed(actor.StoreId, caseId, earliestTimer: null);
        signal.CustomerChanged(actor.StoreId, done.Value.CustomerId);
        if (erase) await files.DropAsync(actor.StoreId, erasureId, ct);
        return Result.Done;
    }

    private async Task<Result<ErasedCustomer>> EraseAsync(Guid erasureId, Actor actor, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var db = databases.For(actor);
                return await eraser.EraseAsync(db, erasureId, actor, time.GetUtcNow(), ct);
            }
            catch (Exception e) when (attempt < MaxTries && (e as PostgresException ?? e.InnerException as PostgresException) is { SqlState: PostgresErrorCodes.DeadlockDetected })
            {
            }
        }
    }

    private async Task<Result<ErasedCustomer>> DeclineAsync(Guid erasureId, Actor actor, CancellationToken ct)
    {
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.HeldErasureAsync(erasureId, ct) is not { } erasure) return Refusal.NotFound("erasure.not_found");
        var declined = erasure.Decline(actor, time.GetUtcNow());
        if (!declined.Ok) return declined.Refusal;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new ErasedCustomer(erasure.CustomerId, []);
    }
}
