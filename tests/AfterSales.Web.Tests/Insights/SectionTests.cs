using System.Globalization;
using AfterSales.Application.Insights;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Web.Insights;
using AfterSales.Web.Insights.Sections;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace AfterSales.Web.Tests.Insights;

/// <summary>Whatever number stands in a section, its link asks for what was counted there; and every word has its text.</summary>
public sealed class SectionTests
{
    private static readonly Guid Person = new("01900000-0000-7000-8000-000000000001");
    private static readonly ReportRange Range = new(new(2026, 11, 1), new(2026, 11, 30));
    private static readonly Actor Owner = Actor.Person(Person, "店长", new("01900000-0000-7000-8000-000000000002"), [Role.Owner]);

    public static TheoryData<string, string> Sections()
    {
        var data = new TheoryData<string, string>();
        foreach (var section in ReportSection.All)
            foreach (var language in new[] { "zh-CN", "en" }) data.Add(section.Name, language);
        return data;
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void EveryNumber_OfASection_OpensWhatItCounted(string name, string language)
    {
        var section = ReportSection.Find(name)!;
        var view = View(section, language);

        var opened = 0;
        foreach (var table in section.Tables(view))
        {
            table.Rows.ShouldNotBeEmpty($"{table.Name} of {name}");
            table.Rows.ShouldAllBe(row => row.Count == table.Columns.Count, table.Name);
            foreach (var cell in table.Rows.SelectMany(row => row).Where(cell => cell.Href is not null))
            {
                var behind = BehindOf(cell.Href!);
                if (cell.Value is long count) count.ShouldBe(Counted(view.Now, behind), $"{table.Name}: {cell.Href}");
                else if (cell.Value is decimal yuan) yuan.ShouldBe(view.Now.By(behind.Measure, behind.Cut)[behind.Key].Yuan, $"{table.Name}: {cell.Href}");
                opened++;
            }
        }
        opened.ShouldBeGreaterThan(2);
        foreach (var tile in section.Tiles(view).Where(tile => tile.Href is not null)) BehindOf(tile.Href!).Range.ShouldBe(Range);
        section.Charts(view).SelectMany(chart => chart.Bars).ShouldAllBe(bar => BehindOf(bar.Href).Range == bar.Days);
        var days = section.AllTables(view).Single(table => table.Name == "days");
        days.Rows.Count.ShouldBe(Range.Days);
        days.Rows[0].Skip(1).ShouldAllBe(cell => cell.Href != null && BehindOf(cell.Href).Range.First == Range.Last);
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void EveryWord_OfASection_HasItsText(string name, string language)
    {
        var section = ReportSection.Find(name)!;
        var view = View(section, language);

        IEnumerable<string?> said =
        [
            view.Texts[$"Reports.Section.{name}"],
            .. section.Tiles(view).SelectMany(tile => new[] { tile.Label, tile.Value, tile.Note, tile.Delta is { } delta ? view.Texts[delta.Unit, "1"] : null }),
            .. section.Charts(view).SelectMany(chart => chart.Bars.SelectMany(bar => new[] { bar.Text, bar.BeforeText }).Append(chart.Title)),
            .. section.AllTables(view).SelectMany(table => table.Rows.SelectMany(row => row.SelectMany(cell => new[] { cell.Text, cell.Hint })).Concat(table.Columns.Select(column => column.Title)).Append(table.Title).Append(table.Legend)),
        ];
        said.ShouldAllBe(text => text == null || !text.Contains("Reports.") && !text.Contains("Words.") && !text.Contains("History."));
    }

    [Fact]
    public void Money_SaysHowFewThingsCostMost()
    {
        var section = ReportSection.Find("money")!;
        var figures = Figures(section, (measure, cut, key) => measure == Measures.Borne ? new(1, 0, 0, cut == Cut.Type ? key switch { "Quality" => 80, "Logistics" => 20, _ => 0 } : 100) : default);
        var view = View(section, "en") with { Report = Report(figures) };

        var types = section.Tables(view).First(table => table.Name == "types");

        types.Rows.Select(row => (row[0].Text, row[3].Text, row[4].Text)).ShouldBe([("Quality", "80.0%", "80.0%"), ("Logistics", "20.0%", "100%")]);
    }

    private static SectionView View(ReportSection section, string language)
    {
        var texts = new Texts(CultureInfo.GetCultureInfo(language));
        // Every key another number, so that no link can point at its neighbour's.
        var next = 40;
        Figure Another(string measure, Cut cut, string key) => new(next += 7, next % 5, next * 60L, next + 0.5m);
        var report = Report(Figures(section, Another));
        return new(report, Trend(section, Range), Trend(section, Range.Before()), texts, new Formats(texts, TimeProvider.System));
    }

    private static Dashboard Report(Figures figures) => new(figures, figures, new Dictionary<Guid, string> { [Person] = "林小满" }, Owner, null);

    private static Figures Figures(ReportSection section, Func<string, Cut, string, Figure> figure) => new(Range, section.Wanted.Distinct().ToDictionary(
        wanted => wanted, wanted => (IReadOnlyDictionary<string, Figure>)KeysOf(wanted.Cut).ToDictionary(key => key, key => figure(wanted.Measure, wanted.Cut, key))));

    private static Trend Trend(ReportSection section, ReportRange range) => new(section.Followed.ToDictionary(
        measure => measure, _ => (IReadOnlyList<TrendPoint>)[.. TrendQueries.PointsOf(range).Select(days => new TrendPoint(days, new(days.First.Day, 1, 60, 12.5m)))]));

    private static string[] KeysOf(Cut cut) => cut switch
    {
        Cut.All => [""],
        Cut.Type => ["Quality", "Logistics", "Review"],
        Cut.Subtype => ["Defect", "Lost"],
        Cut.Responsible => ["courier", "store"],
        Cut.Party => ["Courier", "Store"],
        Cut.PartyName => ["Courier|中通", "Supplier|衣厂", "Store|", $"Person|{Person}"],
        Cut.Style => ["QH2361", "QH2207"],
        Cut.Batch => ["QH2361|2610-B", "QH2207|2609-A"],
        Cut.Supplier => ["一号针织厂", "三号成衣厂"],
        Cut.Courier => ["中通", "顺丰"],
        Cut.CourierSubtype => ["中通|Lost", "中通|Damaged", "顺丰|Delayed"],
        Cut.Person => [Person.ToString()],
        Cut.Hour => ["1-09", "7-23"],
        Cut.Seconds => ["12", "30", "31", "120", "121", "299", "5400", "90000", "900000"],
        Cut.PersonSeconds => [$"{Person}|30", $"{Person}|121", $"{Person}|400"],
        _ => throw new NotSupportedException(cut.ToString()),
    };

    internal static Behind BehindOf(string href)
    {
        var query = QueryHelpers.ParseQuery(href[href.IndexOf('?', StringComparison.Ordinal)..]);
        string? Part(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
        return ReportAddress.BehindOf(new(Part("of"), Part("cut"), Part("key"), Part("late"), Part("over"), Part("upto"), Part("from"), Part("to"))) ?? throw new ShouldAssertException($"{href} opens nothing");
    }

    private static long Counted(Figures figures, Behind behind)
    {
        bool Lies(int seconds) => seconds > (behind.OverSeconds ?? int.MinValue) && seconds <= (behind.UpToSeconds ?? int.MaxValue);
        if (behind.OverSeconds is not null || behind.UpToSeconds is not null)
        {
            return behind.Cut == Cut.Person
                ? figures.By(behind.Measure, Cut.PersonSeconds).Where(one => one.Key.StartsWith(behind.Key, StringComparison.Ordinal) && Lies(int.Parse(one.Key.Split('|')[1], CultureInfo.InvariantCulture))).Sum(one => one.Value.Count)
                : figures.By(behind.Measure, Cut.Seconds).Where(one => Lies(int.Parse(one.Key, CultureInfo.InvariantCulture))).Sum(one => one.Value.Count);
        }
        // The replies of a person are as many as they have times.
        if (behind.Cut == Cut.Person && figures.By(behind.Measure, Cut.PersonSeconds) is { Count: > 0 } times) return times.Values.Sum(one => one.Count);
        var figure = figures.By(behind.Measure, behind.Cut)[behind.Key];
        return behind.OnlyLate ? figure.Late : behind.OnlyInTime ? figure.Count - figure.Late : figure.Count;
    }
}
