namespace AfterSales.Domain.People;

/// <summary>What came of a planned shift.</summary>
public enum AttendanceState
{
    /// <summary>Not begun yet.</summary>
    Upcoming,
    /// <summary>Begun, and they are not there so far.</summary>
    Missing,
    /// <summary>They came, late or not.</summary>
    Came,
    /// <summary>All of it was leave.</summary>
    OnLeave,
    /// <summary>Over, and they never came: off without leave.</summary>
    Absent,
}

/// <summary>A planned shift and what came of it. All times UTC.</summary>
/// <param name="ActualStart">When they came, at the earliest <see cref="Attendance.Around"/> before it; null: they did not.</param>
/// <param name="ActualEnd">When they went, at the latest as long after it; null: they did not come, or are there still.</param>
/// <param name="LateSeconds">How long after the start they came; after the end of a leave that begins the shift.</param>
/// <param name="EarlySeconds">How long before the end they went for good; 0 until it is over.</param>
/// <param name="LeaveSeconds">How much of it was leave.</param>
public sealed record AttendedShift(
    Guid ShiftId, Guid PersonId, DateOnly Day, ShiftHours Hours, DateTimeOffset PlannedStart, DateTimeOffset PlannedEnd, AttendanceState State,
    DateTimeOffset? ActualStart = null, DateTimeOffset? ActualEnd = null, int LateSeconds = 0, int EarlySeconds = 0, int LeaveSeconds = 0)
{
    public bool OffWithoutLeave => State == AttendanceState.Absent;
}

/// <summary>Sets what was planned against who was there. Online and busy are there; away is not.</summary>
public static class Attendance
{
    /// <summary>Who comes earlier or stays longer than this is there for something else.</summary>
    public static readonly TimeSpan Around = TimeSpan.FromHours(2);

    /// <summary>A kettle, a reload, a node that died: who is back sooner was there all the time.</summary>
    public static readonly TimeSpan ShortAbsence = TimeSpan.FromMinutes(15);

    /// <summary>One person's shifts, in the order of their start.</summary>
    /// <param name="shifts">Those that were not withdrawn.</param>
    /// <param name="leaves">Any; those that were granted count.</param>
    /// <param name="changes">From before the first shift on, so that who was there already is known.</param>
    public static IReadOnlyList<AttendedShift> Of(IEnumerable<Shift> shifts, IEnumerable<Leave> leaves, IEnumerable<PresenceChange> changes, DateTimeOffset now)
    {
        var granted = leaves.Where(l => l.State == LeaveState.Approved).ToList();
        var stays = Stays(changes, now);
        return [.. shifts.OrderBy(s => s.StartsAt).Select(shift => Of(shift, granted, stays, now))];
    }

    private static AttendedShift Of(Shift shift, List<Leave> leaves, List<Span> stays, DateTimeOffset now)
    {
        var owed = Owed(shift, leaves);
        var row = new AttendedShift(shift.Id, shift.PersonId, shift.Day, shift.Hours, shift.StartsAt, shift.EndsAt, AttendanceState.OnLeave,
            LeaveSeconds: Seconds(shift.EndsAt - shift.StartsAt - owed.Aggregate(TimeSpan.Zero, (sum, piece) => sum + (piece.Until - piece.From))));
        if (owed.Count == 0) return row;

        var (start, end) = (owed[0].From, owed[^1].Until);
        if (now < start) return row with { State = AttendanceState.Upcoming };
        var there = stays.Where(s => s.From < end && start < s.Until).ToList();
        if (there.Count == 0) return row with { State = now < end ? AttendanceState.Missing : AttendanceState.Absent };
        var (first, last) = (there[0], there[^1]);
        return row with
        {
            State = AttendanceState.Came,
            ActualStart = first.From < start - Around ? start - Around : first.From,
            ActualEnd = last.Until > end + Around ? end + Around : last.Until > now ? null : last.Until,
            LateSeconds = Seconds(first.From - start),
            EarlySeconds = now < end ? 0 : Seconds(end - last.Until),
        };
    }

    /// <summary>The shift without its leaves.</summary>
    private static List<Span> Owed(Shift shift, List<Leave> leaves)
    {
        var owed = new List<Span>();
        var reached = shift.StartsAt;
        foreach (var leave in leaves.Where(l => l.Overlaps(shift.StartsAt, shift.EndsAt)).OrderBy(l => l.StartsAt))
        {
            if (leave.StartsAt > reached) owed.Add(new(reached, leave.StartsAt));
            if (leave.EndsAt > reached) reached = leave.EndsAt;
        }
        if (reached < shift.EndsAt) owed.Add(new(reached, shift.EndsAt));
        return owed;
    }

    private static List<Span> Stays(IEnumerable<PresenceChange> changes, DateTimeOffset now)
    {
        var stays = new List<Span>();
        DateTimeOffset? since = null;
        foreach (var change in changes.OrderBy(c => c.At).ThenBy(c => c.Id))
        {
            if (change.Presence != Presence.Away) since ??= change.At;
            else Close(change.At);
        }
        // Who is there still has not gone: their stay reaches beyond this moment.
        Close(now.AddTicks(1));
        return stays;

        void Close(DateTimeOffset until)
        {
            if (since is not { } from) return;
            since = null;
            if (stays.Count > 0 && from - stays[^1].Until < ShortAbsence) stays[^1] = new(stays[^1].From, until);
            else stays.Add(new(from, until));
        }
    }

    private static int Seconds(TimeSpan time) => Math.Max(0, (int)time.TotalSeconds);

    private readonly record struct Span(DateTimeOffset From, DateTimeOffset Until);
}
