using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>Who of a store is to work at one moment.</summary>
internal sealed record DutyRoster(bool PlansShifts, IReadOnlySet<Guid> OnShift, IReadOnlySet<Guid> OnLeave)
{
    /// <summary>A store plans shifts while it has one that ended at most so long ago, or is to come: one that gave it up is not held to it.</summary>
    private static readonly TimeSpan PlansUntil = TimeSpan.FromDays(7);

    private static readonly TimeSpan LongestOnAnyDay = ShiftHours.Longest + TimeSpan.FromHours(2);

    /// <summary>Null where the store plans no shifts.</summary>
    public DutyState? Of(Guid person) => !PlansShifts ? null : OnLeave.Contains(person) ? DutyState.OnLeave : OnShift.Contains(person) ? DutyState.OnShift : DutyState.OffShift;

    public static async Task<DutyRoster> ReadAsync(StoreDb db, DateTimeOffset now, CancellationToken ct)
    {
        var (since, until) = (now - PlansUntil, now + LongestOnAnyDay);
        var plans = await db.Shifts.AnyAsync(s => s.WithdrawnAt == null && s.EndsAt > since, ct);
        if (!plans) return new(false, new HashSet<Guid>(), new HashSet<Guid>());
        var working = await db.Shifts.Where(s => s.WithdrawnAt == null && s.EndsAt > now && s.EndsAt < until && s.StartsAt <= now).Select(s => s.PersonId).ToListAsync(ct);
        var leaves = await db.Leaves.Where(l => l.State == LeaveState.Approved && l.StartsAt <= now && l.EndsAt > now).Select(l => l.PersonId).ToListAsync(ct);
        return new(true, working.ToHashSet(), leaves.ToHashSet());
    }
}
