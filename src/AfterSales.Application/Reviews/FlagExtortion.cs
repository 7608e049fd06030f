using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Reviews;

/// <param name="IsSet">Whether the flag is set, or lifted.</param>
/// <param name="CaseNumber">The case in which it was found; null where it is done on the customer.</param>
/// <param name="SeenVersion">The version of the customer on the screen.</param>
public sealed record FlagExtortionInput(Guid CustomerId, bool IsSet, string Reason, string? CaseNumber, int SeenVersion);

/// <summary>
/// A person sets or lifts the extortion flag of a customer, with a reason (SPEC 4.3). Whoever looks after customers may set it; lifting it takes who may approve, because
/// it unlocks goodwill. It is in the store's audit and in the history of the customer's open cases, and ticks the action that asked for it.
/// </summary>
public sealed class FlagExtortion(Databases databases, CaseLocks locks, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(FlagExtortionInput input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is null || !actor.May(input.IsSet ? Permission.EditCustomers : Permission.Approve)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var customer = await db.Customers.SingleOrDefaultAsync(c => c.Id == input.CustomerId, ct);
        if (customer is null) return Refusal.NotFound("customer.not_found");
        if (customer.Version != input.SeenVersion) return Refusal.Conflict("flag.stale");
        var found = input.CaseNumber is { } number ? await db.Cases.Where(c => c.Number == number && c.CustomerId == customer.Id).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct) : null;
        if (input.CaseNumber is not null && found is null) return Refusal.NotFound("case.not_found", input.CaseNumber);
        var now = time.GetUtcNow();
        var reason = ReviewText.Clean(input.Reason) ?? "";
        var flagged = customer.FlagExtortion(input.IsSet, reason, actor.Name, now);
        if (!flagged.Ok) return flagged.Refusal;

        db.ExtortionChanges.Add(new(actor.StoreId, customer.Id, input.IsSet, reason, input.CaseNumber, actor, now));
        db.Audit.Add(AuditEntry.By(actor, input.IsSet ? AuditKind.ExtortionFlagged : AuditKind.ExtortionLifted, now, customer.Nick, reason));
        var open = await db.Cases.Where(OpenStates.Condition).Where(c => c.CustomerId == customer.Id).Select(c => c.Id).ToListAsync(ct);
        Guid[] ids = [.. open.Union(found is { } one ? [one] : [])];
        var cases = await db.Cases.FromSql($"select * from cases where store_id = {actor.StoreId} and id = any({ids}) order by id for no key update").ToListAsync(ct);
        foreach (var subject in cases)
        {
            db.History.Add(new(actor.StoreId, subject.Id, CaseEvent.Of(input.IsSet ? CaseEventKind.ExtortionFlagged : CaseEventKind.ExtortionLifted, ("reason", reason)), actor, now));
            db.Entry(subject).Property(CaseLocks.ChangedAt).CurrentValue = now;
        }
        if (input.IsSet) await DoneElsewhere.TickAsync(db, [.. cases.Where(c => c.IsOpen).Select(c => c.Id)], actor, now, ct, "flag customer");
        try
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Conflict("flag.stale");
        }
        foreach (var subject in cases) locks.Committed(actor.StoreId, subject.Id, earliestTimer: null);
        return Result.Done;
    }
}
