using AfterSales.Domain.Insights;

namespace AfterSales.Application.Insights;

/// <summary>What a roll-up sums: how many, how many of them late, their seconds and their yuan.</summary>
public readonly record struct Figure(long Count, long Late, long Seconds, decimal Yuan)
{
    /// <summary>How many were in time, of a promise.</summary>
    public Rate InTime => new(Count - Late, Count);

    public static Figure operator +(Figure one, Figure other) => new(one.Count + other.Count, one.Late + other.Late, one.Seconds + other.Seconds, one.Yuan + other.Yuan);
}

/// <summary>What is asked for: a measure (<see cref="RollUp.Measure"/>), told apart by a cut.</summary>
public readonly record struct Wanted(string Measure, Cut Cut = Cut.All);

/// <summary>The figures of some measures in a range. What nobody counted is nothing.</summary>
public sealed class Figures(ReportRange range, IReadOnlyDictionary<Wanted, IReadOnlyDictionary<string, Figure>> byWanted)
{
    private static readonly Dictionary<string, Figure> None = [];

    private IReadOnlyDictionary<Wanted, IReadOnlyDictionary<string, Figure>> ByWanted => byWanted;

    public ReportRange Range => range;

    /// <summary>The figures of several parts together.</summary>
    public static Figures Sum(ReportRange range, IEnumerable<Figures> parts) => new(range, parts.SelectMany(part => part.ByWanted).GroupBy(one => one.Key).ToDictionary(
        of => of.Key, of => (IReadOnlyDictionary<string, Figure>)of.SelectMany(one => one.Value).GroupBy(one => one.Key, StringComparer.Ordinal).ToDictionary(key => key.Key, key => key.Aggregate(default(Figure), (sum, one) => sum + one.Value), StringComparer.Ordinal)));

    public Figure this[string measure] => By(measure, Cut.All).GetValueOrDefault("");

    /// <summary>Each key of the cut with its figure, without those of which nothing is left.</summary>
    public IReadOnlyDictionary<string, Figure> By(string measure, Cut cut) => byWanted.GetValueOrDefault(new(measure, cut), None);

    /// <summary>How long it took; the measure has to be asked for by <see cref="Cut.Seconds"/>.</summary>
    public Distribution Times(string measure) => new(By(measure, Cut.Seconds).Select(one => KeyValuePair.Create(int.Parse(one.Key, System.Globalization.CultureInfo.InvariantCulture), one.Value.Count)));
}
