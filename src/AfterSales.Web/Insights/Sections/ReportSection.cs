using AfterSales.Application.Insights;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Ledger;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Insights.Sections;

/// <summary>A part of the dashboard to dig in: what it reads, and what it makes of it. One for each subject of SPEC 8.</summary>
public abstract class ReportSection
{
    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<ReportSection> All { get; } = [new ServiceSection(), new MoneySection(), new QualitySection(), new CouriersSection(), new PeopleSection(), new ReviewsSection()];

    /// <summary>How addresses name it.</summary>
    public abstract string Name { get; }

    /// <summary>Every figure that it is made of.</summary>
    public abstract IReadOnlyList<Wanted> Wanted { get; }

    /// <summary>The measures that are followed from day to day.</summary>
    public abstract IReadOnlyList<string> Followed { get; }

    /// <summary>When it is busy belongs to the service alone.</summary>
    public virtual bool HasHours => false;

    public static ReportSection? Find(string? name) => All.FirstOrDefault(section => section.Name == name);

    public abstract IReadOnlyList<SectionTile> Tiles(SectionView view);

    public abstract IReadOnlyList<SectionChart> Charts(SectionView view);

    public abstract IReadOnlyList<SectionTable> Tables(SectionView view);

    /// <summary>The tables, and the charts as one: each day with what it opens, the latest first.</summary>
    public IReadOnlyList<SectionTable> AllTables(SectionView view) => [.. Tables(view), Days(view)];

    private SectionTable Days(SectionView view)
    {
        var charts = Charts(view);
        return view.Table("days", "DayByDay", [view.Column("Day", isNumber: false), .. charts.Select(chart => new SectionColumn(chart.Title))], charts[0].Bars.Select((bar, place) => (IReadOnlyList<SectionCell>)
        [
            SectionView.Name(view.Texts.RangeOf(bar.Days)), .. charts.Select(chart => chart.Bars[place]).Select(one => new SectionCell(one.Told, one.Value, one.Value == 0 ? null : one.Href)),
        ]).Reverse());
    }
}

/// <summary>What a section is drawn from, with the pieces that sections are drawn of.</summary>
/// <param name="Trend">How its measures went; <paramref name="TrendBefore"/>: in the range before.</param>
public sealed record SectionView(Dashboard Report, Trend Trend, Trend TrendBefore, Texts Texts, Formats Formats)
{
    public Figures Now => Report.Now;

    public Figures Before => Report.Before;

    public string Href(string measure, Cut cut = Cut.All, string key = "", bool onlyLate = false, int? over = null, int? upTo = null, bool onlyInTime = false) =>
        ReportAddress.Behind(Report, measure, cut, key, onlyLate, over, upTo, onlyInTime);

    public SectionColumn Column(string title, bool isNumber = true, bool isBar = false) => new(Texts[$"Reports.{title}"], isNumber, isBar);

    public SectionTable Table(string name, string title, IReadOnlyList<SectionColumn> columns, IEnumerable<IReadOnlyList<SectionCell>> rows, string? legend = null) =>
        new(name, Texts[$"Reports.{title}"], columns, [.. rows], legend is null ? null : Texts[$"Reports.{legend}"]);

    /// <summary>Who it is, by the key of a cut.</summary>
    public string Person(string key) => Guid.TryParse(key, out var id) && Report.People.TryGetValue(id, out var name) ? name : Texts["History.SomebodyGone"];

    /// <summary>快递 · 中通: who bears a cost, by party and name; a person is named.</summary>
    public string Payer(string key)
    {
        var bar = key.IndexOf('|', StringComparison.Ordinal);
        if (!Enum.TryParse<Party>(bar < 0 ? key : key[..bar], out var party)) return key;
        var name = bar < 0 ? "" : key[(bar + 1)..];
        return name.Length == 0 ? Texts.Word(party) : $"{Texts.Word(party)} · {(party == Party.Person ? Person(name) : name)}";
    }

    public static SectionCell Name(string text) => new(text, text);

    /// <summary>A number with the cases behind it, where it is any.</summary>
    public SectionCell Count(long count, string? href, double? part = null, string? tone = null) => new(Formats.Number(count), count, count > 0 ? href : null, part, count > 0 ? tone : null);

    public static SectionCell Yuan(decimal yuan, string? href, double? part = null) => new(ReportWords.WholeYuan(yuan), yuan, yuan != 0 ? href : null, part, Hint: Formats.Money(yuan));

