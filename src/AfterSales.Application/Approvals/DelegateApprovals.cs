using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <param name="Start">UTC; null: from now.</param>
/// <param name="Reason">Why, for whoever reads a decision later; at most 500 characters.</param>
public sealed record DelegateApprovalsInput(Guid ToId, DateTimeOffset? Start, DateTimeOffset End, string Reason);

/// <summary>
/// Leaves one's approvals to a colleague while one is absent. They decide with the delegator's authority of that moment, never with more, and never on what
/// either of them had a hand in. To one at a time; whoever it is left to is told.
/// </summary>
public sealed class DelegateApprovals(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result<Guid>> ExecuteAsync(DelegateApprovalsInput input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } from || !actor.May(Permission.Approve)) return Refusal.Forbidden();
        if (PlainText.IsBlank(input.Reason)) return Refusal.Invalid("approval.reason_needed", ApprovalRequest.MaxReason) with { Field = nameof(input.Reason) };
        var now = time.GetUtcNow();
        var made = Delegation.Of(actor.StoreId, from, input.ToId, input.Start ?? now, input.End, PlainText.Storable(input.Reason).Trim(), now);
        if (!made.Ok) return made.Refusal;
        var delegation = made.Value;

        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync($"delegations:{from}", ct);
        var roles = await db.Memberships.Where(m => m.PersonId == input.ToId).Select(m => m.Role).ToListAsync(ct);
        if (!Delegation.MayBeLeftTo(roles)) return Refusal.Rule("delegation.unfit") with { Field = nameof(input.ToId) };
        if (await db.Delegations.AnyAsync(d => d.FromId == from && d.Start < delegation.End && delegation.Start < d.End, ct)) return Refusal.Rule("delegation.overlaps") with { Field = nameof(input.End) };
        db.Delegations.Add(delegation);
        db.Notifications.Add(new(Ids.New(now), actor.StoreId, input.ToId, "delegation.given", $"delegation.given:{delegation.Id}", null, null,
            new(StringComparer.Ordinal) { ["by"] = actor.Name, ["start"] = delegation.Start.ToString("O"), ["end"] = delegation.End.ToString("O"), ["reason"] = delegation.Reason }, now));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        signal.StoreChanged(actor.StoreId);
        signal.PersonNotified(actor.StoreId, input.ToId);
        return delegation.Id;
    }
}
