using AfterSales.Application.Insights;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Web.Remedies;

namespace AfterSales.Web.Insights.Sections;

/// <summary>What it costs, for what, who bears it, and what came back.</summary>
public sealed class MoneySection : ReportSection
{
    private static readonly string Paid = Measures.Of(OccurrenceKind.Paid);
    private static readonly IReadOnlyList<(string Word, string Measure)> Remedies = [.. OutcomeCatalogue.Remedies.Words.Select(word => (word, Measures.Of(OccurrenceKind.Remedy, word)))];

    public override string Name => "money";

    public override IReadOnlyList<Wanted> Wanted { get; } =
    [
        new(Measures.Borne), new(Measures.Borne, Cut.Type), new(Measures.Borne, Cut.Subtype), new(Measures.Borne, Cut.PartyName), new(Measures.Borne, Cut.Style), new(Measures.Borne, Cut.Courier), new(Measures.Borne, Cut.Person),
        new(Measures.Recovered), new(Measures.Recovered, Cut.PartyName), new(Measures.Opened), new(Paid), new(SoldMeasures.Orders), .. Remedies.Select(remedy => new Wanted(remedy.Measure)),
    ];

    public override IReadOnlyList<string> Followed { get; } = [Measures.Borne, Measures.Recovered];

    public override IReadOnlyList<SectionTile> Tiles(SectionView view)
    {
        var (spent, orders) = (Dashboard.Spent(view.Now), view.Now[SoldMeasures.Orders]);
        var net = spent - Dashboard.Recovered(view.Now);
        return
        [
            view.Summed("SpentTile", Measures.Borne, view.Texts["Reports.CasesInAll", view.Formats.Number(Dashboard.Cases(view.Now))]), view.Summed("RecoveredTile", Measures.Recovered, moreIsGood: true),
            view.Tile("StaysWithUs", ReportWords.WholeYuan(net), null, spent > 0 ? view.Texts["Reports.OfSpent", ReportWords.Percent((double)(net / spent))] : null),
            view.Tile("SpentPer100", Dashboard.SpentPerHundredOrders(view.Now) is { } per ? ReportWords.WholeYuan(per) : "–", null, view.Texts["Reports.OrdersInAll", view.Formats.Number(orders.Count)],
                new(Dashboard.SpentPerHundredOrders(view.Now) - Dashboard.SpentPerHundredOrders(view.Before), "Reports.YuanMore", Dashboard.SpentPerHundredOrders(view.Before) is { } was ? ReportWords.WholeYuan(was) : "–")),
            view.Tile("ShareOfSales", orders.Yuan > 0 ? ReportWords.Percent((double)(spent / orders.Yuan)) : "–", null, view.Texts["Reports.SalesInAll", ReportWords.WholeYuan(orders.Yuan)]),
            view.Summed("PaidToBuyers", Paid),
        ];
    }

    public override IReadOnlyList<SectionChart> Charts(SectionView view) =>
    [
        view.Chart("SpentTile", Measures.Borne, figure => figure.Yuan, ReportWords.WholeYuan), view.Chart("RecoveredTile", Measures.Recovered, figure => figure.Yuan, ReportWords.WholeYuan),
    ];

    public override IReadOnlyList<SectionTable> Tables(SectionView view) =>
    [
        Pareto(view, "types", "SpentByType", "Type", Cut.Type, view.Texts.TypeOf), Pareto(view, "subtypes", "SpentBySubtype", "Subtype", Cut.Subtype, view.Texts.SubtypeOf),
        view.Table("payers", "WhoPays", [view.Column("Party", isNumber: false), view.Column("Spent", isBar: true), view.Column("RecoveredTile"), view.Column("Outstanding")], Payers(view), "PayersLegend"),
        view.Table("remedies", "RemediesDone", [view.Column("RemedyWord", isNumber: false), view.Column("Times", isBar: true), view.Column("Previously"), view.Column("Yuan")], Done(view)),
        Pareto(view, "styles", "SpentByStyle", "Style", Cut.Style, ReportWords.Piece), Pareto(view, "couriers", "SpentByCourier", "Courier", Cut.Courier, ReportWords.Piece),
        Pareto(view, "people", "SpentByPerson", "Person", Cut.Person, key => view.Person(key)),
    ];

