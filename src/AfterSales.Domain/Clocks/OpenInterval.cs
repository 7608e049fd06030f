namespace AfterSales.Domain.Clocks;

/// <summary>Opening hours as the wall clock of the store shows them. It belongs to the day it starts on:
/// 18:00–02:00 is (18:00, 02:00, next day), and a day's end, 24:00, is (…, 00:00, next day).</summary>
public readonly record struct OpenInterval(TimeOnly From, TimeOnly To, bool NextDay = false)
{
    /// <summary>00:00–24:00.</summary>
    public static OpenInterval WholeDay { get; } = new(TimeOnly.MinValue, TimeOnly.MinValue, NextDay: true);

    /// <summary>The length on a day without a change of daylight saving; negative for a reversed interval.</summary>
    public TimeSpan Length => End - From.ToTimeSpan();

    /// <summary>The end, counted from the midnight that begins the starting day.</summary>
    internal TimeSpan End => To.ToTimeSpan() + (NextDay ? TimeSpan.FromDays(1) : TimeSpan.Zero);
}
