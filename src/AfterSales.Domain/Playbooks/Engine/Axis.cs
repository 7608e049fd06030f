namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>All cells of a table that test one variable: which rows hold in which piece of it. Rows go by rank.</summary>
internal sealed class Axis
{
    private readonly BitSet[] _rowsByPiece;

    public Axis(Variable variable, int rows, Func<int, int, bool> holds)
    {
        Variable = variable;
        _rowsByPiece = [.. Enumerable.Range(0, variable.Partition.Count).Select(piece => BitSet.Of(rows, row => holds(row, piece)))];
        Free = _rowsByPiece.Aggregate(BitSet.All(rows), (free, held) => free.And(held));
        Any = _rowsByPiece.Aggregate(BitSet.Empty(rows), (any, held) => any.Or(held));
    }

    public Variable Variable { get; }

    public int Pieces => _rowsByPiece.Length;

    /// <summary>The rows that hold whatever the variable is.</summary>
    public BitSet Free { get; }

    /// <summary>The rows that hold for some value of the variable.</summary>
    public BitSet Any { get; }

    public BitSet Rows(int piece) => _rowsByPiece[piece];

    /// <summary>The pieces in which a row holds.</summary>
    public BitSet PiecesOf(int row) => BitSet.Of(Pieces, piece => _rowsByPiece[piece].Has(row));
}
