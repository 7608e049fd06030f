using AfterSales.Domain.Insights;

namespace AfterSales.Application.Insights;

/// <summary>What a roll-up sums: how many, how many of them late, their seconds and their yuan.</summary>
public readonly record struct Figure(long Count, long Late, long Seconds, decimal Yuan)
{
    /// <summary>How many were in time, of a promise.</summary>
    public Rate InTime => new(Count - Late, Count);
}

/// <summary>What is asked for: a measure (<see cref="RollUp.Measure"/>), told apart by a cut.</summary>
public readonly record struct Wanted(string Measure, Cut Cut = Cut.All);

/// <summary>The figures of some measures in a range. What nobody counted is nothing.</summary>
public sealed class Figures(ReportRange range, IReadOnlyDictionary<Wanted, IReadOnlyDictionary<string, Figure>> byWanted)
{
    private static readonly Dictionary<string, Figure> None = [];

    public ReportRange Range => range;

    public Figure this[string measure] => By(measure, Cut.All).GetValueOrDefault("");

    /// <summary>Each key of the cut with its figure, without those of which nothing is left.</summary>
    public IReadOnlyDictionary<string, Figure> By(string measure, Cut cut) => byWanted.GetValueOrDefault(new(measure, cut), None);

    /// <summary>How long it took; the measure has to be asked for by <see cref="Cut.Seconds"/>.</summary>
    public Distribution Times(string measure) => new(By(measure, Cut.Seconds).Select(one => KeyValuePair.Create(int.Parse(one.Key, System.Globalization.CultureInfo.InvariantCulture), one.Value.Count)));
}
