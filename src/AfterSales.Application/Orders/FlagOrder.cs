using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Customers;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Orders;

/// <param name="Colour">Null takes the flag off.</param>
/// <param name="SeenVersion">The version the person saw when they decided.</param>
public sealed record FlagOrderInput(string OrderNo, FlagColour? Colour, string? Memo, int SeenVersion);

/// <summary>Flags an order with a memo. Every change of the flag is kept, and ticks the action of a case that asked for it.</summary>
public sealed class FlagOrder(Databases databases, CaseLocks locks, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(FlagOrderInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditCustomers)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var order = await db.Orders.SingleOrDefaultAsync(o => o.OrderNo == input.OrderNo, ct);
        if (order is null) return Refusal.NotFound("order.not_found", input.OrderNo);
        if (order.Version != input.SeenVersion) return Refusal.Conflict("flag.stale");
        var now = time.GetUtcNow();
        var flag = input.Colour is { } colour ? new Flag(colour, input.Memo?.Trim() ?? "", actor.Name, now) : null;
        var marked = order.Mark(flag);
        if (!marked.Ok) return marked.Refusal;
        db.FlagChanges.Add(new FlagChange(actor.StoreId, null, order.Id, flag, actor.PersonId, actor.Name, now));
        try
        {
            var ticked = flag is { Memo.Length: > 0 } ? await DoneElsewhere.TickAsync(db, db.Cases.Where(c => c.OrderNo == order.OrderNo), actor, now, "order memo", ct) : [];
            await db.SaveChangesAsync(ct);
            // Where it is no action it may still be asked for: their pages show that it is done.
            var open = await db.Cases.Where(OpenStates.Condition).Where(c => c.OrderNo == order.OrderNo).Select(c => c.Id).ToListAsync(ct);
            await transaction.CommitAsync(ct);
            foreach (var caseId in ticked.Union(open)) locks.Committed(actor.StoreId, caseId, earliestTimer: null);
            return Result.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Conflict("flag.stale");
        }
    }
}
