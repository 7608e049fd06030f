using System.Globalization;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Insights;

namespace AfterSales.Application.Insights;

/// <summary>What a person did in a day, a month or any range (SPEC 7).</summary>
public sealed record PersonNumbers
{
    /// <summary>Of whom nothing was counted.</summary>
    public static readonly PersonNumbers None = new();

    private static readonly string[] Promises = [.. Enum.GetValues<ClockKind>().Select(Measures.Promise)];

    private static readonly string[] Counted =
        [Measures.Opened, Measures.Resolved, Measures.Reopened, Measures.ApprovalsAsked, Measures.ApprovalsRefused, Measures.Borne, Measures.ReviewsRescued, .. Promises, .. Measures.FollowUps, .. Measures.Satisfaction];

    private static readonly string[] Timed = [Measures.FirstReply, Measures.LaterReply, Measures.Waited, Measures.Took(ClockKind.Resolution)];

    private static readonly Distribution Nothing = new([]);

    private PersonNumbers()
    {
    }

    /// <summary>Every figure they are made of.</summary>
    public static IReadOnlyList<Wanted> Wanted { get; } = [.. Counted.Select(measure => new Wanted(measure, Cut.Person)), .. Timed.Select(measure => new Wanted(measure, Cut.PersonSeconds))];

    /// <summary>New cases that are theirs.</summary>
    public long Cases { get; private init; }

    public long Resolved { get; private init; }

    /// <summary>What they had resolved and was opened again.</summary>
    public long Reopened { get; private init; }

    /// <summary>How long the first reply of each case took.</summary>
    public Distribution FirstReplies { get; private init; } = Nothing;

    /// <summary>How long every reply took, the first ones among them.</summary>
    public Distribution Replies { get; private init; } = Nothing;

    /// <summary>How long buyers waited for whom they had to wait for: those over half an hour or two hours went unanswered so long.</summary>
    public Distribution Waits { get; private init; } = Nothing;

    public Distribution Resolutions { get; private init; } = Nothing;

    /// <summary>Promises of any clock that were missed while they were responsible.</summary>
    public long Missed { get; private init; }

    public long ApprovalsAsked { get; private init; }

    public long ApprovalsRefused { get; private init; }

    /// <summary>Yuan: what the remedies they agreed cost, whoever bears it.</summary>
    public decimal Spent { get; private init; }

    public long FollowUps { get; private init; }

    /// <summary>The mean mark of buyers, 1 to 5 with one place; null where nobody gave one.</summary>
    public decimal? Satisfaction { get; private init; }

    public long ReviewsRescued { get; private init; }

    /// <summary>Everybody of whom something was counted in these figures.</summary>
    public static IReadOnlyDictionary<Guid, PersonNumbers> Of(Figures figures)
    {
        var times = Timed.ToDictionary(measure => measure, measure => TimesOf(figures, measure));
        var people = Counted.SelectMany(measure => figures.By(measure, Cut.Person).Keys).Concat(times.Values.SelectMany(one => one.Select(person => person.Key))).Distinct(StringComparer.Ordinal);
        return people.ToDictionary(Guid.Parse, person =>
        {
            var (first, later) = (times[Measures.FirstReply][person].ToList(), times[Measures.LaterReply][person]);
            return new PersonNumbers
            {
                Cases = Figure(Measures.Opened).Count,
                Resolved = Figure(Measures.Resolved).Count,
                Reopened = Figure(Measures.Reopened).Count,
                FirstReplies = new(first),
                Replies = new(first.Concat(later)),
                Waits = new(times[Measures.Waited][person]),
                Resolutions = new(times[Measures.Took(ClockKind.Resolution)][person]),
                Missed = Promises.Sum(promise => Figure(promise).Late),
                ApprovalsAsked = Figure(Measures.ApprovalsAsked).Count,
                ApprovalsRefused = Figure(Measures.ApprovalsRefused).Count,
                Spent = Figure(Measures.Borne).Yuan,
                FollowUps = Measures.FollowUps.Sum(measure => Figure(measure).Count),
                Satisfaction = Mean([.. Measures.Satisfaction.Select(mark => Figure(mark).Count)]),
                ReviewsRescued = Figure(Measures.ReviewsRescued).Count,
            };

            Figure Figure(string measure) => figures.By(measure, Cut.Person).GetValueOrDefault(person);
        });
    }

    // The key is a person and so many seconds.
    private static ILookup<string, KeyValuePair<int, long>> TimesOf(Figures figures, string measure) => figures.By(measure, Cut.PersonSeconds).Select(one => (Key: one.Key.Split('|'), one.Value.Count))
        .ToLookup(one => one.Key[0], one => KeyValuePair.Create(int.Parse(one.Key[1], CultureInfo.InvariantCulture), one.Count), StringComparer.Ordinal);

    private static decimal? Mean(long[] marks) =>
        marks.Sum() is > 0 and var count ? decimal.Round((decimal)marks.Select((many, place) => many * (place + 1)).Sum() / count, 1, MidpointRounding.AwayFromZero) : null;
}
