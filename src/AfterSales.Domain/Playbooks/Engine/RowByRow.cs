using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>Answers from a table that is too tangled for a diagram: which rows match for sure, and which may. Never wrong, but it may call a
/// decision open though all that is left says the same.</summary>
internal static class RowByRow
{
    public static Answer Answer(CompiledTable table, ReadOnlySpan<int> pieces, Evaluation evaluation, Value[] symbols)
    {
        var (certain, possible) = Rows(table, pieces, evaluation);
        if (table.Table.Policy.TakesBest() && certain.First is >= 0 and var best)
            possible = possible.UpTo(best);
        if (!possible.IsWithin(certain))
            return new Answer(null, [], []);
        var outcome = table.Table.Resolve(possible.Members());
        return new Answer(outcome, outcome.Evaluate(symbols), []);
    }

    /// <summary>The rows that match whatever else is learnt, and those that may match.</summary>
    public static (BitSet Certain, BitSet Possible) Rows(CompiledTable table, ReadOnlySpan<int> pieces, Evaluation evaluation)
    {
        var certain = BitSet.All(table.Rows);
        var possible = certain;
        foreach (var axis in table.Axes)
        {
            var (all, some) = pieces[axis.Variable.Index] is >= 0 and var piece ? (axis.Rows(piece), axis.Rows(piece)) : Left(axis, evaluation);
            certain = certain.And(all);
            possible = possible.And(some);
        }

        return (certain, possible);
    }

    /// <summary>The rows that hold for all, and for some, of what an unknown variable can still be.</summary>
    private static (BitSet All, BitSet Some) Left(Axis axis, Evaluation evaluation)
    {
        if (axis.Variable.Symbol is not { } symbol || evaluation.Left(symbol) is not { } left)
            return (axis.Free, axis.Any);
        var rows = left.Select(value => axis.Rows(axis.Variable.Partition.PieceOf(value))).ToList();
        return (rows.Aggregate((all, held) => all.And(held)), rows.Aggregate((some, held) => some.Or(held)));
    }
}
