using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People;

/// <summary>The standing shifts of some people around some days, while one of them after the other is planned otherwise.</summary>
/// <param name="isAlone">Nobody else of the store may plan.</param>
internal sealed class ShiftPlan(IEnumerable<Shift> standing, TimeZoneInfo zone, string? reason, Actor by, bool isAlone, DateTimeOffset now)
{
    private readonly List<Shift> _standing = [.. standing];
    private readonly Dictionary<(Guid PersonId, DateOnly Day), List<Shift>> _days = standing.GroupBy(s => (s.PersonId, s.Day)).ToDictionary(g => g.Key, g => g.ToList());

    public List<Shift> New { get; } = [];
    public List<Shift> Withdrawn { get; } = [];

    /// <summary>Something of it had begun.</summary>
    public bool IsCorrection => New.Concat(Withdrawn).Any(s => s.StartsAt <= now);

    public Result Set(PlannedDay day)
    {
        if (day.Hours.Count > Shift.MostADay) return Refusal.Invalid("shift.too_many_a_day", Shift.MostADay);
        var there = _days.GetValueOrDefault((day.PersonId, day.Day)) ?? [];
        if (day.Seen is { } seen && !there.Select(s => s.Id).ToHashSet().SetEquals(seen)) return Refusal.Conflict("shift.stale");
        var wanted = day.Hours.Select(h => h with { Name = PlainText.Name(h.Name) }).ToList();
        foreach (var shift in there.Where(s => !wanted.Remove(s.Hours)))
        {
            if (IsOwnPast(shift)) return Refusal.Rule("shift.own");
            if (shift.Withdraw(reason, by, now).Refusal is { } refusal) return refusal;
            Withdrawn.Add(shift);
            _standing.Remove(shift);
        }
        foreach (var hours in wanted)
        {
            var made = Shift.Plan(day.PersonId, day.Day, hours, zone, reason, by, now);
            if (!made.Ok) return made.Refusal;
            if (IsOwnPast(made.Value)) return Refusal.Rule("shift.own");
            New.Add(made.Value);
            _standing.Add(made.Value);
        }
        return Result.Done;
    }

    // By what has begun their own late starts are measured.
    private bool IsOwnPast(Shift shift) => !isAlone && shift.PersonId == by.PersonId && shift.StartsAt <= now;

    /// <summary>A shift that begins before another of the same person has ended.</summary>
    public Shift? Overlap() => _standing.GroupBy(s => s.PersonId)
        .Select(shifts => shifts.OrderBy(s => s.StartsAt).ToList())
        .Select(shifts => shifts.Skip(1).Zip(shifts, (later, sooner) => later.Overlaps(sooner) ? later : null).FirstOrDefault(s => s is not null))
        .FirstOrDefault(s => s is not null);
}
