using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Customers.Privacy;

/// <summary>Takes a request to erase back: the buyer changed their mind, or it was a mistake. Whoever may ask may do it.</summary>
public sealed class WithdrawErasure(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(Guid erasureId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditCustomers)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.HeldErasureAsync(erasureId, ct) is not { } erasure) return Refusal.NotFound("erasure.not_found");
        var withdrawn = erasure.Withdraw(actor, time.GetUtcNow());
        if (!withdrawn.Ok) return withdrawn;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        signal.CustomerChanged(actor.StoreId, erasure.CustomerId);
        return Result.Done;
    }
}
