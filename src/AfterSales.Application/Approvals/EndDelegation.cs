using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <summary>Back earlier than planned: ends one's own delegation; an owner ends anybody's. What was decided under it stands.</summary>
public sealed class EndDelegation(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(Guid delegationId, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } person) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.Delegations.SingleOrDefaultAsync(d => d.Id == delegationId, ct) is not { } delegation) return Refusal.NotFound("delegation.not_found");
        if (delegation.FromId != person && !actor.Roles.Contains(Role.Owner)) return Refusal.Forbidden();
        if (!delegation.EndNow(time.GetUtcNow())) return Refusal.Rule("delegation.over");
        await db.SaveChangesAsync(ct);
        signal.StoreChanged(actor.StoreId);
        return Result.Done;
    }
}
