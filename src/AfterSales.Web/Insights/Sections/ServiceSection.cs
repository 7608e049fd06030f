using AfterSales.Application.Insights;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Insights;
using AfterSales.Web.Playbooks;

namespace AfterSales.Web.Insights.Sections;

/// <summary>Are promises kept, how long do buyers wait, and why do they come.</summary>
public sealed class ServiceSection : ReportSection
{
    private static readonly string Reply = Measures.Promise(ClockKind.Reply);
    private static readonly string Resolution = Measures.Promise(ClockKind.Resolution);
    private static readonly string ReplyTook = Measures.Took(ClockKind.Reply);
    private static readonly string ResolutionTook = Measures.Took(ClockKind.Resolution);
    private static readonly string Reopened = Measures.Of(OccurrenceKind.Reopened);

    // Half a minute, one, two, the promised five, ten, thirty; two hours.
    private static readonly int[] ReplyBounds = [30, 60, 120, 300, 600, 1_800, 7_200];

    // An hour, four, half a day, a day, the promised two, three; a week.
    private static readonly int[] ResolutionBounds = [3_600, 14_400, 43_200, 86_400, 172_800, 259_200, 604_800];

    public override string Name => "service";

    public override bool HasHours => true;

    public override IReadOnlyList<Wanted> Wanted { get; } =
    [
        .. Enum.GetValues<ClockKind>().Select(kind => new Wanted(Measures.Promise(kind))), new(Reply, Cut.Hour), new(Reply, Cut.Subtype), new(Resolution, Cut.Subtype),
        new(ReplyTook, Cut.Seconds), new(ResolutionTook, Cut.Seconds), new(Measures.Opened), new(Measures.Opened, Cut.Hour), new(Measures.Opened, Cut.Subtype), new(Measures.Opened, Cut.Responsible), new(Reopened), new(Measures.Resolved),
    ];

    public override IReadOnlyList<string> Followed { get; } = [Measures.Opened, Reply, Resolution];

    public override IReadOnlyList<SectionTile> Tiles(SectionView view)
    {
        var (replies, earlier) = (view.Now.Times(ReplyTook), view.Before.Times(ReplyTook));
        var (resolutions, sooner) = (view.Now.Times(ResolutionTook), view.Before.Times(ResolutionTook));
        return
        [
            view.InTime("RepliesInTime", Reply), view.InTime("ResolvedInTime", Resolution),
            Waiting(view, "MedianReply", replies, earlier, ReplyTook), Waiting(view, "MedianResolution", resolutions, sooner, ResolutionTook),
            view.Counted("NewCases", Measures.Opened), view.Counted("ReopenedCases", Reopened, view.Texts["Reports.OfResolved", view.Formats.Number(view.Now[Measures.Resolved].Count)]),
        ];
    }

    public override IReadOnlyList<SectionChart> Charts(SectionView view) =>
    [
        view.Chart("NewCases", Measures.Opened, figure => figure.Count, value => view.Texts["Reports.CasesTold", value]),
        view.Chart("MissedReplies", Reply, figure => figure.Late, value => view.Texts["Reports.MissedTold", value], onlyLate: true),
        view.Chart("MissedResolutions", Resolution, figure => figure.Late, value => view.Texts["Reports.MissedTold", value], onlyLate: true),
    ];

    public override IReadOnlyList<SectionTable> Tables(SectionView view) =>
    [
        view.Stretches("replies", "ReplyTimes", ReplyTook, ReplyBounds), view.Stretches("resolutions", "ResolutionTimes", ResolutionTook, ResolutionBounds),
        view.Table("promises", "PromisesKept", [view.Column("Clock", isNumber: false), view.Column("Kept"), view.Column("Missed"), view.Column("Rate"), view.Column("SharePreviously")],
            Enum.GetValues<ClockKind>().Where(kind => view.Now[Measures.Promise(kind)].Count > 0).Select(kind => Promise(view, kind))),
        view.Table("causes", "WhoCaused", [view.Column("Responsible", isNumber: false), view.Column("Cases", isBar: true), view.Column("Previously")], Causes(view)),
        view.Table("subtypes", "Subtypes", [view.Column("Subtype", isNumber: false), view.Column("Cases", isBar: true), view.Column("Previously"), view.Column("LateReplies"), view.Column("LateResolutions")], Subtypes(view)),
    ];

    private static SectionTile Waiting(SectionView view, string label, Distribution now, Distribution before, string measure) =>
        view.Tile(label, view.Texts.Time(now.Median), now.Count == 0 ? null : view.Href(measure), now.Count == 0 ? null : view.Texts["Reports.NinetyWithin", view.Texts.Time(now.Percentile(90))],
            new(before.Median is > 0 and var was && now.Median is { } median ? (decimal)(median - was) * 100 / was : null, "Reports.Percent", view.Texts.Time(before.Median)));

    private static IReadOnlyList<SectionCell> Promise(SectionView view, ClockKind kind)
    {
        var measure = Measures.Promise(kind);
        var (now, before) = (view.Now[measure], view.Before[measure]);
        return [SectionView.Name(view.Texts.Word(kind)), view.Count(now.InTime.Hits, view.Href(measure, onlyInTime: true)), view.Count(now.Late, view.Href(measure, onlyLate: true), tone: "worst"), view.Share(now.InTime), view.Share(before.InTime)];
    }

    private static IEnumerable<IReadOnlyList<SectionCell>> Causes(SectionView view)
    {
        var (now, before) = (view.Now.By(Measures.Opened, Cut.Responsible), view.Before.By(Measures.Opened, Cut.Responsible));
        var most = now.Values.Select(one => one.Count).DefaultIfEmpty(0).Max();
        return now.OrderByDescending(one => one.Value.Count).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => (IReadOnlyList<SectionCell>)
        [
            SectionView.Name(view.Texts.Outcome("Party", one.Key)), view.Count(one.Value.Count, view.Href(Measures.Opened, Cut.Responsible, one.Key), SectionView.PartOf(one.Value.Count, most)), view.Count(before.GetValueOrDefault(one.Key).Count, null),
        ]);
    }

    private static IEnumerable<IReadOnlyList<SectionCell>> Subtypes(SectionView view)
    {
        var (now, before) = (view.Now.By(Measures.Opened, Cut.Subtype), view.Before.By(Measures.Opened, Cut.Subtype));
        var (replies, resolutions) = (view.Now.By(Reply, Cut.Subtype), view.Now.By(Resolution, Cut.Subtype));
        var most = now.Values.Select(one => one.Count).DefaultIfEmpty(0).Max();
        return now.Keys.Union(replies.Keys).Union(resolutions.Keys).OrderByDescending(key => now.GetValueOrDefault(key).Count).ThenBy(key => key, StringComparer.Ordinal).Select(key => (IReadOnlyList<SectionCell>)
        [
            SectionView.Name(view.Texts.SubtypeOf(key)), view.Count(now.GetValueOrDefault(key).Count, view.Href(Measures.Opened, Cut.Subtype, key), SectionView.PartOf(now.GetValueOrDefault(key).Count, most)), view.Count(before.GetValueOrDefault(key).Count, null),
            view.Count(replies.GetValueOrDefault(key).Late, view.Href(Reply, Cut.Subtype, key, onlyLate: true), tone: "worst"),
            view.Count(resolutions.GetValueOrDefault(key).Late, view.Href(Resolution, Cut.Subtype, key, onlyLate: true), tone: "worst"),
        ]);
    }
}
