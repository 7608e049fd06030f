using System.Collections.Immutable;
using System.Numerics;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>Walks the part of a diagram that is left once some variables are known, each node once. Where it has been is marked on the stack.</summary>
internal readonly ref struct Reachable
{
    private readonly Diagrams _diagrams;
    private readonly ReadOnlySpan<int> _pieces;
    private readonly Span<ulong> _nodes;
    private readonly Span<ulong> _outcomes;

    private Reachable(Diagrams diagrams, ReadOnlySpan<int> pieces, Span<ulong> nodes, Span<ulong> outcomes)
    {
        _diagrams = diagrams;
        _pieces = pieces;
        _nodes = nodes;
        _outcomes = outcomes;
    }

    /// <summary>The outcomes that can still be reached.</summary>
    public static ImmutableArray<Outcome> Outcomes(CompiledPlaybook playbook, int root, ReadOnlySpan<int> pieces)
    {
        const int mostOnStack = 1024;
        var (nodes, outcomes) = ((playbook.Diagrams.Count / 64) + 1, (playbook.Outcomes.Length / 64) + 1);
        var walk = new Reachable(
            playbook.Diagrams,
            pieces,
            nodes <= mostOnStack ? stackalloc ulong[nodes] : new ulong[nodes],
            outcomes <= mostOnStack ? stackalloc ulong[outcomes] : new ulong[outcomes]);
        walk.Visit(root);
        return walk.Found(playbook.Outcomes);
    }

    private void Visit(int node)
    {
        while (!Diagrams.IsLeaf(node) && _pieces[_diagrams.VariableOf(node)] is >= 0 and var piece)
            node = _diagrams.Next(node, piece);
        if (Diagrams.IsLeaf(node))
        {
            Mark(_outcomes, Diagrams.OutcomeOf(node));
            return;
        }

        if (!Mark(_nodes, node))
            return;
        foreach (var next in _diagrams.Ways(node))
            Visit(next);
    }

    private ImmutableArray<Outcome> Found(ImmutableArray<Outcome> all)
    {
        var count = 0;
        foreach (var word in _outcomes)
            count += BitOperations.PopCount(word);
        var found = ImmutableArray.CreateBuilder<Outcome>(count);
        for (var i = 0; i < _outcomes.Length; i++)
        {
            for (var word = _outcomes[i]; word != 0; word &= word - 1)
                found.Add(all[(i * 64) + BitOperations.TrailingZeroCount(word)]);
        }

        return found.MoveToImmutable();
    }

    private static bool Mark(Span<ulong> marks, int place)
    {
        var bit = 1UL << place;
        var isNew = (marks[place / 64] & bit) == 0;
        marks[place / 64] |= bit;
        return isNew;
    }
}
