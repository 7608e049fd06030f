using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Customers;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Customers;

/// <param name="Colour">Null takes the flag off.</param>
/// <param name="SeenVersion">The version the person saw when they decided.</param>
public sealed record FlagCustomerInput(Guid CustomerId, FlagColour? Colour, string? Memo, int SeenVersion);

/// <summary>Flags a customer with a memo. Every change of the flag is kept, and ticks the action of a case that asked for it.</summary>
public sealed class FlagCustomer(Databases databases, CaseLocks locks, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(FlagCustomerInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditCustomers)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var customer = await db.Customers.SingleOrDefaultAsync(c => c.Id == input.CustomerId, ct);
        if (customer is null) return Refusal.NotFound("customer.not_found");
        if (customer.Version != input.SeenVersion) return Refusal.Conflict("flag.stale");
        var now = time.GetUtcNow();
        var flag = input.Colour is { } colour ? new Flag(colour, input.Memo?.Trim() ?? "", actor.Name, now) : null;
        var marked = customer.Mark(flag);
        if (!marked.Ok) return marked.Refusal;
        db.FlagChanges.Add(new FlagChange(actor.StoreId, customer.Id, null, flag, actor.PersonId, actor.Name, now));
        try
        {
            var ticked = flag is not null ? await DoneElsewhere.TickAsync(db, db.Cases.Where(c => c.CustomerId == customer.Id), actor, now, "flag customer", ct) : [];
            await db.SaveChangesAsync(ct);
            // Where it is no action it may still be asked for: their pages show that it is done.
            var open = await db.Cases.Where(OpenStates.Condition).Where(c => c.CustomerId == customer.Id).Select(c => c.Id).ToListAsync(ct);
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
