using AfterSales.Domain.Clocks;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Insights;

namespace AfterSales.Application.Insights;

/// <summary>What the owner sees of one range (SPEC 8), and the same of the range before it.</summary>
/// <param name="People">The names of those whose figures are in it, by id.</param>
/// <param name="Stores">Whose figures they are.</param>
/// <param name="CountedAt">Until when what happened is in it, UTC; null: nothing was counted yet.</param>
public sealed record Dashboard(Figures Now, Figures Before, IReadOnlyDictionary<Guid, string> People, ReportStores Stores, DateTimeOffset? CountedAt)
{
    /// <summary>Items for production that are under way, by the key of their goods: a style, or a style and batch.</summary>
    public IReadOnlyDictionary<string, Guid> Feedback { get; init; } = new Dictionary<string, Guid>();

    /// <summary>How many rows a list of a dashboard has; the section behind it has all.</summary>
    public const int MostRows = 8;

    /// <summary>The subtypes that a courier is measured by, as <see cref="Behind.Key"/> names several.</summary>
    public const string Lost = "Lost", Damaged = "Damaged+SignedDamaged", Delayed = "Delayed";

    private static readonly string Replied = Measures.Took(ClockKind.Reply);
    private static readonly string ReplyPromise = Measures.Promise(ClockKind.Reply);
    private static readonly string ResolutionPromise = Measures.Promise(ClockKind.Resolution);

    /// <summary>Every figure that it is made of.</summary>
    public static IReadOnlyList<Wanted> Wanted { get; } =
    [
        new(ReplyPromise), new(ReplyPromise, Cut.Hour), new(ReplyPromise, Cut.Person), new(ResolutionPromise), new(ResolutionPromise, Cut.Person),
        new(Replied, Cut.Seconds), new(Replied, Cut.Person), new(Replied, Cut.PersonSeconds),
        new(Measures.Opened), new(Measures.Opened, Cut.Type), new(Measures.Opened, Cut.Hour), new(Measures.Opened, Cut.Courier), new(Measures.Opened, Cut.CourierSubtype),
        new(Measures.Resolved, Cut.Person), new(Measures.Borne), new(Measures.Borne, Cut.Type), new(Measures.Borne, Cut.Party), new(Measures.Recovered), new(Measures.Recovered, Cut.Party),
        new(Measures.QualityPieces, Cut.Batch), new(Measures.QualityPieces, Cut.Style), new(SoldMeasures.Shipped, Cut.Batch), new(SoldMeasures.Shipped, Cut.Style),
        new(Measures.ClaimsWon, Cut.Courier), new(Measures.ClaimsLost, Cut.Courier), new(SoldMeasures.Orders), new(SoldMeasures.Parcels, Cut.Courier),
        .. Measures.Satisfaction.Select(mark => new Wanted(mark, Cut.Person)),
    ];

    public static Rate RepliesInTime(Figures figures) => figures[ReplyPromise].InTime;

    public static Rate ResolutionsInTime(Figures figures) => figures[ResolutionPromise].InTime;

    public static long Cases(Figures figures) => figures[Measures.Opened].Count;

    /// <summary>Cases for a hundred orders; null while no order is known.</summary>
    public static decimal? PerHundredOrders(Figures figures) => PerHundred(figures, Cases(figures));

    /// <summary>Yuan: what buyers were granted and what goods for them cost, whoever bears it.</summary>
    public static decimal Spent(Figures figures) => figures[Measures.Borne].Yuan;

    public static decimal? SpentPerHundredOrders(Figures figures) => PerHundred(figures, Spent(figures));

    public static decimal Recovered(Figures figures) => figures[Measures.Recovered].Yuan;

    /// <summary>Why people came: how many cases of each type and what they cost, most cases first. A type is its enum's name.</summary>
    public IReadOnlyList<TypeLine> Types => field ??=
    [
        .. Now.By(Measures.Opened, Cut.Type).Keys.Union(Now.By(Measures.Borne, Cut.Type).Keys)
            .Select(type => new TypeLine(type, Now.By(Measures.Opened, Cut.Type).GetValueOrDefault(type).Count, Now.By(Measures.Borne, Cut.Type).GetValueOrDefault(type).Yuan))
            .OrderByDescending(line => line.Cases).ThenByDescending(line => line.Yuan).ThenBy(line => line.Type, StringComparer.Ordinal),
    ];

    /// <summary>Who bears what was spent, most first; who bears less than nothing, because a share went to somebody else, is left out.</summary>
    public IReadOnlyList<PartyLine> Parties => field ??=
    [
        .. Now.By(Measures.Borne, Cut.Party).Where(one => one.Value.Yuan > 0).Select(one => new PartyLine(Enum.Parse<Party>(one.Key), one.Value.Yuan)).OrderByDescending(line => line.Yuan).ThenBy(line => line.Party),
    ];

