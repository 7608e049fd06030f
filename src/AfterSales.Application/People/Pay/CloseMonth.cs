using AfterSales.Application.Insights;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Pay;

/// <param name="Month">Any day of it.</param>
/// <param name="Total">What all sheets came to on the screen: what is closed is what was looked at.</param>
/// <param name="Reason">Needed where disputes are open.</param>
public sealed record CloseMonthInput(DateOnly Month, decimal Total, string? Reason);

/// <summary>
/// Closes a month that is over: its sheets are kept as they are, and the database lets nobody change them. What comes to light later is carried by the next open month.
/// Months are closed one after the other; disputes are decided before, or it is said why not.
/// </summary>
public sealed class CloseMonth(Databases databases, PayBook book, CatchUpReports catchUp, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(CloseMonthInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManagePay)) return Refusal.Forbidden();
        var (month, now) = (PayReads.FirstOf(input.Month), time.GetUtcNow());
        // What has happened is counted before it is closed.
        await catchUp.AllAsync(actor.StoreId, ct);
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockPayAsync(ct);
        if (await db.IsClosedFromAsync(month, ct)) return PayReads.Closed(month);
        if (month >= await db.ThisMonthAsync(now, ct)) return Refusal.Rule("pay.month_runs", PaySheets.MonthText(month));
        // The month after the last that is closed: one that was left out could not be closed any more.
        if (await db.ClosedMonths.MaxAsync(m => (DateOnly?)m.Month, ct) is { } last && month > last.AddMonths(1)) return Refusal.Rule("pay.months_in_order", PaySheets.MonthText(last.AddMonths(1)));
        var open = await db.PayDisputes.CountAsync(d => d.Month == month && d.State == DisputeState.Open, ct);
        if (input.Reason?.Length > ClosedMonth.MaxReason || (open > 0 && PlainText.IsBlank(input.Reason))) return Refusal.Rule("pay.disputes_open", open, ClosedMonth.MaxReason) with { Field = nameof(CloseMonthInput.Reason) };
        var drafts = await book.OfMonthAsync(db, month, null, ct);
        if (drafts.Sum(draft => PaySheets.Total(draft.Lines)) != input.Total) return Refusal.Conflict("pay.sheets_changed");
        var names = await db.NamesEverAsync([.. drafts.Select(draft => draft.PersonId)], ct);
        db.ClosedSheets.AddRange(drafts.Select(draft => new ClosedSheet(actor.StoreId, month, draft.PersonId, names.GetValueOrDefault(draft.PersonId, ""), draft.Facts.Grade, draft.Lines)));
        await db.SaveChangesAsync(ct);
        // Once it is closed the database takes no more sheets of it.
        db.ClosedMonths.Add(new(actor.StoreId, month, (await db.PolicyOfAsync(month, ct)).Version, open > 0 ? input.Reason : null, actor.PersonId, actor.Name, now));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Done;
    }
}
