using AfterSales.Domain.Clocks;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People;

/// <summary>What somebody is on leave for.</summary>
public enum LeaveKind
{
    Personal,
    Sick,
    Annual,
    Compensatory,
    Other,
}

/// <summary>What became of a leave that was asked for.</summary>
public enum LeaveState
{
    Asked,
    Approved,
    Declined,
    Withdrawn,
}

/// <summary>When somebody is on leave, in the store's wall clock: whole days, or from a time of the first day until a time of the last.</summary>
public sealed record LeaveTime(DateOnly First, DateOnly Last, TimeOnly? From = null, TimeOnly? Until = null)
{
    public DateTimeOffset StartsAt(TimeZoneInfo zone) => zone.Opening(First.ToDateTime(From ?? TimeOnly.MinValue));

    public DateTimeOffset EndsAt(TimeZoneInfo zone) => Until is { } until ? zone.Closing(Last.ToDateTime(until)) : zone.Opening(Last.AddDays(1).ToDateTime(TimeOnly.MinValue));
}

/// <summary>A time in which a person need not work although they may be planned to. Asked for by them and decided by another, or written by another.</summary>
public sealed class Leave : IStoreOwned
{
    public const int MaxReason = 200;

    public static readonly TimeSpan Longest = TimeSpan.FromDays(190);

    /// <summary>Who fell ill asks afterwards; the months before are settled.</summary>
    public static readonly TimeSpan WrittenAfter = Shift.CorrectedFor;

    private Leave() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid PersonId { get; private set; }
    public LeaveKind Kind { get; private set; }
    public DateTimeOffset StartsAt { get; private set; }
    public DateTimeOffset EndsAt { get; private set; }
    public string Reason { get; private set; } = "";
    public LeaveState State { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }
    public Guid? AskedById { get; private set; }
    public string AskedBy { get; private set; } = "";
    public DateTimeOffset? DecidedAt { get; private set; }
    public Guid? DecidedById { get; private set; }

    /// <summary>Who approved, declined or withdrew it.</summary>
    public string? DecidedBy { get; private set; }

    public string? DecidedBecause { get; private set; }

    /// <summary>Still asked for, or granted.</summary>
    public bool Stands => State is LeaveState.Asked or LeaveState.Approved;

    public static Result<Leave> Ask(Guid personId, LeaveKind kind, LeaveTime when, TimeZoneInfo zone, string reason, Actor by, DateTimeOffset now)
    {
        var (startsAt, endsAt) = (when.StartsAt(zone), when.EndsAt(zone));
        if (endsAt <= startsAt || endsAt - startsAt > Longest) return Refusal.Invalid("leave.time_invalid", Longest.TotalDays) with { Field = nameof(LeaveTime.Last) };
        if (startsAt < now - WrittenAfter) return Refusal.Rule("leave.too_long_ago", WrittenAfter.TotalDays) with { Field = nameof(LeaveTime.First) };
        if (PlainText.IsBlank(reason) || reason.Length > MaxReason) return Refusal.Invalid("leave.reason_needed", MaxReason) with { Field = nameof(Reason) };
        var leave = new Leave { Id = Ids.New(now), StoreId = by.StoreId, PersonId = personId, Kind = kind, StartsAt = startsAt, EndsAt = endsAt, Reason = reason, AskedAt = now, AskedById = by.Id, AskedBy = by.Name };
        // What another writes for somebody has two people to it already.
        return by.PersonId == personId ? leave : leave.Decide(approved: true, null, by, now) is { Refusal: { } refusal } ? refusal : leave;
    }

    public Result Decide(bool approved, string? because, Actor by, DateTimeOffset now)
    {
        if (by.PersonId == PersonId) return Refusal.Rule("leave.own");
        if (State != LeaveState.Asked) return Refusal.Conflict("leave.decided");
        if (!approved && PlainText.IsBlank(because)) return Refusal.Invalid("leave.because_needed", MaxReason) with { Field = nameof(DecidedBecause) };
        return Become(approved ? LeaveState.Approved : LeaveState.Declined, because, by, now);
    }

    /// <summary>Not wanted any more: by the person until it begins, by another, who says why, also later.</summary>
    public Result Withdraw(string? because, Actor by, DateTimeOffset now)
    {
        if (!Stands) return Refusal.Conflict("leave.decided");
        if (by.PersonId == PersonId && State == LeaveState.Approved && StartsAt <= now) return Refusal.Rule("leave.begun");
        if (by.PersonId != PersonId && PlainText.IsBlank(because)) return Refusal.Invalid("leave.because_needed", MaxReason) with { Field = nameof(DecidedBecause) };
        return Become(LeaveState.Withdrawn, because, by, now);
    }

    public bool Overlaps(DateTimeOffset from, DateTimeOffset until) => StartsAt < until && from < EndsAt;

    private Result Become(LeaveState state, string? because, Actor by, DateTimeOffset now)
    {
        if (because?.Length > MaxReason) return Refusal.Invalid("leave.because_needed", MaxReason) with { Field = nameof(DecidedBecause) };
        (State, DecidedAt, DecidedById, DecidedBy, DecidedBecause) = (state, now, by.Id, by.Name, PlainText.IsBlank(because) ? null : because);
        return Result.Done;
    }
}
