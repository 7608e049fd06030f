namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>
/// Ordered decision diagrams: a node asks one variable and has a way on for each of its pieces; a leaf is an outcome. Equal nodes
/// are one node and a node whose ways all lead to the same place is left out, so a diagram is the only one of its function:
/// it asks a variable exactly if that can make a difference.
/// </summary>
internal sealed class Diagrams
{
    private readonly List<int[]> _nodes = [];
    private readonly Dictionary<int[], int> _known = new(SameNode.Instance);

    public int Count => _nodes.Count;

    /// <summary>Nodes count from 0, leaves down from -1.</summary>
    public static int Leaf(int outcome) => ~outcome;

    public static bool IsLeaf(int node) => node < 0;

    public static int OutcomeOf(int leaf) => ~leaf;

    public int VariableOf(int node) => _nodes[node][0];

    public int Next(int node, int piece) => _nodes[node][piece + 1];

    public ReadOnlySpan<int> Ways(int node) => _nodes[node].AsSpan(1);

    /// <summary>The node that asks a variable and goes on in these ways.</summary>
    public int Node(int variable, ReadOnlySpan<int> ways)
    {
        if (!ways[1..].ContainsAnyExcept(ways[0]))
            return ways[0];
        int[] node = [variable, .. ways];
        if (_known.TryGetValue(node, out var known))
            return known;
        _nodes.Add(node);
        _known.Add(node, _nodes.Count - 1);
        return _nodes.Count - 1;
    }

    /// <summary>Takes back the nodes made since there were so many.</summary>
    public void Forget(int from)
    {
        foreach (var node in _nodes.Skip(from))
            _known.Remove(node);
        _nodes.RemoveRange(from, _nodes.Count - from);
    }

    /// <summary>All nodes and leaves that can be reached.</summary>
    public HashSet<int> Reach(int root)
    {
        var reached = new HashSet<int> { root };
        var waiting = new Stack<int>(reached);
        while (waiting.TryPop(out var node))
        {
            if (IsLeaf(node))
                continue;
            foreach (var next in Ways(node))
            {
                if (reached.Add(next))
                    waiting.Push(next);
            }
        }

        return reached;
    }

    private sealed class SameNode : IEqualityComparer<int[]>
    {
        public static readonly SameNode Instance = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] obj)
        {
            var hash = new HashCode();
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(obj));
            return hash.ToHashCode();
        }
    }
}
