using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Explanations;

namespace AfterSales.Domain.Playbooks.Checks;

/// <summary>Which rows of a table can match together, with facts for which they do: all of them, unless it took too long.</summary>
internal sealed record RowMatches(List<RowMatch> Together, bool IsComplete)
{
    public static RowMatches Of(CompiledPlaybook playbook, CompiledDecision decision, CompiledTable table)
    {
        var together = new List<RowMatch>();
        DiagramBuilder? builder = null;
        builder = new DiagramBuilder(table, decision.Followed, playbook.Diagrams, new Diagrams(), ranks =>
        {
            together.Add(new RowMatch(ranks, [.. builder!.Path.Select(step => Example(step.Variable, step.Piece))]));
            return together.Count - 1;
        });
        return new RowMatches(together, builder.Build() is not null);
    }

    private static NamedValue Example(Variable variable, int piece) => new(variable.Expression.ToString(), variable.Partition.Samples[piece]);
}

/// <summary>Rows that match together, by rank; none is a gap.</summary>
internal sealed record RowMatch(BitSet Ranks, IReadOnlyList<NamedValue> Facts);
