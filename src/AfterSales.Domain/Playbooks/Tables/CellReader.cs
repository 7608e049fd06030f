using System.Collections.Immutable;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Tables;

/// <summary>Reads the cells of one decision and holds them against the types of their columns. Each problem names row, column and position.</summary>
internal sealed class CellReader(string decision, FeelScope scope, List<PlaybookProblem> problems)
{
    /// <summary>Large tables say the same things over and over.</summary>
    private readonly Dictionary<string, Parsed<CellTest>> _read = new(StringComparer.Ordinal);

    /// <summary>The table; nothing when something cannot be read.</summary>
    public ParsedTable? Table(DecisionTable table)
    {
        var before = problems.Count(problem => problem.Severity == Severity.Error);
        var inputs = table.Inputs.Select((input, column) => Input(input, column)).ToList();
        var tests = table.Rows.Select((cells, row) => cells.Inputs.Select((cell, column) => Test(cell, inputs[column], row, column)).ToImmutableArray()).ToList();
        var outputs = table.Rows.Select((cells, row) =>
            cells.Outputs.Select((cell, i) => Output(cell, table.Outputs[i].Type, row, inputs.Count + i)!).ToImmutableArray()).ToList();
        var defaults = table.Outputs.Select((output, i) =>
            string.IsNullOrWhiteSpace(output.Default) ? null : Output(output.Default, output.Type, row: null, inputs.Count + i)).ToList();
        return problems.Count(problem => problem.Severity == Severity.Error) == before
            ? new ParsedTable(table, inputs!, tests, outputs, defaults, scope)
            : null;
    }

    /// <summary>An output cell; an empty one says null.</summary>
    public Expression? Output(string cell, FactType type, int? row, int? column)
    {
        if (cell.AsSpan().Trim() is "" or "-")
            return new Expression.Literal(Value.Null);
        var (expression, error) = FeelParser.ParseExpression(cell, scope);
        if (expression is null)
            return Fail<Expression>(error!, row, column);
        if (expression.Kind is ValueKind.Null && expression is not Expression.Literal { Value.IsNull: true })
            Add("cell.never_a_value", row, column, cell.Trim());
        var kind = type.IsList ? ValueKind.List : type.Kind;
        if (IsOther(expression.Kind, kind))
            Add("cell.type", row, column, kind, expression.Kind);
        else if (expression is Expression.Literal { Value: var value } && !value.IsNull && !Allows(type, value))
            Add("cell.not_allowed", row, column, value.ToString(), type.Allowed!);
        return expression;
    }

    private Expression? Input(TableInput input, int column)
    {
        var (expression, error) = FeelParser.ParseExpression(input.Expression, scope);
        if (expression is null)
            return Fail<Expression>(error!, null, column);
        if (expression.Kind is ValueKind.Unknown or ValueKind.List or ValueKind.Null)
            Add("table.input_type", null, column, input.Expression.Trim(), expression.Kind);
        return expression;
    }

    private CellTest Test(string cell, Expression? input, int row, int column)
    {
        var (test, error) = Read(cell);
        if (test is null)
            return Fail<CellTest>(error!, row, column) ?? CellTest.Any;
        if (input is null)
            return test;
        foreach (var end in test.Tests.SelectMany(one => one.Ends))
        {
            if (IsOther(end.Kind, input.Kind))
                Add("cell.type", row, column, input.Kind, end.Kind);
        }

        if (input.Kind is ValueKind.Boolean && test.Tests.Any(one => one is UnaryTest.Interval or UnaryTest.Comparison { Operator: > Operator.NotEqual }))
            Add("cell.not_ordered", row, column, cell.Trim());
        // A word that is not in the list is misspelt; a number outside it merely never comes.
        if (input is Expression.Name { Type: { Kind: ValueKind.Text, Allowed: { } allowed } } && Read(allowed).Value?.Enumerated is { IsEmpty: false } values)
        {
            foreach (var stray in test.Boundaries.Where(value => !value.IsNull && !values.Contains(value)))
                Add("cell.not_allowed", row, column, stray.ToString(), allowed);
        }

        return test;
    }

    private bool Allows(FactType type, Value value) =>
        type.Allowed is not { } allowed || Read(allowed).Value is not { } test || test.Symbols.Any() || test.Test(value, []) == Truth.True;

    private Parsed<CellTest> Read(string cell)
    {
        if (!_read.TryGetValue(cell, out var read))
            _read[cell] = read = FeelParser.ParseTest(cell, scope);
        return read;
    }

    private static bool IsOther(ValueKind found, ValueKind expected) =>
        found is not (ValueKind.Unknown or ValueKind.Null) && expected is not (ValueKind.Unknown or ValueKind.Null) && found != expected;

    private T? Fail<T>(FeelError error, int? row, int? column)
        where T : class
    {
        Add(error.Code, row, column, [.. error.Args]);
        problems[^1] = problems[^1] with { Position = error.Position };
        return null;
    }

    private void Add(string code, int? row, int? column, params object[] args) =>
        problems.Add(PlaybookProblem.Error(code, args) with { Decision = decision, Rows = row is { } known ? [known] : [], Column = column });
}
