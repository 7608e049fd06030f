namespace AfterSales.Domain.People;

/// <summary>When somebody works, as the wall clock of the store shows it: 18:00–02:00 ends on the next day.</summary>
/// <param name="Name">What people call it, e.g. 早班; may be empty.</param>
public sealed record ShiftHours(TimeOnly From, TimeOnly Until, string Name = "")
{
    public const int MaxName = 20;

    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(15);

    /// <summary>Nobody works longer at a stretch; a wrong digit does.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(16);

    public bool EndsNextDay => Until <= From;

    /// <summary>On a day without a change of daylight saving.</summary>
    public TimeSpan Length => Until - From + (Until == From ? TimeSpan.FromDays(1) : TimeSpan.Zero);
}
