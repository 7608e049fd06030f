using AfterSales.Application.Insights;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Reviews;

namespace AfterSales.Web.Insights.Sections;

/// <summary>What buyers wrote on the platform, what became of it, and what that cost.</summary>
public sealed class ReviewsSection : ReportSection
{
    private static readonly string Rescued = Measures.Of(OccurrenceKind.ReviewRescued);
    private static readonly IReadOnlyList<(ReviewRating Rating, string Measure)> Ratings = [.. Enum.GetValues<ReviewRating>().Select(rating => (rating, Measures.Of(OccurrenceKind.Review, rating.ToString())))];
    private static readonly IReadOnlyList<(ReviewOutcome Outcome, string Measure)> Outcomes = [.. Enum.GetValues<ReviewOutcome>().Select(outcome => (outcome, Measures.Of(OccurrenceKind.ReviewEnded, outcome.ToString())))];

    public override string Name => "reviews";

    public override IReadOnlyList<Wanted> Wanted { get; } =
    [
        .. Ratings.SelectMany(one => new Wanted[] { new(one.Measure), new(one.Measure, Cut.Style) }), .. Outcomes.Select(one => new Wanted(one.Measure)), new(Rescued), new(Rescued, Cut.Person), new(Measures.Borne, Cut.Type), new(SoldMeasures.Orders),
    ];

    public override IReadOnlyList<string> Followed { get; } = [Ratings[0].Measure, Rescued];

    public override IReadOnlyList<SectionTile> Tiles(SectionView view)
    {
        var ended = Outcomes.Sum(one => view.Now[one.Measure].Count);
        var rescued = new Rate(view.Now[Rescued].Count, ended);
        var cost = view.Now.By(Measures.Borne, Cut.Type).GetValueOrDefault(nameof(CaseType.Review)).Yuan;
        return
        [
            view.Counted("NegativeReviews", Ratings[0].Measure), view.Counted("NeutralReviews", Ratings[1].Measure),
            view.Tile("RescuedShare", ReportWords.Percent(rescued.Share), rescued.Hits > 0 ? view.Href(Rescued) : null, view.Texts["Reports.HitsOf", rescued.Hits, rescued.Of]),
            view.Tile("ReviewCost", ReportWords.WholeYuan(cost), view.Href(Measures.Borne, Cut.Type, nameof(CaseType.Review)), rescued.Hits > 0 ? view.Texts["Reports.EachRescued", ReportWords.WholeYuan(cost / rescued.Hits)] : null),
        ];
    }

    public override IReadOnlyList<SectionChart> Charts(SectionView view) =>
    [
        view.Chart("NegativeReviews", Ratings[0].Measure, figure => figure.Count, value => view.Texts["Reports.ReviewsTold", value]), view.Chart("Rescued", Rescued, figure => figure.Count, value => view.Texts["Reports.ReviewsTold", value]),
    ];

    public override IReadOnlyList<SectionTable> Tables(SectionView view) =>
    [
        view.Table("outcomes", "ReviewOutcomes", [view.Column("Outcome", isNumber: false), view.Column("Reviews", isBar: true), view.Column("Share"), view.Column("Previously")], Ended(view)),
        view.Table("ratings", "ReviewRatings", [view.Column("Rating", isNumber: false), view.Column("Reviews", isBar: true), view.Column("Previously")], Rated(view)),
        view.Table("styles", "ReviewedStyles", [view.Column("Style", isNumber: false), view.Column("NegativeReviews", isBar: true), view.Column("NeutralReviews")], Styles(view)),
        view.Table("people", "RescuedBy", [view.Column("Person", isNumber: false), view.Column("Rescued", isBar: true)], Rescuers(view)),
    ];

    private static IEnumerable<IReadOnlyList<SectionCell>> Ended(SectionView view)
    {
        var (all, most) = (Outcomes.Sum(one => view.Now[one.Measure].Count), Outcomes.Max(one => view.Now[one.Measure].Count));
        return Outcomes.Where(_ => all > 0).Select(one => (one.Outcome, one.Measure, view.Now[one.Measure].Count)).Select(one => (IReadOnlyList<SectionCell>)
            [SectionView.Name(view.Texts.Word(one.Outcome)), view.Count(one.Count, view.Href(one.Measure), SectionView.PartOf(one.Count, most)), view.Share(new(one.Count, all)), view.Count(view.Before[one.Measure].Count, null)]);
    }

    private static IEnumerable<IReadOnlyList<SectionCell>> Rated(SectionView view)
    {
        var most = Ratings.Max(one => view.Now[one.Measure].Count);
        return Ratings.Where(one => view.Now[one.Measure].Count > 0).Select(one => (IReadOnlyList<SectionCell>)
            [SectionView.Name(view.Texts.Word(one.Rating)), view.Count(view.Now[one.Measure].Count, view.Href(one.Measure), SectionView.PartOf(view.Now[one.Measure].Count, most)), view.Count(view.Before[one.Measure].Count, null)]);
    }

    private static IEnumerable<IReadOnlyList<SectionCell>> Styles(SectionView view)
    {
        var (bad, neutral) = (view.Now.By(Ratings[0].Measure, Cut.Style), view.Now.By(Ratings[1].Measure, Cut.Style));
        var most = bad.Values.Select(one => one.Count).DefaultIfEmpty(0).Max();
        return bad.Keys.Union(neutral.Keys).OrderByDescending(style => bad.GetValueOrDefault(style).Count).ThenByDescending(style => neutral.GetValueOrDefault(style).Count).ThenBy(style => style, StringComparer.Ordinal).Select(style => (IReadOnlyList<SectionCell>)
        [
            SectionView.Name(style), view.Count(bad.GetValueOrDefault(style).Count, view.Href(Ratings[0].Measure, Cut.Style, style), SectionView.PartOf(bad.GetValueOrDefault(style).Count, most)),
            view.Count(neutral.GetValueOrDefault(style).Count, view.Href(Ratings[1].Measure, Cut.Style, style)),
        ]);
    }

    private static IEnumerable<IReadOnlyList<SectionCell>> Rescuers(SectionView view)
    {
        var now = view.Now.By(Rescued, Cut.Person);
        var most = now.Values.Select(one => one.Count).DefaultIfEmpty(0).Max();
        return now.OrderByDescending(one => one.Value.Count).Select(one => (IReadOnlyList<SectionCell>)[SectionView.Name(view.Person(one.Key)), view.Count(one.Value.Count, view.Href(Rescued, Cut.Person, one.Key), SectionView.PartOf(one.Value.Count, most))]);
    }
}
