using System.Collections.Immutable;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Explanations;

namespace AfterSales.Domain.Playbooks.Checks;

/// <summary>Which rows of a table can match together, with facts for which they do: all of them, unless it took too long.</summary>
internal sealed record RowMatches(List<RowMatch> Together, bool IsComplete)
{
    public static RowMatches Of(CompiledPlaybook playbook, CompiledDecision decision, CompiledTable table, Effort effort)
    {
        var together = new List<RowMatch>();
        DiagramBuilder? builder = null;
        builder = new DiagramBuilder(table, decision.Followed, playbook.Diagrams, new Diagrams(), ranks =>
        {
            together.Add(new RowMatch(ranks, [.. builder!.Path]));
            return together.Count - 1;
        }, effort);
        return new RowMatches(together, builder.Build() is not null);
    }
}

/// <summary>Rows that match together, by rank; none is a gap.</summary>
/// <param name="Path">The answers that lead there.</param>
internal sealed record RowMatch(BitSet Ranks, ImmutableArray<(Variable Variable, int Piece)> Path)
{
    /// <summary>The same as facts, for people: written only for the few of a hundred thousand that are shown.</summary>
    public IReadOnlyList<NamedValue> Facts => [.. Path.Select(step => new NamedValue(step.Variable.Expression.ToString(), step.Variable.Partition.Samples[step.Piece]))];
}
