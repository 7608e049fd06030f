using AfterSales.Domain.Clocks;
using System.Globalization;
using System.Text.Json;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Stores.Demo;

/// <summary>Four weeks of shifts behind the demo store and two before it, and who came, so that there is something to see on its first day.</summary>
internal sealed class DemoShifts(DemoShiftPlan plan, IReadOnlyDictionary<string, Actor> people, TimeZoneInfo zone, DateTimeOffset now)
{
    private const int DaysBehind = 28;
    private const int DaysAhead = 14;

    private readonly DateOnly _today = zone.DateOf(now);
    private readonly List<ShiftHours> _templates = plan.Templates.Select(t => new ShiftHours(TimeOnly.Parse(t[1], CultureInfo.InvariantCulture), TimeOnly.Parse(t[2], CultureInfo.InvariantCulture), t[0])).ToList();

    public async Task AddAsync(StoreDb db, CancellationToken ct)
    {
        foreach (var hours in _templates)
        {
            var template = new ShiftTemplate(Ids.New(now), db.StoreId);
            template.Describe(hours);
            db.ShiftTemplates.Add(template);
        }
        var before = now.AddDays(-DaysBehind - 7);
        var all = plan.Weeks.ToDictionary(w => w.Key, w => ShiftsOf(people[w.Key].Id!.Value, w.Value, before), StringComparer.Ordinal);
        foreach (var (login, shifts) in all)
        {
            db.Shifts.AddRange(shifts);
            foreach (var shift in shifts.Where(s => s.EndsAt < now)) Attend(db, shift, login, shifts);
        }
        foreach (var cells in plan.Leave)
        {
            var (login, days) = (cells[0].GetString()!, cells[1].GetInt32());
            var (who, day) = (people[login], WorkedBefore(all[login], days)?.Day ?? _today.AddDays(-days));
            var leave = Domain.People.Leave.Ask(who.Id!.Value, day < _today ? LeaveKind.Sick : LeaveKind.Personal, new(day, day), zone, cells[2].GetString()!, day < _today ? people["supervisor"] : who, now.AddHours(-5)).Value!;
            db.Leaves.Add(leave);
        }
        await db.SaveChangesAsync(ct);
    }

    // A few minutes before the start until a few after the end, unless the script tells otherwise.
    private void Attend(StoreDb db, Shift shift, string login, IReadOnlyList<Shift> shifts)
    {
        if (Told(plan.Absent, shift, login, shifts) is not null || Told(plan.Leave, shift, login, shifts) is not null) return;
        var late = Told(plan.Late, shift, login, shifts) is { } cells ? cells[2].GetInt32() : -4 - shift.Day.DayNumber % 5;
        db.PresenceChanges.Add(new(db.StoreId, shift.PersonId, shift.StartsAt.AddMinutes(late), Presence.Online, PresenceCause.Opened));
        db.PresenceChanges.Add(new(db.StoreId, shift.PersonId, shift.EndsAt.AddMinutes(3 + shift.Day.DayNumber % 4), Presence.Away, PresenceCause.Closed));
    }

    private List<Shift> ShiftsOf(Guid person, string week, DateTimeOffset planned) =>
    [
        .. Enumerable.Range(-DaysBehind, DaysBehind + DaysAhead + 1).Select(day => _today.AddDays(day)).Where(day => Digit(week, day) != '-')
            .Select(day => Shift.Plan(person, day, _templates[Digit(week, day) - '1'], zone, null, people["owner"], planned).Value!),
    ];

    private JsonElement[]? Told(IReadOnlyList<JsonElement[]> lines, Shift shift, string login, IReadOnlyList<Shift> shifts) =>
        lines.FirstOrDefault(cells => cells[0].GetString() == login && WorkedBefore(shifts, cells[1].GetInt32()) == shift);

    // A day on which they worked, whatever weekday the store is made on.
    private Shift? WorkedBefore(IReadOnlyList<Shift> shifts, int days) => days <= 0 ? null : shifts.LastOrDefault(s => s.EndsAt < now && s.Day <= _today.AddDays(-days));

    private static char Digit(string week, DateOnly day) => week[((int)day.DayOfWeek + 6) % 7];
}
