using System.Diagnostics;

namespace AfterSales.Domain.Clocks;

/// <summary>Arithmetic with the time a store is open. No calendar means around the clock.</summary>
public static class WorkingTime
{
    /// <summary>The moment at which so much working time has passed. Work that is complete exactly at closing time is due at closing
    /// time, not at the next opening.</summary>
    public static DateTimeOffset Add(DateTimeOffset startUtc, TimeSpan work, BusinessCalendar? calendar)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(work, TimeSpan.Zero);
        var start = startUtc.ToUniversalTime();
        if (calendar is null || work == TimeSpan.Zero)
            return start + work;
        if (!calendar.OpensEveryWeek)
            throw new ArgumentException("The calendar never opens.", nameof(calendar));

        var left = work;
        foreach (var open in calendar.OpenSpans(start))
        {
            if (left <= open.Length)
                return open.From + left;
            left -= open.Length;
        }

        throw new UnreachableException();
    }

    /// <summary>The working time between two moments; negative when they come in reverse.</summary>
    public static TimeSpan Between(DateTimeOffset from, DateTimeOffset to, BusinessCalendar? calendar)
    {
        if (calendar is null)
            return to - from;
        if (to < from)
            return -Between(to, from, calendar);

        var sum = TimeSpan.Zero;
        foreach (var open in calendar.OpenSpans(from, to))
        {
            if (open.From >= to)
                break;
            sum += (open.Until < to ? open.Until : to) - open.From;
        }

        return sum;
    }

    /// <summary>The closed time between two moments: nights, holidays, breaks.</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Closed(
        DateTimeOffset from, DateTimeOffset to, BusinessCalendar? calendar)
    {
        if (calendar is null)
            yield break;

        var reached = from.ToUniversalTime();
        foreach (var open in calendar.OpenSpans(from, to).TakeWhile(open => open.From < to))
        {
            if (open.From > reached)
                yield return (reached, open.From);
            reached = open.Until;
        }

        if (reached < to)
            yield return (reached, to.ToUniversalTime());
    }
}
