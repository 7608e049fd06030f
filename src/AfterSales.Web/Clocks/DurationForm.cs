namespace AfterSales.Web.Clocks;

/// <summary>In what people count a limit.</summary>
public enum DurationUnit
{
    Minutes,
    Hours,
    Days,
}

/// <summary>A duration as a form edits it: a number and its unit.</summary>
public sealed class DurationForm
{
    // Far beyond any limit that is allowed, and far from what a TimeSpan cannot hold.
    private const decimal Most = 1_000_000;

    public decimal? Amount { get; set; }

    public DurationUnit Unit { get; set; }

    public TimeSpan? Value => Amount is { } amount ? UnitLength * (double)Math.Clamp(amount, -Most, Most) : null;

    private TimeSpan UnitLength => Unit switch
    {
        DurationUnit.Days => TimeSpan.FromDays(1),
        DurationUnit.Hours => TimeSpan.FromHours(1),
        _ => TimeSpan.FromMinutes(1),
    };

    /// <summary>In the largest unit that people would use: 48 hours, but 3 days.</summary>
    public static DurationForm Of(TimeSpan? value) => value switch
    {
        null => new(),
        { } length when length >= TimeSpan.FromDays(3) && length.Ticks % TimeSpan.TicksPerDay == 0 => new() { Amount = length.Days, Unit = DurationUnit.Days },
        { } length when length >= TimeSpan.FromHours(1) && length.Ticks % TimeSpan.TicksPerHour == 0 => new() { Amount = (decimal)length.TotalHours, Unit = DurationUnit.Hours },
        { } length => new() { Amount = (decimal)length.TotalMinutes, Unit = DurationUnit.Minutes },
    };
}
