using AfterSales.Domain.Insights;

namespace AfterSales.Domain.Tests.Insights;

public sealed class ReportRangeTests
{
    [Theory]
    [InlineData("2026-03-01", "2026-03-31", "Month 2026-03-01..2026-03-31")]
    [InlineData("2026-03-01", "2026-03-01", "Day 2026-03-01..2026-03-01")]
    [InlineData("2026-03-02", "2026-03-31", "Day 2026-03-02..2026-03-31")]
    [InlineData("2026-03-02", "2026-04-29", "Day 2026-03-02..2026-04-29")]
    [InlineData("2026-03-02", "2026-04-30", "Day 2026-03-02..2026-03-31, Month 2026-04-01..2026-04-30")]
    [InlineData("2024-02-29", "2026-01-01", "Day 2024-02-29..2024-02-29, Month 2024-03-01..2025-12-31, Day 2026-01-01..2026-01-01")]
    public void Parts_AreWholeMonthsAndTheDaysAround(string first, string last, string parts) =>
        string.Join(", ", Range(first, last).Parts().Select(part => $"{part.Span} {part.First:yyyy-MM-dd}..{part.Last:yyyy-MM-dd}")).ShouldBe(parts);

    [Fact]
    public void Parts_OfAnyRange_CoverEachDayOnce()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var first = new DateOnly(2023, 1, 1).AddDays(random.Next(900));
            var range = new ReportRange(first, first.AddDays(random.Next(random.Next(2) == 0 ? 40 : 1_100)));
            var days = range.Parts().SelectMany(part => Enumerable.Range(0, part.Last.DayNumber - part.First.DayNumber + 1).Select(part.First.AddDays)).ToList();
            days.ShouldBe(Enumerable.Range(0, range.Days).Select(range.First.AddDays));
            range.Parts().Where(part => part.Span == RollUpSpan.Month).ShouldAllBe(part => part.First.Day == 1 && part.Last.AddDays(1).Day == 1);
        }
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28")]
    [InlineData("2026-01-01", "2026-12-31", "2025-01-01", "2025-12-31")]
    [InlineData("2026-03-05", "2026-03-11", "2026-02-26", "2026-03-04")]
    [InlineData("2026-03-05", "2026-03-05", "2026-03-04", "2026-03-04")]
    public void Before_IsAsLong_InMonthsWhereItIsMonths(string first, string last, string before, string until) => Range(first, last).Before().ShouldBe(Range(before, until));

    [Fact]
    public void Range_ThatEndsBeforeItBegins_IsNone() => Should.Throw<ArgumentException>(() => Range("2026-03-02", "2026-03-01"));

    private static ReportRange Range(string first, string last) => new(Day(first), Day(last));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
