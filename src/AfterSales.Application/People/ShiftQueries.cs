using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <param name="WithdrawnAt">Null while it stands.</param>
/// <param name="Because">Why it was planned or withdrawn after it had begun.</param>
public sealed record ShiftLine(
    Guid Id, Guid PersonId, DateOnly Day, TimeOnly From, TimeOnly Until, string Name, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string PlannedBy, DateTimeOffset PlannedAt,
    DateTimeOffset? WithdrawnAt, string? WithdrawnBy, string? Because)
{
    public ShiftHours Hours => new(From, Until, Name);
}

/// <summary>When somebody is away with leave, or would like to be. Why is between them and who decides.</summary>
public sealed record LeaveSpan(Guid PersonId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsGranted);

/// <param name="People">Who belongs to the store or has a shift in these days, by name.</param>
public sealed record PlannedDays(DateOnly First, DateOnly Last, IReadOnlyList<(Guid Id, string Name)> People, IReadOnlyList<ShiftLine> Shifts, IReadOnlyList<LeaveSpan> Leaves);

public sealed record TemplateLine(Guid Id, string Name, TimeOnly From, TimeOnly Until)
{
    public ShiftHours Hours => new(From, Until, Name);
}

/// <summary>Who is planned to work when, for anybody of the store.</summary>
public sealed class ShiftQueries(Databases databases)
{
    public const int MostDays = 62;

    public async Task<Result<PlannedDays>> DaysAsync(DateOnly first, int dayCount, Actor actor, Guid? personId = null, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewShifts)) return Refusal.Forbidden();
        if (dayCount is < 1 or > MostDays) return Refusal.Invalid("shift.range_invalid", MostDays);
        var last = first.AddDays(dayCount - 1);
        await using var db = databases.For(actor);
        await using var moment = await db.OneMomentAsync(ct);
        var shifts = await Lines(db.Shifts.Where(s => s.Day >= first && s.Day <= last && s.WithdrawnAt == null && (personId == null || s.PersonId == personId)).OrderBy(s => s.StartsAt).ThenBy(s => s.Id)).ToListAsync(ct);
        var planned = shifts.Select(s => s.PersonId).Distinct().ToList();
        var people = await db.Users.Where(p => (personId == null || p.Id == personId) && (planned.Contains(p.Id) || db.Memberships.Any(m => m.PersonId == p.Id)))
            .OrderBy(p => p.DisplayName).ThenBy(p => p.Id).Select(p => new { p.Id, p.DisplayName }).ToListAsync(ct);
        // A day more on either side: it is cut by the store's midnights where it is shown.
        var (from, until) = (Utc(first.AddDays(-1)), Utc(last.AddDays(2)));
        var seesAsked = actor.May(Permission.PlanShifts);
        var leaves = await db.Leaves.Where(l => l.StartsAt < until && l.EndsAt > from && (personId == null || l.PersonId == personId)
                && (l.State == LeaveState.Approved || (l.State == LeaveState.Asked && (seesAsked || l.PersonId == actor.PersonId))))
            .OrderBy(l => l.StartsAt).Select(l => new LeaveSpan(l.PersonId, l.StartsAt, l.EndsAt, l.State == LeaveState.Approved)).ToListAsync(ct);
        return new PlannedDays(first, last, [.. people.Select(p => (p.Id, p.DisplayName))], shifts, leaves);
    }

    /// <summary>All that was ever planned for a person on a day, what was withdrawn too, in the order in which it was planned.</summary>
    public async Task<Result<List<ShiftLine>>> VersionsAsync(Guid personId, DateOnly day, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewShifts)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return await Lines(db.Shifts.Where(s => s.PersonId == personId && s.Day == day).OrderBy(s => s.PlannedAt).ThenBy(s => s.Id)).ToListAsync(ct);
    }

    public async Task<Result<List<TemplateLine>>> TemplatesAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewShifts)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return await db.ShiftTemplates.OrderBy(t => t.From).ThenBy(t => t.Name).Select(t => new TemplateLine(t.Id, t.Name, t.From, t.Until)).ToListAsync(ct);
    }

    private static IQueryable<ShiftLine> Lines(IQueryable<Shift> shifts) => shifts.AsNoTracking()
        .Select(s => new ShiftLine(s.Id, s.PersonId, s.Day, s.From, s.Until, s.Name, s.StartsAt, s.EndsAt, s.PlannedBy, s.PlannedAt, s.WithdrawnAt, s.WithdrawnBy, s.WithdrawnBecause ?? s.Reason));

    private static DateTimeOffset Utc(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
