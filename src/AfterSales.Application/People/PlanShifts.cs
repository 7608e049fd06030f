using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>All that a person shall work on a day; nothing: the day is free.</summary>
/// <param name="Seen">The shifts that the user saw there; refused when others stand there by now. Null: whatever stands there.</param>
public sealed record PlannedDay(Guid PersonId, DateOnly Day, IReadOnlyList<ShiftHours> Hours, IReadOnlyList<Guid>? Seen = null);

/// <param name="Reason">Why something that has begun is planned otherwise; at most 200 characters.</param>
public sealed record PlanShiftsInput(IReadOnlyList<PlannedDay> Days, string? Reason = null);

/// <summary>How many shifts came, and how many went.</summary>
public sealed record PlanChange(int Planned, int Withdrawn);

/// <summary>
/// Says what people work on the given days: all of it or nothing. Said twice it changes nothing; what stands already stays as it is. One's own that has begun is another's to correct, where
/// anybody else may.
/// </summary>
public sealed class PlanShifts(Databases databases, StoreZones zones, ChangeSignal signal, TimeProvider time)
{
    public const int MostAtOnce = 2_000;

    /// <summary>How many days ahead one plans.</summary>
    public const int Ahead = 370;

    public async Task<Result<PlanChange>> ExecuteAsync(PlanShiftsInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.PlanShifts)) return Refusal.Forbidden();
        if (input.Days.Count > MostAtOnce) return Refusal.Invalid("shift.too_many", MostAtOnce);
        if (input.Days.GroupBy(d => (d.PersonId, d.Day)).Any(g => g.Count() > 1)) return Refusal.Invalid("shift.day_twice");
        if (input.Days.Count == 0) return new PlanChange(0, 0);
        var now = time.GetUtcNow();
        var (first, last) = (input.Days.Min(d => d.Day), input.Days.Max(d => d.Day));
        if (last > DateOnly.FromDateTime(now.UtcDateTime).AddDays(Ahead)) return Refusal.Invalid("shift.too_far", Ahead);
        var zone = await zones.OfAsync(actor.StoreId, ct);

        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync("shifts", ct);
        var people = input.Days.Select(d => d.PersonId).Distinct().ToList();
        var staff = await db.StaffAsync(people, ct);
        if (staff.Count < people.Count) return Refusal.NotFound("person.not_found");
        // With the days beside them: what began the evening before may reach into the morning.
        var (from, until) = (first.AddDays(-1), last.AddDays(1));
        var standing = await db.Shifts.Where(s => people.Contains(s.PersonId) && s.Day >= from && s.Day <= until && s.WithdrawnAt == null).ToListAsync(ct);
        var isAlone = actor.PersonId is { } self && people.Contains(self) && await db.OthersWhoMayAsync(Permission.PlanShifts, self, ct) is [];
        var planned = new ShiftPlan(standing, zone, PlainText.IsBlank(input.Reason) ? null : PlainText.Storable(input.Reason!).Trim(), actor, isAlone, now);
        foreach (var day in input.Days)
            if (planned.Set(day).Refusal is { } refusal) return refusal;
        // What stands of who left can only be withdrawn.
        if (planned.New.Any(s => !staff[s.PersonId].IsMember)) return Refusal.NotFound("person.not_found");
        if (planned.Overlap() is { } overlap) return Refusal.Rule("shift.overlaps", staff[overlap.PersonId].Name, overlap.Day.ToString("O", System.Globalization.CultureInfo.InvariantCulture));

        var change = new PlanChange(planned.New.Count, planned.Withdrawn.Count);
        if (change is { Planned: 0, Withdrawn: 0 }) return change;
        db.Shifts.AddRange(planned.New);
        var whose = planned.New.Concat(planned.Withdrawn).Select(s => staff[s.PersonId].Name).Distinct(StringComparer.Ordinal);
        db.Audit.Add(AuditEntry.By(actor, planned.IsCorrection ? AuditKind.ShiftsCorrected : AuditKind.ShiftsPlanned, now, first == last ? $"{first:yyyy-MM-dd}" : $"{first:yyyy-MM-dd} – {last:yyyy-MM-dd}", whose));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        signal.StoreChanged(actor.StoreId);
        return change;
    }
}
