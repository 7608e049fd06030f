using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>Reads what was planned and who was there, for whoever has to know: the people themselves, and their pay.</summary>
internal static class AttendanceReads
{
    /// <summary>Everybody who was planned to work in a month, or one of them, by name; whoever wants it of one moment reads it in a transaction of theirs.</summary>
    /// <param name="month">Any day of it.</param>
    /// <param name="now">UTC: what is planned later has not come yet.</param>
    public static async Task<IReadOnlyList<PersonAttendance>> AttendanceAsync(this StoreDb db, DateOnly month, Guid? only, DateTimeOffset now, CancellationToken ct)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        var end = first.AddMonths(1);
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
        var present = changes.ToLookup(c => c.PersonId);
        return
        [
            .. shifts.GroupBy(s => s.PersonId).Select(g => new PersonAttendance(g.Key, names.GetValueOrDefault(g.Key) ?? "", Attendance.Of(g, leaves[g.Key], present[g.Key], now)))
                .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.PersonId),
        ];
    }
}
