using AfterSales.Application.Persistence;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <param name="Receipts">As pasted from the platform, see <see cref="PastedReceipts"/>.</param>
public sealed record ConfirmBatchInput(Guid BatchId, string Receipts);

/// <param name="Confirmed">How many payments are confirmed by it, those that were so already among them.</param>
/// <param name="Unread">Lines that name no payment of the batch.</param>
/// <param name="Refused">Payments whose line was understood and refused.</param>
public sealed record BatchConfirmed(int Confirmed, IReadOnlyList<UnreadReceipt> Unread, IReadOnlyList<RefusedReceipt> Refused);

public sealed record RefusedReceipt(BatchLine Line, Refusal Refusal);

/// <summary>The payments of a batch arrived, by the receipt numbers that the platform gave. What cannot be read or is refused stops none of the others.</summary>
public sealed class ConfirmBatch(Databases databases, ConfirmPayout confirm)
{
    private const int MaxText = 100_000;

    public async Task<Result<BatchConfirmed>> ExecuteAsync(ConfirmBatchInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Pay)) return Refusal.Forbidden();
        if (PlainText.IsBlank(input.Receipts) || input.Receipts.Length > MaxText) return Refusal.Invalid("action.receipt_needed") with { Field = nameof(input.Receipts) };
        await using var db = databases.For(actor);
        if (await db.PayoutBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == input.BatchId, ct) is not { } batch) return Refusal.NotFound("batch.not_found");
        var read = PastedReceipts.Read(PlainText.Storable(input.Receipts), batch.Lines);
        var refused = new List<RefusedReceipt>();
        foreach (var line in batch.Lines.Where(line => read.Receipts.ContainsKey(line.PayoutId)))
        {
            var confirmed = await confirm.ExecuteAsync(new(line.PayoutId, read.Receipts[line.PayoutId], line.AttemptKey), actor, ct);
            if (!confirmed.Ok) refused.Add(new(line, confirmed.Refusal));
        }
        return new BatchConfirmed(read.Receipts.Count - refused.Count, read.Unread, refused);
    }
}