    /// <summary>A share with how far the truth may be from it.</summary>
    public SectionCell Share(Rate rate, string? href = null, string? tone = null, bool isPerMille = false) => new(
        isPerMille ? ReportWords.PerMille(rate.Share) : ReportWords.Percent(rate.Share), ReportWords.Percent(rate.Share), rate.Hits > 0 ? href : null, Tone: tone,
        Hint: rate.Bounds is var (low, high) ? Texts["Reports.HitsOfBounds", rate.Hits, rate.Of, ReportWords.Percent(low), ReportWords.Percent(high)] : null);

    public SectionCell Time(int? seconds, string? href) => new(Texts.Time(seconds), seconds, seconds is null ? null : href);

    public SectionTile Tile(string label, string value, string? href, string? note = null, TileDelta? delta = null) => new(Texts[$"Reports.{label}"], value, href, note, delta);

    /// <summary>A share in time, with how it changed.</summary>
    public SectionTile InTime(string label, string measure)
    {
        var (now, before) = (Now[measure].InTime, Before[measure].InTime);
        return Tile(label, ReportWords.Percent(now.Share), Href(measure, onlyLate: true), Texts["Reports.MissedOf", Formats.Number(now.Of - now.Hits), Formats.Number(now.Of)],
            new(now.Share is { } n && before.Share is { } b ? (decimal)(n - b) * 100 : null, "Reports.Points", ReportWords.Percent(before.Share), MoreIsGood: true));
    }

    /// <summary>How many there were, and how many per cent more or fewer than before.</summary>
    public SectionTile Counted(string label, string measure, string? note = null, bool moreIsGood = false) => Changed(label, measure, figure => figure.Count, value => Formats.Number((long)value), note, moreIsGood);

    public SectionTile Summed(string label, string measure, string? note = null, bool moreIsGood = false) => Changed(label, measure, figure => figure.Yuan, ReportWords.WholeYuan, note, moreIsGood);

    /// <summary>A measure from day to day.</summary>
    /// <param name="text">What a day says, by its value.</param>
    public SectionChart Chart(string title, string measure, Func<Figure, decimal> value, Func<decimal, string> text, bool onlyLate = false)
    {
        var before = TrendBefore[measure];
        return new(Texts[$"Reports.{title}"],
        [
            .. Trend[measure].Select((point, place) =>
            {
                decimal? was = place < before.Count ? value(before[place].Figure) : null;
                return new ChartBar(
                    point.Range, value(point.Figure), was, text(value(point.Figure)), Texts["Reports.BarOf", Texts.RangeOf(point.Range), text(value(point.Figure))], was is { } earlier ? text(earlier) : null,
                    ReportAddress.Behind(new(point.Range, measure, OnlyLate: onlyLate), Report.Stores));
            }),
        ]);
    }

    /// <summary>How long something took, in stretches; each opens what lies in it.</summary>
    public SectionTable Stretches(string name, string title, string measure, IReadOnlyList<int> bounds)
    {
        var (now, before) = (Now.Times(measure), Before.Times(measure));
        var (counts, earlier) = (now.In([.. bounds]), before.In([.. bounds]));
        return Table(name, title, [Column("TookUpTo", isNumber: false), Column("Times", isBar: true), Column("Share"), Column("SharePreviously")], counts.Select((count, place) => (IReadOnlyList<SectionCell>)
        [
            Name(place < bounds.Count ? Texts["Reports.UpTo", Texts.Time(bounds[place])] : Texts["Reports.LongerThan", Texts.Time(bounds[^1])]),
            Count(count, Href(measure, over: place == 0 ? null : bounds[place - 1], upTo: place < bounds.Count ? bounds[place] : null), PartOf(count, counts.Max())),
            Share(new(count, now.Count)),
            Share(new(earlier[place], before.Count)),
        ]));
    }

    public static double PartOf(decimal value, decimal most) => most <= 0 || value <= 0 ? 0 : (double)(value / most);

    private SectionTile Changed(string label, string measure, Func<Figure, decimal> of, Func<decimal, string> text, string? note, bool moreIsGood)
    {
        var (now, before) = (of(Now[measure]), of(Before[measure]));
        return Tile(label, text(now), now == 0 ? null : Href(measure), note, new(before > 0 ? (now - before) * 100 / before : null, "Reports.Percent", text(before), moreIsGood));
    }
}
