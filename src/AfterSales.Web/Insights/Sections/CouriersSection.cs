using AfterSales.Application.Insights;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Ledger;

namespace AfterSales.Web.Insights.Sections;

/// <summary>Couriers side by side: what goes wrong for each thousand parcels, and what they pay for it.</summary>
public sealed class CouriersSection : ReportSection
{
    private static readonly string Claims = Measures.ClaimsWon;

    /// <summary>What a courier answers for: everything else comes with the goods, whoever carries them.</summary>
    private static readonly IReadOnlyList<CaseSubtype> Theirs = [.. Enum.GetValues<CaseSubtype>().Where(subtype => CaseTypes.TypeOf(subtype) is CaseType.Logistics or CaseType.DamagedParcel)];

    public override string Name => "couriers";

    public override IReadOnlyList<Wanted> Wanted { get; } =
    [
        new(Measures.Opened, Cut.Type), new(Measures.Opened, Cut.Courier), new(Measures.Opened, Cut.CourierSubtype), new(SoldMeasures.Parcels), new(SoldMeasures.Parcels, Cut.Courier), new(Measures.ClaimsWon), new(Measures.ClaimsLost), new(Measures.ClaimsWon, Cut.Courier),
        new(Measures.ClaimsLost, Cut.Courier), new(Measures.Borne, Cut.Party), new(Measures.Borne, Cut.PartyName), new(Measures.Recovered, Cut.Party), new(Measures.Recovered, Cut.PartyName),
    ];

    public override IReadOnlyList<string> Followed { get; } = [Claims];

    public override IReadOnlyList<SectionTile> Tiles(SectionView view)
    {
        var (won, lost) = (view.Now[Measures.ClaimsWon].Count, view.Now[Measures.ClaimsLost].Count);
        var courier = nameof(Party.Courier);
        return
        [
            view.Tile("Parcels", view.Formats.Number(view.Now[SoldMeasures.Parcels].Count), null),
            view.Tile("LogisticsCases", view.Formats.Number(view.Now.By(Measures.Opened, Cut.Type).GetValueOrDefault(nameof(CaseType.Logistics)).Count), view.Href(Measures.Opened, Cut.Type, nameof(CaseType.Logistics))),
            view.Tile("ClaimsWon", ReportWords.Percent(new Rate(won, won + lost).Share), won > 0 ? view.Href(Measures.ClaimsWon) : null, view.Texts["Reports.WonOf", won, won + lost]),
            view.Tile("CouriersBear", ReportWords.WholeYuan(view.Now.By(Measures.Borne, Cut.Party).GetValueOrDefault(courier).Yuan), view.Href(Measures.Borne, Cut.Party, courier)),
            view.Tile("CouriersPaid", ReportWords.WholeYuan(view.Now.By(Measures.Recovered, Cut.Party).GetValueOrDefault(courier).Yuan), view.Href(Measures.Recovered, Cut.Party, courier)),
        ];
    }

    public override IReadOnlyList<SectionChart> Charts(SectionView view) => [view.Chart("ClaimsWonCount", Claims, figure => figure.Count, value => view.Texts["Reports.CasesTold", value])];

    public override IReadOnlyList<SectionTable> Tables(SectionView view) =>
    [
        view.Table("league", "League",
            [view.Column("Courier", isNumber: false), view.Column("Parcels"), view.Column("AllPerMille", isBar: true), view.Column("LostPerMille"), view.Column("DamagedPerMille"), view.Column("DelayedPerMille"), view.Column("ClaimsWon"), view.Column("CourierBears"), view.Column("CourierPaid")],
            League(view), "LeagueLegend"),
        view.Table("problems", "ProblemsByCourier", [view.Column("Courier", isNumber: false), view.Column("Subtype", isNumber: false), view.Column("Cases", isBar: true), view.Column("Previously")], Problems(view)),
    ];

    // Who is surely best first, by the upper bound: a courier of three parcels without a case does not lead.
    private static IEnumerable<IReadOnlyList<SectionCell>> League(SectionView view)
    {
        var opened = view.Now.By(Measures.Opened, Cut.CourierSubtype);
        var lines = view.Report.Couriers.Select(line => (Line: line, All: new Rate(Theirs.Sum(subtype => opened.GetValueOrDefault($"{line.Courier}|{subtype}").Count), line.Parcels))).OrderBy(one => one.All.Bounds?.High ?? 2).ThenByDescending(one => one.Line.Parcels).ToList();
        var most = lines.Select(one => one.All.Share ?? 0).DefaultIfEmpty(0).Max();
        var best = lines.Where(one => one.All.IsEnough).Select(one => one.All.Bounds?.High ?? 1).DefaultIfEmpty(1).Min();
        return lines.Select(one =>
        {
            var key = $"{nameof(Party.Courier)}|{one.Line.Courier}";
            SectionCell Problem(Rate rate, string subtypes) => view.Share(rate, view.Href(Measures.Opened, Cut.CourierSubtype, $"{one.Line.Courier}|{subtypes}"), isPerMille: true);
            return (IReadOnlyList<SectionCell>)
            [
                SectionView.Name(one.Line.Courier), view.Count(one.Line.Parcels, null),
                view.Share(one.All, view.Href(Measures.Opened, Cut.CourierSubtype, $"{one.Line.Courier}|{string.Join('+', Theirs)}"), one.All is { IsEnough: true, Bounds: { } own } && own.Low > best ? "worst" : null, isPerMille: true) with { Part = SectionView.PartOf((decimal)(one.All.Share ?? 0), (decimal)most) },
                Problem(one.Line.Lost, Dashboard.Lost), Problem(one.Line.Damaged, Dashboard.Damaged), Problem(one.Line.Delayed, Dashboard.Delayed),
                view.Share(one.Line.Won, view.Href(Measures.ClaimsWon, Cut.Courier, one.Line.Courier)),
                SectionView.Yuan(view.Now.By(Measures.Borne, Cut.PartyName).GetValueOrDefault(key).Yuan, view.Href(Measures.Borne, Cut.PartyName, key)),
                SectionView.Yuan(view.Now.By(Measures.Recovered, Cut.PartyName).GetValueOrDefault(key).Yuan, view.Href(Measures.Recovered, Cut.PartyName, key)),
            ];
        });
    }

    private static IEnumerable<IReadOnlyList<SectionCell>> Problems(SectionView view)
    {
        var (now, before) = (view.Now.By(Measures.Opened, Cut.CourierSubtype), view.Before.By(Measures.Opened, Cut.CourierSubtype));
        var most = now.Values.Select(one => one.Count).DefaultIfEmpty(0).Max();
        return now.OrderByDescending(one => one.Value.Count).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => (IReadOnlyList<SectionCell>)
        [
            SectionView.Name(one.Key[..one.Key.LastIndexOf('|')]), SectionView.Name(view.Texts.SubtypeOf(one.Key[(one.Key.LastIndexOf('|') + 1)..])),
            view.Count(one.Value.Count, view.Href(Measures.Opened, Cut.CourierSubtype, one.Key), SectionView.PartOf(one.Value.Count, most)), view.Count(before.GetValueOrDefault(one.Key).Count, null),
        ]);
    }
}
