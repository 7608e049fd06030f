using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>Answers from a table that is too tangled for a diagram: which rows match for sure, and which may. Never wrong, but it may call a
/// decision open though all that is left says the same.</summary>
internal static class RowByRow
{
    public static Answer Answer(CompiledTable table, ReadOnlySpan<int> pieces, Value[] symbols)
    {
        var (certain, possible) = Rows(table, pieces);
        if (table.Table.Policy.TakesBest() && certain.First is >= 0 and var best)
            possible = possible.UpTo(best);
        if (!possible.IsWithin(certain))
            return new Answer(null, [], []);
        var outcome = table.Table.Resolve(possible.Members());
        return new Answer(outcome, outcome.Evaluate(symbols), []);
    }

    /// <summary>The rows that match whatever else is learnt, and those that may match.</summary>
    public static (BitSet Certain, BitSet Possible) Rows(CompiledTable table, ReadOnlySpan<int> pieces)
    {
        var certain = BitSet.All(table.Rows);
        var possible = certain;
        foreach (var axis in table.Axes)
        {
            var piece = pieces[axis.Variable.Index];
            certain = certain.And(piece >= 0 ? axis.Rows(piece) : axis.Free);
            possible = possible.And(piece >= 0 ? axis.Rows(piece) : axis.Any);
        }

        return (certain, possible);
    }
}
