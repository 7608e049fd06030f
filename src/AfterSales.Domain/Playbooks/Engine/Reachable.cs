namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>The part of the diagrams that is left once some variables are known.</summary>
internal readonly ref struct Reachable(Diagrams diagrams, ReadOnlySpan<int> pieces)
{
    private readonly ReadOnlySpan<int> _pieces = pieces;

    /// <summary>The leaves that can still be reached, each once.</summary>
    public List<int> Leaves(int root)
    {
        var (leaves, seen, waiting) = (new List<int>(), new HashSet<int>(), new Stack<int>());
        waiting.Push(root);
        while (waiting.TryPop(out var node))
        {
            if (!Diagrams.IsLeaf(node) && _pieces[diagrams.VariableOf(node)] is >= 0 and var piece)
            {
                waiting.Push(diagrams.Next(node, piece));
                continue;
            }

            if (!seen.Add(node))
                continue;
            if (Diagrams.IsLeaf(node))
            {
                leaves.Add(node);
                continue;
            }

            foreach (var next in diagrams.Ways(node))
                waiting.Push(next);
        }

        return leaves;
    }
}
