using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Pay;

/// <param name="Month">Any day of it.</param>
/// <param name="Line">Its key on the sheet.</param>
public sealed record DisputeLineInput(DateOnly Month, string Line, string Words);

/// <summary>A person says that a line of their own sheet is wrong, while its month is open; a line that is in dispute is not disputed twice. Answers the dispute's id.</summary>
public sealed class DisputeLine(Databases databases, PayBook book, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result<Guid>> ExecuteAsync(DisputeLineInput input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } person) return Refusal.Forbidden();
        var month = PayReads.FirstOf(input.Month);
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockPayAsync(ct);
        if (await db.IsClosedFromAsync(month, ct)) return PayReads.Closed(month);
        var sheet = await book.OfMonthAsync(db, month, person, ct);
        if (sheet.SelectMany(one => one.Lines).FirstOrDefault(line => line.Key == input.Line) is not { } line) return Refusal.NotFound("pay.line_not_found");
        if (await db.PayDisputes.AnyAsync(d => d.PersonId == person && d.Month == month && d.LineKey == input.Line && d.State == DisputeState.Open, ct)) return Refusal.Rule("dispute.open_already");
        var now = time.GetUtcNow();
        var raised = PayDispute.Raise(actor.StoreId, person, month, line, input.Words, now);
        if (raised.Value is not { } dispute) return raised.Refusal!;
        db.PayDisputes.Add(dispute);
        var told = await DisputeNotices.RaiseAsync(db, dispute, actor.Name, now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        foreach (var one in told) signal.PersonNotified(actor.StoreId, one);
        return dispute.Id;
    }
}
