using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>
/// Turns a table into a diagram over what it tests. The outputs of decisions that have a diagram themselves are not asked but followed: the
/// walk goes through their diagrams and its own rows side by side, so that the diagram of the last decision knows what facts mean for it
/// however many tables lie between. What a leaf is, is said for each set of rows that can match together: an outcome for answering, the rows
/// themselves for the check. Gives up when it takes too many steps.
/// </summary>
internal sealed class DiagramBuilder
{
    /// <summary>What one table may cost: far more than most of a hundred rows take, and a fifth of a second at most.</summary>
    private const int MostSteps = 100_000;

    /// <summary>A parent that can make no difference any more.</summary>
    private const int Done = int.MinValue;

    private readonly CompiledTable _table;
    private readonly Diagrams _followed;
    private readonly Diagrams _into;
    private readonly Func<BitSet, int?> _leafOf;
    private readonly Effort _effort;
    private readonly Stack<(Variable Variable, int Piece)> _path = [];
    private readonly List<Parent> _parents;
    private readonly List<Level> _levels;
    private readonly Dictionary<State, int> _built = [];
    private readonly Dictionary<BitSet, int> _leaves = [];
    private int _stepsLeft;

    /// <param name="parents">The decisions to follow, with the axes that test their outputs.</param>
    /// <param name="followed">Where their diagrams are.</param>
    /// <param name="into">Where the new one goes; it may be the same place.</param>
    /// <param name="leafOf">The leaf for the rows that match, by rank; asked once for each set of rows. Nothing when there is too much to tell apart.</param>
    /// <param name="effort">What is left for this table and those that come after it.</param>
    public DiagramBuilder(CompiledTable table, IReadOnlyList<Parent> parents, Diagrams followed, Diagrams into, Func<BitSet, int?> leafOf, Effort effort)
    {
        (_table, _followed, _into, _leafOf, _effort, _parents) = (table, followed, into, leafOf, effort, [.. parents]);
        _stepsLeft = Math.Min(MostSteps, effort.StepsLeft);
        var tested = parents.SelectMany(parent => parent.Axes).Select(axis => axis.Axis.Variable).ToHashSet();
        var own = table.Axes.Where(axis => !tested.Contains(axis.Variable)).ToDictionary(axis => axis.Variable);
        var asked = own.Keys.Concat(parents.SelectMany(parent => parent.Support)).DistinctBy(variable => variable.Index).OrderBy(variable => variable.Index);
        _levels = [.. asked.Select(variable => new Level(variable, own.GetValueOrDefault(variable)))];
        for (var i = _levels.Count - 1; i >= 0; i--)
        {
            var later = i + 1 < _levels.Count ? _levels[i + 1].FreeFromHere : BitSet.All(table.Rows);
            _levels[i] = _levels[i] with { FreeFromHere = _levels[i].Axis is { } axis ? axis.Free.And(later) : later };
        }
    }

    /// <summary>The answers that led to where the walk is.</summary>
    public IEnumerable<(Variable Variable, int Piece)> Path => _path.Reverse();

    /// <summary>The root of the diagram; nothing when it takes too many steps.</summary>
    public int? Build()
    {
        var (before, most) = (_into.Count, _stepsLeft);
        var root = Build(0, BitSet.All(_table.Rows), [.. _parents.Select(parent => parent.Root)]);
        _effort.Step(most - _stepsLeft);
        if (_stepsLeft >= 0)
            return root;
        _into.Forget(before);
        return null;
    }

    private int Build(int level, BitSet alive, int[] parents)
    {
        alive = Settle(alive, parents);
        var free = Free(level, parents);
        // Of rows that match whatever comes, the best one ends the matter for those behind it.
        if (_table.Table.Policy.TakesBest() && alive.And(free).First is >= 0 and var best)
            alive = alive.UpTo(best);
        if (alive.IsWithin(free))
            return LeafOf(alive);
        while (!Matters(level, alive, parents))
            level++;

        var state = new State(level, alive, parents);
        if (_built.TryGetValue(state, out var built))
            return built;
        var (variable, axis, _) = _levels[level];
        _stepsLeft -= variable.Partition.Count;
        if (_stepsLeft < 0)
            return 0;

        var ways = new int[variable.Partition.Count];
        for (var piece = 0; piece < ways.Length; piece++)
        {
            var further = Array.ConvertAll(parents, parent => IsAsked(parent, variable) ? _followed.Next(parent, piece) : parent);
            _path.Push((variable, piece));
            ways[piece] = Build(level + 1, axis is null ? alive : alive.And(axis.Rows(piece)), further);
            _path.Pop();
            if (_stepsLeft < 0)
                return 0;
        }

        return _built[state] = _into.Node(variable.Index, ways);
    }

    /// <summary>Takes in the decisions that have come to a leaf, and drops those that no row in question asks about.</summary>
    private BitSet Settle(BitSet alive, int[] parents)
    {
        for (var i = 0; i < parents.Length; i++)
        {
            if (parents[i] == Done)
                continue;
            if (Diagrams.IsLeaf(parents[i]))
            {
                alive = _parents[i].Axes.Aggregate(alive, (rows, axis) => rows.And(axis.RowsOf(Diagrams.OutcomeOf(parents[i]))));
                parents[i] = Done;
            }
        }

        for (var i = 0; i < parents.Length; i++)
        {
            if (parents[i] != Done && alive.IsWithin(_parents[i].Free))
                parents[i] = Done;
        }

        return alive;
    }

    private BitSet Free(int level, int[] parents)
    {
        var free = level < _levels.Count ? _levels[level].FreeFromHere : BitSet.All(_table.Rows);
        for (var i = 0; i < parents.Length; i++)
        {
            if (parents[i] != Done)
                free = free.And(_parents[i].Free);
        }

        return free;
    }

    private bool Matters(int level, in BitSet alive, int[] parents)
    {
        var (variable, axis, _) = _levels[level];
        return (axis is not null && !alive.IsWithin(axis.Free)) || Array.Exists(parents, parent => IsAsked(parent, variable));
    }

    private bool IsAsked(int node, Variable variable) => node != Done && !Diagrams.IsLeaf(node) && _followed.VariableOf(node) == variable.Index;

    private int LeafOf(BitSet alive)
    {
        if (_table.Table.Policy.TakesBest() && !alive.IsEmpty)
            alive = alive.Lowest();
        if (_leaves.TryGetValue(alive, out var leaf))
            return leaf;
        if (_leafOf(alive) is { } found)
            return _leaves[alive] = Diagrams.Leaf(found);
        _stepsLeft = -1;
        return 0;
    }

    /// <summary>A decision whose outputs the table tests.</summary>
    internal sealed record Parent(int Root, IReadOnlyList<Variable> Support, IReadOnlyList<ParentAxis> Axes, BitSet Free);

    /// <summary>An axis over an output, with the rows that hold for each outcome of the decision.</summary>
    internal sealed record ParentAxis(Axis Axis, int Output, IReadOnlyList<Outcome> Outcomes)
    {
        public BitSet RowsOf(int outcome) => Axis.Rows(Axis.Variable.Partition.PieceOf(Outcomes[outcome].Values[Output]));
    }

    private sealed record Level(Variable Variable, Axis? Axis, BitSet FreeFromHere = default);

    private readonly record struct State(int Level, BitSet Alive, int[] Parents)
    {
        public bool Equals(State other) => Level == other.Level && Alive.Equals(other.Alive) && Parents.AsSpan().SequenceEqual(other.Parents);

        public override int GetHashCode() => Parents.Aggregate(HashCode.Combine(Level, Alive), HashCode.Combine);
    }
}
