using AfterSales.Domain.Clocks;
using FsCheck;
using FsCheck.Fluent;
using static AfterSales.Domain.Tests.Clocks.Times;

namespace AfterSales.Domain.Tests.Clocks;

public sealed class WorkingTimeProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(400);

    [Fact]
    public void Between_AfterAdd_IsTheWorkAdded() =>
        Check(_ => true, example => WorkingTime.Between(example.Start, Add(example, example.First), example.Calendar) == example.First);

    [Fact]
    public void Add_TwoParts_IsTheSum() =>
        Check(_ => true, example =>
            WorkingTime.Add(Add(example, example.First), example.Second, example.Calendar) == Add(example, example.First + example.Second));

    [Fact]
    public void Add_MoreWork_IsNeverEarlier() =>
        Check(_ => true, example => Add(example, example.First) <= Add(example, example.First + example.Second));

    [Fact]
    public void Add_LaterStart_IsNeverEarlier() =>
        Check(example => example.First > TimeSpan.Zero, example =>
            Add(example, example.First) <= WorkingTime.Add(example.Start + example.Second, example.First, example.Calendar));

    [Fact]
    public void Add_AnyWork_IsTheEarliestMomentItIsComplete() =>
        Check(example => example.First > TimeSpan.Zero, example =>
            WorkingTime.Between(example.Start, Add(example, example.First).AddTicks(-1), example.Calendar) < example.First);

    [Fact]
    public void Between_ThreeMoments_AddsUp() =>
        Check(_ => true, example =>
        {
            var (a, b, c) = (example.Start, example.Start + example.First, example.Start - example.Second);
            return WorkingTime.Between(a, b, example.Calendar) + WorkingTime.Between(b, c, example.Calendar)
                == WorkingTime.Between(a, c, example.Calendar);
        });

    [Fact]
    public void Closed_AnyTwoMoments_IsWhatWorkingTimeLeaves() =>
        Check(_ => true, example =>
        {
            var end = example.Start + example.First;
            var closed = WorkingTime.Closed(example.Start, end, example.Calendar).Aggregate(TimeSpan.Zero, (sum, gap) => sum + (gap.Until - gap.From));
            return closed + WorkingTime.Between(example.Start, end, example.Calendar) == example.First;
        });

    [Fact]
    public void NoCalendar_AnyWork_IsPlainArithmetic() =>
        Check(_ => true, example =>
            WorkingTime.Add(example.Start, example.First, null) == example.Start + example.First
            && WorkingTime.Between(example.Start, example.Start + example.First, null) == example.First);

    [Fact]
    public void AddAndBetween_AnyCalendar_AgreeWithLookingAtEveryMinute() =>
        Check(_ => true, runs: 150, holds: example =>
        {
            const int days = 12;
            var start = example.Start;
            var oracle = new MinuteOracle(example.Calendar, start, days);
            var minutes = (int)example.First.TotalMinutes % (5 * 24 * 60);
            var end = start.AddMinutes(minutes);
            var due = oracle.Add(start, minutes);
            return WorkingTime.Between(start, end, example.Calendar) == oracle.Between(start, end)
                && (due is null || due > start.AddDays(days) || WorkingTime.Add(start, TimeSpan.FromMinutes(minutes), example.Calendar) == due);
        });

    [Fact]
    public void AddAndBetween_WhereClocksChange_AgreeWithLookingAtEveryMinute() =>
        Prop.ForAll(SmallHours.ToArbitrary(), example =>
        {
            var oracle = new MinuteOracle(example.Calendar, example.Start, days: 4);
            var end = example.Start + example.First;
            return WorkingTime.Between(example.Start, end, example.Calendar) == oracle.Between(example.Start, end)
                && WorkingTime.Add(example.Start, example.Second, example.Calendar) == oracle.Add(example.Start, (int)example.Second.TotalMinutes);
        }).Check(Runs);

    private static DateTimeOffset Add(Example example, TimeSpan work) => WorkingTime.Add(example.Start, work, example.Calendar);

    private static void Check(Func<Example, bool> applies, Func<Example, bool> holds, int? runs = null) =>
        Prop.ForAll(Examples.Where(applies).ToArbitrary(), holds).Check(runs is { } max ? Runs.WithMaxTest(max) : Runs);

    internal sealed record Example(BusinessCalendar Calendar, DateTimeOffset Start, TimeSpan First, TimeSpan Second);

    private static Gen<IReadOnlyList<OpenInterval>> DayHours { get; } = Gen.Elements(
        "", "", "09:00-18:00", "09:00-12:00 13:00-18:00", "18:00-02:00", "00:00-24:00", "01:00-02:30", "02:30-05:00", "02:00-03:00",
        "00:00-00:30 22:00-02:30", "09:00-09:00", "23:59-00:01").Select(Hours);

    // The last Sundays of March and October, the second of March, the first of November and April: when clocks change.
    private static Gen<DateTimeOffset> Starts { get; } =
        from day in Gen.OneOf(
            Gen.Choose(0, 4 * 365).Select(days => new DateTime(2024, 1, 1).AddDays(days)),
            Gen.Elements("2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-04-05", "2026-10-04", "2028-02-29", "2026-12-31")
                .Select(text => Date(text).ToDateTime(TimeOnly.MinValue)).SelectMany(day => Gen.Choose(-4, 1).Select(shift => day.AddDays(shift))))
        from minute in Gen.Choose(0, 24 * 60)
        select new DateTimeOffset(day, TimeSpan.Zero).AddMinutes(minute);

    internal static Gen<Example> Examples { get; } =
        from zone in Gen.Elements(Shanghai, Berlin, NewYork, "Australia/Lord_Howe", "America/Havana", "UTC")
        from start in Starts
        from week in Gen.ArrayOf(DayHours, 7)
        from someDay in Gen.Choose(0, 6)
        from holidays in Gen.ListOf(Gen.Choose(-2, 20))
        from specials in Gen.ListOf(Gen.Choose(-2, 20))
        from specialHours in DayHours
        from first in Work
        from second in Work
        select new Example(
            new BusinessCalendar
            {
                TimeZoneId = zone,
                // At least one weekday is open.
                Week = Enum.GetValues<DayOfWeek>().ToDictionary(
                    day => day, day => (int)day == someDay && week[(int)day].Count == 0 ? Hours("09:00-18:00") : week[(int)day]),
                Holidays = [.. holidays.Select(days => DateOnly.FromDateTime(start.UtcDateTime).AddDays(days))],
                SpecialDays = specials.Distinct().ToDictionary(days => DateOnly.FromDateTime(start.UtcDateTime).AddDays(days), _ => specialHours),
            },
            start,
            first,
            second);

    /// <summary>One shift between midnight and five, every day, around a change of daylight saving.</summary>
    private static Gen<Example> SmallHours { get; } =
        from change in Gen.Elements(
            (Berlin, "2026-03-29"), (Berlin, "2026-10-25"), (NewYork, "2026-03-08"), (NewYork, "2026-11-01"),
            ("Australia/Lord_Howe", "2026-04-05"), ("Australia/Lord_Howe", "2026-10-04"), ("America/Havana", "2026-03-08"), ("America/Havana", "2026-11-01"))
        from opening in Gen.Choose(0, 19)
        from quarters in Gen.Choose(1, 20 - opening)
        from minute in Gen.Choose(0, 2 * 24 * 60)
        from span in Gen.Choose(0, 36 * 60)
        from work in Gen.Choose(0, quarters * 15)
        let first = TimeOnly.MinValue.AddMinutes(opening * 15)
        select new Example(
            EveryDay(change.Item1, $"{first:HH:mm}-{first.AddMinutes(quarters * 15):HH:mm}"),
            new DateTimeOffset(Date(change.Item2).AddDays(-1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddMinutes(minute),
            TimeSpan.FromMinutes(span),
            TimeSpan.FromMinutes(work));

    private static Gen<TimeSpan> Work =>
        Gen.OneOf(Gen.Choose(0, 600).Select(seconds => TimeSpan.FromSeconds(seconds)), Gen.Choose(0, 8 * 24 * 60).Select(minutes => TimeSpan.FromMinutes(minutes)));
}
