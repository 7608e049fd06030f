using AfterSales.Application.Insights;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Insights;

namespace AfterSales.Web.Insights.Sections;

/// <summary>Who did what: replies, resolutions, money asked for, and what buyers said of it.</summary>
public sealed class PeopleSection : ReportSection
{
    private static readonly string Reply = Measures.Promise(ClockKind.Reply);
    private static readonly string Resolution = Measures.Promise(ClockKind.Resolution);
    private static readonly string Took = Measures.Took(ClockKind.Reply);
    private static readonly string Reopened = Measures.Of(OccurrenceKind.Reopened);
    private static readonly string Asked = Measures.Of(OccurrenceKind.ApprovalAsked);
    private static readonly string Rescued = Measures.Of(OccurrenceKind.ReviewRescued);

    public override string Name => "people";

    public override IReadOnlyList<Wanted> Wanted { get; } =
    [
        new(Reply), new(Resolution), new(Took, Cut.Seconds), new(Reply, Cut.Person), new(Resolution, Cut.Person), new(Took, Cut.Person), new(Took, Cut.PersonSeconds), new(Measures.Resolved), new(Measures.Resolved, Cut.Person),
        new(Reopened, Cut.Person), new(Asked, Cut.Person), new(Measures.Borne, Cut.Person), new(Rescued, Cut.Person), .. Measures.Satisfaction.Select(mark => new Wanted(mark, Cut.Person)), .. Measures.Satisfaction.Select(mark => new Wanted(mark)),
    ];

    public override IReadOnlyList<string> Followed { get; } = [Measures.Resolved, Reply];

    public override IReadOnlyList<SectionTile> Tiles(SectionView view)
    {
        var marks = Measures.Satisfaction.Select((measure, i) => (Mark: i + 1, view.Now[measure].Count)).ToList();
        var given = marks.Sum(one => one.Count);
        return
        [
            view.Counted("ResolvedCases", Measures.Resolved, moreIsGood: true), view.InTime("RepliesInTime", Reply), view.InTime("ResolvedInTime", Resolution),
            view.Tile("Marks", given == 0 ? "–" : ReportWords.OneDecimal((decimal)marks.Sum(one => one.Mark * one.Count) / given), null, view.Texts["Reports.MarksInAll", view.Formats.Number(given)]),
        ];
    }

    public override IReadOnlyList<SectionChart> Charts(SectionView view) =>
    [
        view.Chart("ResolvedCases", Measures.Resolved, figure => figure.Count, value => view.Texts["Reports.CasesTold", value]),
        view.Chart("MissedReplies", Reply, figure => figure.Late, value => view.Texts["Reports.MissedTold", value], onlyLate: true),
    ];

    public override IReadOnlyList<SectionTable> Tables(SectionView view) =>
    [
        view.Table("people", "Team",
            [
                view.Column("Person", isNumber: false), view.Column("ResolvedCases", isBar: true), view.Column("Replies"), view.Column("MedianReply"), view.Column("NinetyReply"), view.Column("OverTwoMinutes"), view.Column("LateReplies"), view.Column("InTime48"), view.Column("ReopenedCases"),
                view.Column("ApprovalsAsked"), view.Column("Spent"), view.Column("Marks"), view.Column("Rescued"),
            ], view.Report.Team.Select(line => Person(view, line))),
    ];

    private static IReadOnlyList<SectionCell> Person(SectionView view, PersonLine line)
    {
        var key = line.PersonId.ToString();
        var slow = line.Replies.Over(ReportTables.Slow);
        var most = view.Report.Team.Max(one => one.Resolved);
        SectionCell Counted(string measure) => view.Count(view.Now.By(measure, Cut.Person).GetValueOrDefault(key).Count, view.Href(measure, Cut.Person, key));
        return
        [
            SectionView.Name(view.Person(key)), view.Count(line.Resolved, view.Href(Measures.Resolved, Cut.Person, key), SectionView.PartOf(line.Resolved, most)), view.Count(line.Replies.Count, view.Href(Took, Cut.Person, key)), view.Time(line.Replies.Median, null),
            view.Time(line.Replies.Percentile(90), null), view.Count(slow, view.Href(Took, Cut.Person, key, over: ReportTables.Slow), tone: slow > 3 ? "worst" : null), view.Count(line.LateReplies, view.Href(Reply, Cut.Person, key, onlyLate: true), tone: "worst"),
            view.Share(line.Resolutions, view.Href(Resolution, Cut.Person, key)), Counted(Reopened), Counted(Asked), SectionView.Yuan(view.Now.By(Measures.Borne, Cut.Person).GetValueOrDefault(key).Yuan, view.Href(Measures.Borne, Cut.Person, key)),
            new(ReportWords.OneDecimal(line.Marks), line.Marks), Counted(Rescued),
        ];
    }
}
