using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>Makes an open invite worthless.</summary>
public sealed class WithdrawInvite(Databases databases, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(Guid inviteId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManagePeople)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.Invites.SingleOrDefaultAsync(i => i.Id == inviteId, ct) is not { } invite) return Refusal.NotFound("invite.not_found");
        var now = time.GetUtcNow();
        if (invite.Withdraw(now).Refusal is { } refusal) return refusal;
        db.Audit.Add(AuditEntry.By(actor, AuditKind.InviteWithdrawn, now, invite.Name));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Rule("invite.not_usable");
        }
        return Result.Done;
    }
}
