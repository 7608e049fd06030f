using AfterSales.Domain.Playbooks.Engine;

namespace AfterSales.Domain.Playbooks.Questions;

/// <summary>
/// What is left of a diagram when some variables are known, as a diagram again: it asks a variable exactly if the variable can still
/// make a difference. Every variable that is learnt makes another one.
/// </summary>
internal sealed class Residue(Diagrams from)
{
    private readonly Diagrams _left = new();

    /// <summary>How many nodes were looked at so far.</summary>
    public int Steps { get; private set; }

    /// <summary>The diagram without the variables whose piece is known.</summary>
    public int Of(int root, int[] pieces) => Copy(from, root, variable => pieces[variable], []);

    /// <summary>A diagram of this residue when a variable is known to be in a piece.</summary>
    public int With(int root, int variable, int piece) => Copy(_left, root, asked => asked == variable ? piece : -1, []);

    public int VariableOf(int node) => _left.VariableOf(node);

    public int Ways(int node) => _left.Ways(node).Length;

    public int Next(int node, int piece) => _left.Next(node, piece);

    /// <summary>The variables that can make a difference.</summary>
    public IEnumerable<(int Variable, int Pieces)> Asked(int root) => _left.Reach(root).Where(node => !Diagrams.IsLeaf(node))
        .Select(node => (_left.VariableOf(node), _left.Ways(node).Length)).Distinct().Order();

    public IEnumerable<int> Outcomes(int root) => _left.Reach(root).Where(Diagrams.IsLeaf).Select(Diagrams.OutcomeOf);

    private int Copy(Diagrams source, int node, Func<int, int> pieceOf, Dictionary<int, int> copied)
    {
        if (Diagrams.IsLeaf(node))
            return node;
        if (copied.TryGetValue(node, out var copy))
            return copy;
        Steps++;
        var variable = source.VariableOf(node);
        if (pieceOf(variable) is >= 0 and var piece)
            return copied[node] = Copy(source, source.Next(node, piece), pieceOf, copied);
        var ways = source.Ways(node).ToArray();
        for (var i = 0; i < ways.Length; i++)
            ways[i] = Copy(source, ways[i], pieceOf, copied);
        return copied[node] = _left.Node(variable, ways);
    }
}
