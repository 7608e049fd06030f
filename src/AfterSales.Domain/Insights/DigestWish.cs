using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Insights;

/// <summary>Which digests of a store somebody wants, and from which hour of its wall clock on.</summary>
public sealed record DigestWish(bool Daily, bool Weekly, int Hour)
{
    public const int UsualHour = 9;
    public const int Hours = 24;

    /// <summary>What was missed while everything was down is still worth a read on these days of the week; later the next one is nearer.</summary>
    private static readonly DayOfWeek[] DaysOfWeekly = [DayOfWeek.Monday, DayOfWeek.Tuesday];

    /// <summary>What is wanted by who never said: an owner wants both, a supervisor the day's; others may not look at reports.</summary>
    public static DigestWish Of(IReadOnlyCollection<Role> roles) => new(roles.Contains(Role.Owner) || roles.Contains(Role.Supervisor), roles.Contains(Role.Owner), UsualHour);

    public Result Check() => Hour is >= 0 and < Hours ? Result.Done : Refusal.Invalid("digest.hour_invalid") with { Field = nameof(Hour) };

    /// <summary>
    /// The digests that may be told at a moment: the day's until that day is over, the week's until its Tuesday is. So what a node slept through comes once, and not once for every day it slept. That each is told once is
    /// for whoever keeps what was told; this asks the wall clock alone.
    /// </summary>
    public IReadOnlyList<DueDigest> DueAt(DateTimeOffset now, TimeZoneInfo zone)
    {
        // An hour that a change of daylight saving skips is over when the next one begins.
        var wall = TimeZoneInfo.ConvertTime(now, zone);
        var today = DateOnly.FromDateTime(wall.DateTime);
        var isTime = wall.Hour >= Hour;
        var due = new List<DueDigest>();
        if (Daily && isTime) due.Add(new(DigestKind.Daily, new(today.AddDays(-1), today.AddDays(-1))));
        var place = Array.IndexOf(DaysOfWeekly, today.DayOfWeek);
        if (Weekly && (place > 0 || (place == 0 && isTime))) due.Add(new(DigestKind.Weekly, new(today.AddDays(-place - 7), today.AddDays(-place - 1))));
        return due;
    }
}
