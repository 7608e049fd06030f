using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>A table as sets of rows: for each variable, and each piece of it, the rows that hold. A row matches when it holds everywhere.</summary>
internal sealed class CompiledTable
{
    private CompiledTable(ParsedTable table, IReadOnlyList<Axis> axes) => (Table, Axes) = (table, axes);

    public ParsedTable Table { get; }

    public IReadOnlyList<Axis> Axes { get; }

    public int Rows => Table.Order.Length;

    /// <param name="variableOf">The variable of an input, or of a cell that compares with a name.</param>
    public static CompiledTable Of(ParsedTable table, Func<Expression, Variable> variableOf)
    {
        var columns = Columns(table).Select(column => column with { Variable = variableOf(column.Expression) });
        var axes = columns.GroupBy(column => column.Variable!).OrderBy(group => group.Key.Index)
            .Select(group => AxisOf(table, group.Key, [.. group.Select(column => column.Tests)]));
        return new CompiledTable(table, [.. axes]);
    }

    /// <summary>Everything that cells test: the inputs, and the cells that compare with a name, each by itself.</summary>
    public static IEnumerable<Column> Columns(ParsedTable table)
    {
        for (var input = 0; input < table.Inputs.Count; input++)
        {
            var tests = Enumerable.Range(0, table.Tests.Count).Select(row => table.Tests[row][input]).ToArray();
            yield return OfName(table.Inputs[input], [.. tests.Select(test => test.Symbols.Any() ? CellTest.Any : test)]);
            for (var row = 0; row < tests.Length; row++)
            {
                if (tests[row].Symbols.Any())
                    yield return new Column(new Expression.Tested(table.Inputs[input], tests[row]), OneRow(tests.Length, row));
            }
        }
    }

    /// <summary>A column that compares a name with a value is a column of the name.</summary>
    private static Column OfName(Expression input, CellTest[] tests) => input switch
    {
        Expression.Binary { Left: Expression.Name name, Right: Expression.Literal end } compared when compared.Operator.Compares() => Of(name, compared.Operator, end, nameComesFirst: true, tests),
        Expression.Binary { Left: Expression.Literal end, Right: Expression.Name name } compared when compared.Operator.Compares() => Of(name, compared.Operator, end, nameComesFirst: false, tests),
        _ => new Column(input, tests),
    };

    private static Column Of(Expression.Name name, Operator op, Expression.Literal end, bool nameComesFirst, CellTest[] tests) =>
        new(name, Array.ConvertAll(tests, test => test.IsAny ? test : new CellTest([new UnaryTest.Compared(op, end, nameComesFirst, test)])));

    private static CellTest[] OneRow(int rows, int row)
    {
        var tests = Enumerable.Repeat(CellTest.Any, rows).ToArray();
        tests[row] = new CellTest([new UnaryTest.Comparison(Operator.Equal, new Expression.Literal(Value.True))]);
        return tests;
    }

    private static Axis AxisOf(ParsedTable table, Variable variable, IReadOnlyList<CellTest[]> columns)
    {
        // Equal cells are asked once: a column of a thousand rows has a handful of different ones.
        var answers = new Dictionary<CellTest, bool[]>();
        var byColumn = columns.Select(tests => Array.ConvertAll(tests, Answers)).ToArray();
        return new Axis(variable, table.Order.Length, (rank, piece) =>
        {
            foreach (var column in byColumn)
            {
                if (!column[table.Order[rank]][piece])
                    return false;
            }

            return true;
        });

        bool[] Answers(CellTest test)
        {
            if (!answers.TryGetValue(test, out var passes))
                answers[test] = passes = [.. variable.Partition.Samples.Select(sample => test.Test(sample, []) == Truth.True)];
            return passes;
        }
    }

    /// <summary>The cells of one column, and what they test.</summary>
    internal sealed record Column(Expression Expression, CellTest[] Tests)
    {
        public Variable? Variable { get; init; }
    }
}
