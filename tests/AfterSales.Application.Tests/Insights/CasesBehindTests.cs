using AfterSales.Application.Insights;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Tests.Insights;

/// <summary>Whatever number of a dashboard is opened, behind it are as many lines as it counted, and as much money.</summary>
public sealed class CasesBehindTests(MonthsDesk months) : IClassFixture<MonthsDesk>
{
    private static readonly ReportRange All = new(new(2026, 1, 1), new(2027, 12, 31));

    private readonly TestDesk _desk = months.Desk;

    [Fact]
    public async Task Page_OfEveryNumberOfTheDashboard_HasAsManyLinesAndAsMuchMoney()
    {
        var figures = (await _desk.Get<FigureQueries>().OfAsync(All, Dashboard.Wanted, _desk.Owner)).Value!;
        var opened = 0;
        // Of one person's times nobody opens a single second; what was sold has no cases.
        foreach (var wanted in Dashboard.Wanted.Where(one => one.Cut != Cut.PersonSeconds && Measures.Read(one.Measure) is not null))
        {
            foreach (var (key, figure) in figures.By(wanted.Measure, wanted.Cut))
            {
                var lines = await LinesAsync(new(All, wanted.Measure, wanted.Cut, key));
                (lines.Count, lines.Sum(line => line.Yuan ?? 0), lines.Sum(line => (long)(line.Seconds ?? 0)), lines.Count(line => line.IsLate))
                    .ShouldBe(((int)figure.Count, figure.Yuan, figure.Seconds, (int)figure.Late), $"{wanted.Measure} {wanted.Cut} {key}");
                if (figure.Late > 0) (await LinesAsync(new(All, wanted.Measure, wanted.Cut, key, OnlyLate: true))).Count.ShouldBe((int)figure.Late);
                opened++;
            }
        }
        opened.ShouldBeGreaterThan(60);
    }

    [Fact]
    public async Task Page_OfPartOfANumber_HasThatPart()
    {
        var took = Measures.Took(ClockKind.Reply);
        var all = await LinesAsync(new(All, took));
        (await LinesAsync(new(All, took, OverSeconds: 120))).Count.ShouldBe(all.Count(line => line.Seconds > 120));
        all.ShouldContain(line => line.Seconds > 120);
        var sorted = all.Select(line => line.Seconds!.Value).Order().ToList();
        var (over, upTo) = (sorted[sorted.Count / 4], sorted[sorted.Count * 3 / 4]);
        var between = await LinesAsync(new(All, took, OverSeconds: over, UpToSeconds: upTo));
        between.Count.ShouldBe(sorted.Count(seconds => seconds > over && seconds <= upTo));
        between.Count.ShouldBeInRange(1, all.Count - 1);
        var promised = await LinesAsync(new(All, Measures.Promise(ClockKind.Reply)));
        promised.ShouldContain(line => line.IsLate);
        (await LinesAsync(new(All, Measures.Promise(ClockKind.Reply), OnlyInTime: true))).Count.ShouldBe(promised.Count(line => !line.IsLate));

        var opened = (await LinesAsync(new(All, Measures.Opened))).Where(line => line.Courier is not null).ToList();
        var courier = opened[0].Courier!;
        var subtypes = opened.Where(line => line.Courier == courier).Select(line => line.Subtype).OfType<Domain.Cases.CaseSubtype>().Distinct().ToList();
        subtypes.Count.ShouldBeGreaterThan(1);
        (await LinesAsync(new(All, Measures.Opened, Cut.CourierSubtype, $"{courier}|{string.Join('+', subtypes)}"))).Count.ShouldBe(opened.Count(line => line.Courier == courier && line.Subtype is not null));
        (await LinesAsync(new(All, Measures.Opened, Cut.CourierSubtype, $"{courier}|{subtypes[0]}"))).Count.ShouldBe(opened.Count(line => line.Courier == courier && line.Subtype == subtypes[0]));
    }

    [Fact]
    public async Task Page_GoesOnByKey_LatestFirst_WithoutGapsOrRepetitions()
    {
        var behind = new Behind(All, Measures.Promise(ClockKind.Reply));
        var whole = (await _desk.Get<CasesBehindQueries>().PageAsync(behind, null, _desk.Owner, 1_000)).Value!;
        whole.Next.ShouldBeNull();
        var lines = await LinesAsync(behind, most: 7);

        lines.Select(line => (line.CaseId, line.Key)).ShouldBe(whole.Lines.Select(line => (line.CaseId, line.Key)));
        lines.Select(line => line.At).ShouldBe(lines.Select(line => line.At).OrderDescending());
        lines.Count.ShouldBeGreaterThan(14);
    }

    [Theory]
    [InlineData("Nothing", Cut.All, "", "reports.measure_unknown")]
    [InlineData("Opened", Cut.Person, "nobody", "reports.key_unknown")]
    [InlineData("Opened", Cut.PersonSeconds, "x|5", "reports.key_unknown")]
    public async Task Page_OfWhatIsNoNumber_IsRefused(string measure, Cut cut, string key, string code) =>
        (await _desk.Get<CasesBehindQueries>().PageAsync(new(All, measure, cut, key), null, _desk.Owner)).Refusal!.Code.ShouldBe(code);

    [Fact]
    public async Task Page_ForWhoMayNotSeeReports_IsRefused_AndAStrangerSeesNothing()
    {
        (await _desk.Get<CasesBehindQueries>().PageAsync(new(All, Measures.Opened), null, _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<CasesBehindQueries>().PageAsync(new(All, Measures.Opened), null, await _desk.StrangerAsync())).Value!.Lines.ShouldBeEmpty();
    }

    private async Task<List<BehindLine>> LinesAsync(Behind behind, int most = 200)
    {
        var lines = new List<BehindLine>();
        BehindCursor? after = null;
        do
        {
            var page = (await _desk.Get<CasesBehindQueries>().PageAsync(behind, after, _desk.Owner, most)).Value!;
            lines.AddRange(page.Lines);
            after = page.Next;
        }
        while (after is not null);
        return lines;
    }
}
