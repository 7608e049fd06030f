using System.Globalization;
using AfterSales.Application.Insights;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Tests.Insights;

/// <summary>What the days or months of a range say comes to what the range says.</summary>
public sealed class TrendTests(MonthsDesk months) : IClassFixture<MonthsDesk>
{
    private static readonly string[] Followed = [Measures.Opened, Measures.Promise(ClockKind.Reply), Measures.Borne, "Nobody counted this"];

    private readonly TestDesk _desk = months.Desk;

    [Theory]
    [InlineData("2026-12-07", "2026-12-07", 1)]
    [InlineData("2026-11-25", "2027-01-09", 46)]
    [InlineData("2026-11-24", "2027-02-23", 92)]
    [InlineData("2026-11-24", "2027-02-24", 4)]
    [InlineData("2026-01-15", "2027-12-31", 24)]
    public async Task Points_OfAnyRange_AddUpToTheRange_EachToItsOwnDays(string first, string last, int count)
    {
        var range = new ReportRange(DateOnly.Parse(first, CultureInfo.InvariantCulture), DateOnly.Parse(last, CultureInfo.InvariantCulture));
        var trend = (await _desk.Get<TrendQueries>().OfAsync(range, Followed, _desk.Owner)).Value!;
        var whole = await FiguresAsync(range);

        foreach (var measure in Followed)
        {
            var points = trend[measure];
            points.Count.ShouldBe(count);
            points[0].Range.First.ShouldBe(range.First);
            points[^1].Range.Last.ShouldBe(range.Last);
            points.Zip(points.Skip(1)).ShouldAllBe(pair => pair.First.Range.Last.AddDays(1) == pair.Second.Range.First);
            Sum(points.Select(point => point.Figure)).ShouldBe(whole[measure], measure);
        }
        whole[Measures.Opened].Count.ShouldBeGreaterThan(0);
        var busiest = trend[Measures.Opened].MaxBy(point => point.Figure.Count)!;
        (await FiguresAsync(busiest.Range))[Measures.Opened].ShouldBe(busiest.Figure);
    }

    [Fact]
    public async Task Trend_ForWhoMayNotSeeReports_IsRefused() =>
        (await _desk.Get<TrendQueries>().OfAsync(new(new(2026, 12, 1), new(2026, 12, 2)), Followed, _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);

    private async Task<Figures> FiguresAsync(ReportRange range) => (await _desk.Get<FigureQueries>().OfAsync(range, [.. Followed.Select(measure => new Wanted(measure))], _desk.Owner)).Value!;

    private static Figure Sum(IEnumerable<Figure> figures) => figures.Aggregate((a, b) => new(a.Count + b.Count, a.Late + b.Late, a.Seconds + b.Seconds, a.Yuan + b.Yuan));
}
