using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>What a person was planned to work in a month, and what came of it, by start.</summary>
public sealed record PersonAttendance(Guid PersonId, string Name, IReadOnlyList<AttendedShift> Shifts)
{
    public int Late => Shifts.Count(s => s.LateSeconds > 0);
    public int OffWithoutLeave => Shifts.Count(s => s.OffWithoutLeave);
}

/// <summary>Reads planned and actual work of a month, the days of which are those of the store's zone. A shift belongs to the day it starts on.</summary>
public sealed class AttendanceQueries(Databases databases, TimeProvider time)
{
    /// <summary>One person's; one's own, or anybody's for who may see attendance.</summary>
    /// <param name="month">Any day of it.</param>
    public async Task<Result<PersonAttendance>> OfPersonAsync(Guid personId, DateOnly month, Actor actor, CancellationToken ct = default)
    {
        if (personId != actor.PersonId && !actor.May(Permission.ViewAttendance)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await ReadAsync(db, month, personId, ct) is [var only]) return only;
        return await db.NameOfMemberAsync(personId, ct) is { } name ? new PersonAttendance(personId, name, []) : Refusal.NotFound("person.not_found");
    }

    /// <summary>Everybody who was planned to work in a month, by name; people who left the store since are among them.</summary>
    public async Task<Result<IReadOnlyList<PersonAttendance>>> OfMonthAsync(DateOnly month, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewAttendance)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return new(await ReadAsync(db, month, null, ct));
    }

    private async Task<IReadOnlyList<PersonAttendance>> ReadAsync(StoreDb db, DateOnly month, Guid? only, CancellationToken ct)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        var end = first.AddMonths(1);
        await using var moment = await db.OneMomentAsync(ct);
        var shifts = await db.Shifts.AsNoTracking().Where(s => s.Day >= first && s.Day < end && s.WithdrawnAt == null && (only == null || s.PersonId == only)).ToListAsync(ct);
        if (shifts.Count == 0) return [];
        var people = shifts.Select(s => s.PersonId).Distinct().ToList();
        var (from, until) = (shifts.Min(s => s.StartsAt), shifts.Max(s => s.EndsAt));
        var names = await db.Users.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
        var leaves = (await db.Leaves.AsNoTracking().Where(l => people.Contains(l.PersonId) && l.State == LeaveState.Approved && l.StartsAt < until && l.EndsAt > from).ToListAsync(ct)).ToLookup(l => l.PersonId);
        (from, until) = (from - Attendance.Around, until + Attendance.Around);
        var changes = await db.PresenceChanges.AsNoTracking().Where(c => people.Contains(c.PersonId) && c.At >= from && c.At < until).ToListAsync(ct);
        // Who was there already when it begins, and when they went who are there still when it ends.
        changes.AddRange(await db.Users.Where(p => people.Contains(p.Id))
            .SelectMany(p => db.PresenceChanges.Where(c => c.PersonId == p.Id && c.At < from).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(1)).AsNoTracking().ToListAsync(ct));
        changes.AddRange(await db.Users.Where(p => people.Contains(p.Id))
            .SelectMany(p => db.PresenceChanges.Where(c => c.PersonId == p.Id && c.At >= until && c.Presence == Presence.Away).OrderBy(c => c.At).Take(1)).AsNoTracking().ToListAsync(ct));
        var (present, now) = (changes.ToLookup(c => c.PersonId), time.GetUtcNow());
        return
        [
            .. shifts.GroupBy(s => s.PersonId).Select(g => new PersonAttendance(g.Key, names.GetValueOrDefault(g.Key) ?? "", Attendance.Of(g, leaves[g.Key], present[g.Key], now)))
                .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.PersonId),
        ];
    }
}