    /// <summary>Couriers by how many parcels they carried.</summary>
    public IReadOnlyList<CourierLine> Couriers => field ??=
    [
        .. Now.By(SoldMeasures.Parcels, Cut.Courier).Keys.Union(Now.By(Measures.Opened, Cut.Courier).Keys).Select(courier =>
        {
            var parcels = Now.By(SoldMeasures.Parcels, Cut.Courier).GetValueOrDefault(courier).Count;
            var (won, lost) = (Now.By(Measures.ClaimsWon, Cut.Courier).GetValueOrDefault(courier).Count, Now.By(Measures.ClaimsLost, Cut.Courier).GetValueOrDefault(courier).Count);
            return new CourierLine(courier, parcels, new(Of(courier, Lost), parcels), new(Of(courier, Damaged), parcels), new(Of(courier, Delayed), parcels), new(won, won + lost));
        }).OrderByDescending(line => line.Parcels).ThenBy(line => line.Courier, StringComparer.Ordinal),
    ];

    /// <summary>Which goods break: pieces with a quality case among those shipped. What is surely worst first: by the lower bound, so that one case among three pieces does not lead.</summary>
    public IReadOnlyList<PieceLine> Batches => field ??= PiecesBy(Cut.Batch);

    public IReadOnlyList<PieceLine> Styles => field ??= PiecesBy(Cut.Style);

    public IReadOnlyList<PieceLine> Suppliers => field ??= PiecesBy(Cut.Supplier);

    public IReadOnlyList<PersonLine> Team => field ??= TeamBy(TimesByPerson());

    private IReadOnlyList<PersonLine> TeamBy(ILookup<string, KeyValuePair<int, long>> times) =>
    [
        .. Now.By(Replied, Cut.Person).Keys.Union(Now.By(Measures.Resolved, Cut.Person).Keys).Select(key => new PersonLine(
            Guid.Parse(key), Now.By(Measures.Resolved, Cut.Person).GetValueOrDefault(key).Count, new(times[key]), Now.By(ReplyPromise, Cut.Person).GetValueOrDefault(key).Late,
            Now.By(ResolutionPromise, Cut.Person).GetValueOrDefault(key).InTime, MarksOf(key)))
            .OrderByDescending(line => line.Replies.Count).ThenByDescending(line => line.Resolved).ThenBy(line => line.PersonId),
    ];

    private IReadOnlyList<PieceLine> PiecesBy(Cut cut) =>
    [
        .. Now.By(Measures.QualityPieces, cut).Select(one => new PieceLine(
                one.Key, new(one.Value.Count, Now.By(SoldMeasures.Shipped, cut).GetValueOrDefault(one.Key).Count),
                new(Before.By(Measures.QualityPieces, cut).GetValueOrDefault(one.Key).Count, Before.By(SoldMeasures.Shipped, cut).GetValueOrDefault(one.Key).Count)))
            .OrderByDescending(line => line.Rate.Bounds?.Low ?? 0).ThenByDescending(line => line.Rate.Hits).ThenBy(line => line.Key, StringComparer.Ordinal),
    ];

    private long Of(string courier, string subtypes) => subtypes.Split('+').Sum(subtype => Now.By(Measures.Opened, Cut.CourierSubtype).GetValueOrDefault($"{courier}|{subtype}").Count);

    // The key is a person and so many seconds.
    private ILookup<string, KeyValuePair<int, long>> TimesByPerson() => Now.By(Replied, Cut.PersonSeconds).Select(one => (Key: one.Key.Split('|'), one.Value.Count))
        .ToLookup(one => one.Key[0], one => KeyValuePair.Create(int.Parse(one.Key[1], System.Globalization.CultureInfo.InvariantCulture), one.Count), StringComparer.Ordinal);

    // The mean of the marks, with one place; null where nobody gave one.
    private decimal? MarksOf(string person)
    {
        var marks = Measures.Satisfaction.Select((measure, i) => (Mark: i + 1, Now.By(measure, Cut.Person).GetValueOrDefault(person).Count)).ToList();
        var count = marks.Sum(one => one.Count);
        return count == 0 ? null : decimal.Round((decimal)marks.Sum(one => one.Mark * one.Count) / count, 1, MidpointRounding.AwayFromZero);
    }

    private static decimal? PerHundred(Figures figures, decimal amount) => figures[SoldMeasures.Orders].Count is > 0 and var orders ? amount * 100 / orders : null;
}

public sealed record TypeLine(string Type, long Cases, decimal Yuan);

public sealed record PartyLine(Party Party, decimal Yuan);

/// <summary>Rates are of the parcels that were sent; won: of the claims that ended.</summary>
public sealed record CourierLine(string Courier, long Parcels, Rate Lost, Rate Damaged, Rate Delayed, Rate Won);

/// <summary>A style, a style and batch (<c>QH2361|2610-B</c>), or a supplier.</summary>
public sealed record PieceLine(string Key, Rate Rate, Rate Before)
{
    /// <summary>It surely broke less often than before: the intervals do not touch.</summary>
    public bool IsBetter => Rate.Bounds is { } now && Before.Bounds is { } before && now.High < before.Low;
}

/// <summary>A person's part in a range.</summary>
/// <param name="Replies">How long buyers waited for their replies.</param>
/// <param name="LateReplies">Replies that were missed while they were responsible.</param>
/// <param name="Marks">The mean mark of buyers, 1 to 5.</param>
public sealed record PersonLine(Guid PersonId, long Resolved, Distribution Replies, long LateReplies, Rate Resolutions, decimal? Marks);
