using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <param name="MayDecide">Whether who asks may approve or decline it.</param>
/// <param name="MayWithdraw">Whether who asks may withdraw it.</param>
public sealed record LeaveLine(
    Guid Id, Guid PersonId, string Name, LeaveKind Kind, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Reason, LeaveState State, string AskedBy, DateTimeOffset AskedAt,
    string? DecidedBy, DateTimeOffset? DecidedAt, string? DecidedBecause, bool MayDecide, bool MayWithdraw);

/// <summary>Reads leave: one's own, or everybody's for who decides on it.</summary>
public sealed class LeaveQueries(Databases databases, TimeProvider time)
{
    public const int PageSize = 50;

    /// <summary>The newest first; <paramref name="after"/> is the id of the last one seen.</summary>
    /// <param name="personId">Only this person's.</param>
    /// <param name="state">Only what became this.</param>
    public async Task<Result<List<LeaveLine>>> PageAsync(Actor actor, Guid? personId = null, LeaveState? state = null, Guid? after = null, CancellationToken ct = default)
    {
        if (!actor.May(Permission.PlanShifts) && (personId is null || personId != actor.PersonId)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var (me, decides, now) = (actor.PersonId, actor.May(Permission.PlanShifts), time.GetUtcNow());
        return await db.Leaves.AsNoTracking()
            .Where(l => (personId == null || l.PersonId == personId) && (state == null || l.State == state) && (after == null || l.Id < after))
            .OrderByDescending(l => l.Id).Take(PageSize)
            .Join(db.Users, l => l.PersonId, p => p.Id, (l, p) => new { l, p.DisplayName }).OrderByDescending(x => x.l.Id)
            .Select(x => new LeaveLine(
                x.l.Id, x.l.PersonId, x.DisplayName, x.l.Kind, x.l.StartsAt, x.l.EndsAt, x.l.Reason, x.l.State, x.l.AskedBy, x.l.AskedAt, x.l.DecidedBy, x.l.DecidedAt, x.l.DecidedBecause,
                decides && x.l.State == LeaveState.Asked && x.l.PersonId != me,
                x.l.PersonId == me ? x.l.State == LeaveState.Asked || (x.l.State == LeaveState.Approved && x.l.StartsAt > now) : decides && (x.l.State == LeaveState.Asked || x.l.State == LeaveState.Approved)))
            .ToListAsync(ct);
    }
}
