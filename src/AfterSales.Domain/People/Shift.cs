using AfterSales.Domain.Clocks;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People;

/// <summary>
/// What one person was planned to work on one day. It is never changed: who plans otherwise withdraws it and plans another, with a reason once it has begun.
/// So both versions stand, and what was planned at any moment can be read.
/// </summary>
public sealed class Shift : IStoreOwned
{
    public const int MaxReason = 200;
    public const int MostADay = 4;

    /// <summary>How far back a plan is corrected; the months before are settled.</summary>
    public static readonly TimeSpan CorrectedFor = TimeSpan.FromDays(62);

    private Shift() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>The day it starts on, in the store's zone.</summary>
    public DateOnly Day { get; private set; }

    public TimeOnly From { get; private set; }
    public TimeOnly Until { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>The moments that the wall clock meant when it was planned: they stay when the store moves to another zone.</summary>
    public DateTimeOffset StartsAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }
    public DateTimeOffset PlannedAt { get; private set; }
    public Guid? PlannedById { get; private set; }
    public string PlannedBy { get; private set; } = "";

    /// <summary>Why it was planned after it had begun; null for what was planned in time.</summary>
    public string? Reason { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }
    public Guid? WithdrawnById { get; private set; }
    public string? WithdrawnBy { get; private set; }
    public string? WithdrawnBecause { get; private set; }

    public ShiftHours Hours => new(From, Until, Name);

    public static Result<Shift> Plan(Guid personId, DateOnly day, ShiftHours hours, TimeZoneInfo zone, string? reason, Actor by, DateTimeOffset now)
    {
        if (hours.Length < ShiftHours.Shortest || hours.Length > ShiftHours.Longest) return Refusal.Invalid("shift.hours_invalid", ShiftHours.Longest.TotalHours) with { Field = nameof(Until) };
        if (hours.Name.Length > ShiftHours.MaxName) return Refusal.Invalid("shift.name_invalid", ShiftHours.MaxName) with { Field = nameof(Name) };
        var startsAt = zone.Opening(day.ToDateTime(hours.From));
        if (NeedsReason(startsAt, reason, now).Refusal is { } refusal) return refusal;
        return new Shift
        {
            Id = Ids.New(now),
            StoreId = by.StoreId,
            PersonId = personId,
            Day = day,
            From = hours.From,
            Until = hours.Until,
            Name = hours.Name,
            StartsAt = startsAt,
            EndsAt = zone.Closing((hours.EndsNextDay ? day.AddDays(1) : day).ToDateTime(hours.Until)),
            PlannedAt = now,
            PlannedById = by.Id,
            PlannedBy = by.Name,
            Reason = startsAt <= now ? reason : null,
        };
    }

    public Result Withdraw(string? reason, Actor by, DateTimeOffset now)
    {
        if (WithdrawnAt is not null) return Refusal.Conflict("shift.stale");
        if (NeedsReason(StartsAt, reason, now).Refusal is { } refusal) return refusal;
        (WithdrawnAt, WithdrawnById, WithdrawnBy, WithdrawnBecause) = (now, by.Id, by.Name, StartsAt <= now ? reason : null);
        return Result.Done;
    }

    public bool Overlaps(Shift other) => StartsAt < other.EndsAt && other.StartsAt < EndsAt;

    // What has begun is what somebody's late start is measured by: it is not changed in silence.
    private static Result NeedsReason(DateTimeOffset startsAt, string? reason, DateTimeOffset now)
    {
        if (startsAt > now) return Result.Done;
        if (startsAt < now - CorrectedFor) return Refusal.Rule("shift.too_long_ago", CorrectedFor.TotalDays);
        return PlainText.IsBlank(reason) || reason!.Length > MaxReason ? Refusal.Rule("shift.reason_needed", MaxReason) with { Field = nameof(Reason) } : Result.Done;
    }
}
