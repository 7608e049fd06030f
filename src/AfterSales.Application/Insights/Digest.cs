using System.Globalization;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Insights;

/// <summary>What a store came to in a day or week, in the handful of figures that an owner reads in ten seconds. One for all who want it, kept as it was told: what changes later changes the reports.</summary>
public sealed class Digest : IStoreOwned
{
    private Digest() { }

    public Digest(Guid id, Guid storeId, DueDigest due, DigestContent content, DateTimeOffset madeAt)
    {
        (Id, StoreId, Kind, First, Last) = (id, storeId, due.Kind, due.Range.First, due.Range.Last);
        Content = content;
        MadeAt = madeAt;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }

    /// <summary>With the first day unique in its store.</summary>
    public DigestKind Kind { get; private set; }

    public DateOnly First { get; private set; }
    public DateOnly Last { get; private set; }
    public DigestContent Content { get; private set; } = null!;

    /// <summary>Until when what happened is in it, and when it was that so many cases were late.</summary>
    public DateTimeOffset MadeAt { get; private set; }
}

/// <summary>The figures of a digest. Sentences are made of them in whichever language somebody reads.</summary>
/// <param name="Before">Of as many days right before.</param>
/// <param name="LateNow">Open cases whose nearest clock was over when it was made.</param>
/// <param name="LongestLate">For how long the latest of them was; null: none was late.</param>
/// <param name="Cause">The type with the most cases; null: there was none.</param>
/// <param name="Asked">What production is asked and has not been done with, the latest first, as far as <see cref="MostAsked"/>.</param>
/// <param name="AskedInAll">How many such items there are, whichever goods they are about.</param>
public sealed record DigestContent(DigestFigures Now, DigestFigures Before, int LateNow, TimeSpan? LongestLate, DigestCause? Cause, IReadOnlyList<DigestItem> Asked, int AskedInAll)
{
    public const int MostAsked = 3;

    /// <summary>Items that opened by themselves and that somebody has to look at before production is asked; 0 in digests of before they were counted apart.</summary>
    public int ToVerify { get; init; }

    /// <summary>The same figures as the dashboard has of these days.</summary>
    internal static DigestContent Of(Dashboard report, (int Cases, TimeSpan? Longest) late, AskedItems asked) => new(
        DigestFigures.Of(report.Now), DigestFigures.Of(report.Before), late.Cases, late.Longest,
        report.Types is [{ Cases: > 0 } first, ..] ? new(first.Type, first.Cases, first.Yuan) : null, asked.Latest, asked.InAll)
    {
        ToVerify = asked.ToVerify,
    };

    /// <summary>For notifications and for the outside, neutral to language.</summary>
    public Dictionary<string, string?> Told(Guid id, DueDigest due) => new(StringComparer.Ordinal)
    {
        ["digest"] = id.ToString(),
        ["kind"] = due.Kind.ToString(),
        ["first"] = Day(due.Range.First),
        ["last"] = Day(due.Range.Last),
        ["cases"] = Number(Now.Cases),
        ["cases_before"] = Number(Before.Cases),
        ["orders"] = Number(Now.Orders),
        ["replies"] = Number(Now.Replies),
        ["replies_in_time"] = Number(Now.RepliesInTime),
        ["resolutions"] = Number(Now.Resolutions),
        ["resolutions_in_time"] = Number(Now.ResolvedInTime),
        ["late_now"] = Number(LateNow),
        ["spent"] = Yuan(Now.Spent),
        ["spent_before"] = Yuan(Before.Spent),
        ["recovered"] = Yuan(Now.Recovered),
        ["cause"] = Cause?.Type,
        ["cause_cases"] = Cause is { } cause ? Number(cause.Cases) : null,
        ["asked"] = Number(AskedInAll),
        ["to_verify"] = Number(ToVerify),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Yuan(decimal yuan) => yuan.ToString("0.00", CultureInfo.InvariantCulture);
}

/// <summary>What is counted of some days.</summary>
/// <param name="Orders">That were placed and paid; 0: none is known.</param>
/// <param name="Replies">Promises of an answer that were kept or missed.</param>
public sealed record DigestFigures(long Cases, long Orders, long Replies, long RepliesInTime, long Resolutions, long ResolvedInTime, decimal Spent, decimal Recovered)
{
    /// <summary>All that is read for it: of a day and the day before, with the types for what most came for.</summary>
    public static IReadOnlyList<Wanted> Wanted { get; } =
    [
        new(Measures.Promise(ClockKind.Reply)), new(Measures.Promise(ClockKind.Resolution)), new(Measures.Opened), new(Measures.Opened, Cut.Type),
        new(Measures.Borne), new(Measures.Borne, Cut.Type), new(Measures.Recovered), new(SoldMeasures.Orders),
    ];

    public static DigestFigures Of(Figures figures)
    {
        var (replies, resolutions) = (Dashboard.RepliesInTime(figures), Dashboard.ResolutionsInTime(figures));
        return new(Dashboard.Cases(figures), figures[SoldMeasures.Orders].Count, replies.Of, replies.Hits, resolutions.Of, resolutions.Hits, Dashboard.Spent(figures), Dashboard.Recovered(figures));
    }
}

/// <summary>A case type, as its enum's name.</summary>
public sealed record DigestCause(string Type, long Cases, decimal Yuan);

/// <summary>An item of production's, by the key of its goods: a style, or a style and batch.</summary>
public sealed record DigestItem(string Goods, Guid ItemId);

/// <summary>What is with production.</summary>
/// <param name="Latest">As many as are named.</param>
/// <param name="ToVerify">Not there yet: somebody has to look first.</param>
internal sealed record AskedItems(IReadOnlyList<DigestItem> Latest, int InAll, int ToVerify);