    // What costs most first, each with the share of all that it and those before it have: how few things cost most.
    private static SectionTable Pareto(SectionView view, string name, string title, string column, Cut cut, Func<string, string> word)
    {
        var (now, before) = (view.Now.By(Measures.Borne, cut), view.Before.By(Measures.Borne, cut));
        var whole = Dashboard.Spent(view.Now);
        var most = now.Values.Select(one => one.Yuan).DefaultIfEmpty(0).Max();
        decimal soFar = 0;
        return view.Table(name, title, [view.Column(column, isNumber: false), view.Column("Spent", isBar: true), view.Column("Previously"), view.Column("Share"), view.Column("ShareSoFar")],
            now.Where(one => one.Value.Yuan != 0).OrderByDescending(one => one.Value.Yuan).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => (IReadOnlyList<SectionCell>)
            [
                SectionView.Name(word(one.Key)), SectionView.Yuan(one.Value.Yuan, view.Href(Measures.Borne, cut, one.Key), SectionView.PartOf(one.Value.Yuan, most)), SectionView.Yuan(before.GetValueOrDefault(one.Key).Yuan, null),
                Percent(one.Value.Yuan, whole), Percent(soFar += one.Value.Yuan, whole),
            ]));
    }

    private static IEnumerable<IReadOnlyList<SectionCell>> Payers(SectionView view)
    {
        var (borne, recovered) = (view.Now.By(Measures.Borne, Cut.PartyName), view.Now.By(Measures.Recovered, Cut.PartyName));
        var most = borne.Values.Select(one => one.Yuan).DefaultIfEmpty(0).Max();
        return borne.Keys.Union(recovered.Keys).Select(key => (Key: key, Borne: borne.GetValueOrDefault(key).Yuan, Back: recovered.GetValueOrDefault(key).Yuan)).Where(one => one.Borne != 0 || one.Back != 0)
            .OrderByDescending(one => one.Borne).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => (IReadOnlyList<SectionCell>)
            [
                SectionView.Name(view.Payer(one.Key)), SectionView.Yuan(one.Borne, view.Href(Measures.Borne, Cut.PartyName, one.Key), SectionView.PartOf(one.Borne, most)),
                SectionView.Yuan(one.Back, view.Href(Measures.Recovered, Cut.PartyName, one.Key)), Owes(one.Key) ? SectionView.Yuan(one.Borne - one.Back, null) : new("–", null),
            ]);
    }

    private static IEnumerable<IReadOnlyList<SectionCell>> Done(SectionView view)
    {
        var most = Remedies.Max(remedy => view.Now[remedy.Measure].Count);
        return Remedies.Select(remedy => (remedy.Word, remedy.Measure, Figure: view.Now[remedy.Measure])).Where(one => one.Figure.Count > 0).OrderByDescending(one => one.Figure.Count).Select(one => (IReadOnlyList<SectionCell>)
        [
            SectionView.Name(view.Texts.Action(one.Word)), view.Count(one.Figure.Count, view.Href(one.Measure), SectionView.PartOf(one.Figure.Count, most)), view.Count(view.Before[one.Measure].Count, null), SectionView.Yuan(one.Figure.Yuan, null),
        ]);
    }

    // Couriers, suppliers and the platform pay back; what the store and its people bear stays with it.
    private static bool Owes(string key) => Enum.TryParse<Party>(key.Split('|')[0], out var party) && party is Party.Courier or Party.Supplier or Party.Platform;

    private static SectionCell Percent(decimal part, decimal whole)
    {
        var text = ReportWords.Percent(whole > 0 ? (double)(part / whole) : null);
        return new(text, text);
    }
}
