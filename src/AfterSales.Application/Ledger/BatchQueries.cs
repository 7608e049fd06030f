using AfterSales.Application.Persistence;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <param name="Confirmed">How many of its payments have arrived.</param>
/// <param name="Failed">How many have not, and were not tried again by another way.</param>
public sealed record BatchRow(Guid Id, string Platform, PayoutMethod Method, DateTimeOffset SentAt, string ByName, int Count, decimal Amount, int Confirmed, int Failed);

/// <summary>What became of a line.</summary>
/// <param name="IsCurrent">Whether the payment's last attempt is this line; otherwise it was tried again by another way.</param>
public sealed record BatchLineNow(BatchLine Line, PayoutState State, string? ReceiptNo, string? Trouble, bool IsCurrent);

public sealed record BatchDetails(PayoutBatch Batch, IReadOnlyList<BatchLineNow> Lines);

/// <summary>Reads batches. What was sent is in the batch; what became of it is in the payouts.</summary>
public sealed class BatchQueries(Databases databases)
{
    public const int PageSize = 30;

    /// <summary>The latest first.</summary>
    public async Task<Result<IReadOnlyList<BatchRow>>> ListAsync(DateTimeOffset? before, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Pay)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return await db.PayoutBatches.AsNoTracking().Where(b => before == null || b.SentAt < before).OrderByDescending(b => b.SentAt).Take(PageSize)
            .Select(b => new BatchRow(
                b.Id, b.Platform, b.Method, b.SentAt, b.ByName, b.Count, b.Amount,
                db.Payouts.Count(p => p.BatchId == b.Id && p.State == PayoutState.Confirmed), db.Payouts.Count(p => p.BatchId == b.Id && p.State == PayoutState.Failed)))
            .ToListAsync(ct);
    }

    public async Task<Result<BatchDetails>> FindAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Pay)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.PayoutBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct) is not { } batch) return Refusal.NotFound("batch.not_found");
        var ids = batch.Lines.Select(line => line.PayoutId).ToList();
        var payouts = await db.Payouts.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        return new BatchDetails(batch, [.. batch.Lines.Select(line => Now(line, payouts[line.PayoutId]))]);
    }

    private static BatchLineNow Now(BatchLine line, Payout payout)
    {
        var isCurrent = payout.AttemptKey == line.AttemptKey;
        return new(line, payout.State, payout.ReceiptNo, payout.Trouble, isCurrent);
    }
}
