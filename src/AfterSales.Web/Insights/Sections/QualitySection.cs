using AfterSales.Application.Insights;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Insights;

namespace AfterSales.Web.Insights.Sections;

/// <summary>What breaks: styles, batches and suppliers by how many of the pieces shipped had a quality case, with how sure that is.</summary>
public sealed class QualitySection : ReportSection
{
    public override string Name => "quality";

    public override IReadOnlyList<Wanted> Wanted { get; } =
    [
        new(Measures.QualityPieces), new(Measures.QualityPieces, Cut.Batch), new(Measures.QualityPieces, Cut.Style), new(Measures.QualityPieces, Cut.Subtype), new(SoldMeasures.Shipped), new(SoldMeasures.Shipped, Cut.Batch), new(SoldMeasures.Shipped, Cut.Style),
        new(Measures.QualityPieces, Cut.Supplier), new(SoldMeasures.Shipped, Cut.Supplier), new(Measures.Borne, Cut.Supplier),
        new(Measures.Borne, Cut.Style), new(Measures.Borne, Cut.Type),
    ];

    public override IReadOnlyList<string> Followed { get; } = [Measures.QualityPieces];

    public override IReadOnlyList<SectionTile> Tiles(SectionView view)
    {
        Rate Broken(Figures figures) => new(figures[Measures.QualityPieces].Count, figures[SoldMeasures.Shipped].Count);
        var (now, before) = (Broken(view.Now), Broken(view.Before));
        var worse = view.Report.Styles.Count(line => IsWorse(line));
        return
        [
            view.Counted("PiecesBroken", Measures.QualityPieces, view.Texts["Reports.OfShipped", view.Formats.Number(now.Of)]),
            view.Tile("BrokenShare", ReportWords.Percent(now.Share), view.Href(Measures.QualityPieces), now.Bounds is var (low, high) ? view.Texts["Reports.Between", ReportWords.Percent(low), ReportWords.Percent(high)] : null,
                new(now.Share is { } n && before.Share is { } b ? (decimal)(n - b) * 100 : null, "Reports.Points", ReportWords.Percent(before.Share))),
            view.Tile("StylesWorse", view.Formats.Number(worse), null, view.Texts["Reports.StylesBetter", view.Report.Styles.Count(line => line.IsBetter)]),
            view.Tile("QualityCost", ReportWords.WholeYuan(view.Now.By(Measures.Borne, Cut.Type).GetValueOrDefault(nameof(CaseType.Quality)).Yuan), view.Href(Measures.Borne, Cut.Type, nameof(CaseType.Quality))),
        ];
    }

    public override IReadOnlyList<SectionChart> Charts(SectionView view) => [view.Chart("PiecesBroken", Measures.QualityPieces, figure => figure.Count, value => view.Texts["Reports.CasesTold", value])];

    public override IReadOnlyList<SectionTable> Tables(SectionView view) =>
    [
        Pieces(view, "styles", "ByStyle", view.Report.Styles, Cut.Style), Pieces(view, "batches", "ByBatch", view.Report.Batches, Cut.Batch),
        Pieces(view, "suppliers", "BySupplier", view.Report.Suppliers, Cut.Supplier) with { WhenEmpty = view.Texts["Reports.NoSupplier"] },
        view.Table("defects", "ByDefect", [view.Column("Subtype", isNumber: false), view.Column("PiecesBroken", isBar: true), view.Column("Previously")], Defects(view)),
    ];

    private static SectionTable Pieces(SectionView view, string name, string title, IReadOnlyList<PieceLine> lines, Cut cut)
    {
        // What a batch cost is counted with its style.
        var spent = cut == Cut.Batch ? null : view.Now.By(Measures.Borne, cut);
        var most = lines.Select(line => line.Rate.Bounds?.High ?? 0).DefaultIfEmpty(0).Max();
        IReadOnlyList<SectionColumn> columns = [view.Column(cut == Cut.Batch ? "StyleAndBatch" : cut.ToString(), isNumber: false), view.Column("PiecesBroken"), view.Column("Shipped"), view.Column("Rate", isBar: true), view.Column("RateFrom"), view.Column("RateTo"), view.Column("SharePreviously")];
        return view.Table(name, title, spent is null ? columns : [.. columns, view.Column("Spent")], lines.Select(line => (IReadOnlyList<SectionCell>)
        [
            SectionView.Name(ReportWords.Piece(line.Key)), view.Count(line.Rate.Hits, view.Href(Measures.QualityPieces, cut, line.Key)), view.Count(line.Rate.Of, null), RateOf(view, line, most), Bound(line.Rate.Bounds?.Low), Bound(line.Rate.Bounds?.High), view.Share(line.Before),
            .. spent is null ? Array.Empty<SectionCell>() : [SectionView.Yuan(spent.GetValueOrDefault(line.Key).Yuan, view.Href(Measures.Borne, cut, line.Key))],
        ]), "SureFirst");
    }

    private static SectionCell RateOf(SectionView view, PieceLine line, double most)
    {
        var cell = view.Share(line.Rate, tone: line.IsBetter ? "better" : IsWorse(line) ? "worst" : null) with { Part = SectionView.PartOf((decimal)(line.Rate.Share ?? 0), (decimal)most) };
        return line.IsBetter ? cell with { Text = view.Texts["Reports.RateBetter", cell.Text] } : line.Rate is { Share: not null, IsEnough: false } ? cell with { Text = view.Texts["Reports.RateFew", cell.Text] } : cell;
    }

    // It surely breaks more often than before: the intervals do not touch.
    private static bool IsWorse(PieceLine line) => line.Rate.Bounds is { } now && line.Before.Bounds is { } before && now.Low > before.High;

    private static SectionCell Bound(double? share) => new(ReportWords.Percent(share), ReportWords.Percent(share));

    private static IEnumerable<IReadOnlyList<SectionCell>> Defects(SectionView view)
    {
        var (now, before) = (view.Now.By(Measures.QualityPieces, Cut.Subtype), view.Before.By(Measures.QualityPieces, Cut.Subtype));
        var most = now.Values.Select(one => one.Count).DefaultIfEmpty(0).Max();
        return now.OrderByDescending(one => one.Value.Count).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => (IReadOnlyList<SectionCell>)
        [
            SectionView.Name(view.Texts.SubtypeOf(one.Key)), view.Count(one.Value.Count, view.Href(Measures.QualityPieces, Cut.Subtype, one.Key), SectionView.PartOf(one.Value.Count, most)), view.Count(before.GetValueOrDefault(one.Key).Count, null),
        ]);
    }
}
