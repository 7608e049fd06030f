using System.Collections.Immutable;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Tables;

/// <summary>A decision table whose cells have been read, and what its hit policy makes of the rows that match.</summary>
internal sealed class ParsedTable
{
    private static readonly Expression Null = new Expression.Literal(Value.Null);

    private readonly FeelScope _scope;

    public ParsedTable(
        DecisionTable source,
        IReadOnlyList<Expression> inputs,
        IReadOnlyList<ImmutableArray<CellTest>> tests,
        IReadOnlyList<ImmutableArray<Expression>> outputs,
        IReadOnlyList<Expression?> defaults,
        FeelScope scope)
    {
        (Source, Inputs, Tests, Outputs, Defaults, _scope) = (source, inputs, tests, outputs, defaults, scope);
        OutputValues = [.. source.Outputs.Select(output => output.Type.Enumerated(scope))];
        Order = source.HitPolicy.GoesByPriority() ? [.. ByPriority()] : [.. Enumerable.Range(0, source.Rows.Count)];
    }

    /// <summary>The same table with values for some of the names.</summary>
    public ParsedTable With(IReadOnlyDictionary<int, Expression> known) => !Symbols.Any(known.ContainsKey) ? this : new ParsedTable(
        Source,
        [.. Inputs.Select(input => input.With(known))],
        [.. Tests.Select(row => row.Select(test => test.With(known)).ToImmutableArray())],
        [.. Outputs.Select(row => row.Select(output => output.With(known)).ToImmutableArray())],
        [.. Defaults.Select(output => output?.With(known))],
        _scope);

    public DecisionTable Source { get; }

    public IReadOnlyList<Expression> Inputs { get; }

    /// <summary>By row and input.</summary>
    public IReadOnlyList<ImmutableArray<CellTest>> Tests { get; }

    /// <summary>By row and output.</summary>
    public IReadOnlyList<ImmutableArray<Expression>> Outputs { get; }

    public IReadOnlyList<Expression?> Defaults { get; }

    /// <summary>The lists of output values, best first; empty for an output that has none.</summary>
    public ImmutableArray<ImmutableArray<Value>> OutputValues { get; }

    /// <summary>The rows in the order in which they speak. A row's place in it is its rank.</summary>
    public ImmutableArray<int> Order { get; }

    public HitPolicy Policy => Source.HitPolicy;

    public bool HasDefault => Defaults.Any(value => value is not null);

    public IEnumerable<int> Symbols => Inputs.SelectMany(input => input.Symbols)
        .Concat(Tests.SelectMany(row => row).SelectMany(test => test.Symbols))
        .Concat(Outputs.SelectMany(row => row).Concat(Defaults.OfType<Expression>()).SelectMany(output => output.Symbols));

    /// <summary>What comes out when these rows match and no others, given by rank.</summary>
    public Outcome Resolve(IEnumerable<int> ranks)
    {
        var rows = ranks.Select(rank => Outputs[Order[rank]]).ToList();
        if (rows.Count == 0)
            return Outcome.NoMatch(Defaults.Select(value => WithoutMatch(value)));
        return Policy switch
        {
            HitPolicy.Unique when rows.Count > 1 => Outcome.Conflict(Source.Outputs.Count),
            HitPolicy.Any => Any(rows),
            _ when Policy.IsSingle() => Outcome.Of(rows[0]),
            _ => Outcome.Of(Columns(rows).Select(column => Gather(column))),
        };
    }

    private Expression WithoutMatch(Expression? written) => (Policy.IsSingle(), Source.Aggregation, written) switch
    {
        (true, _, _) => written ?? Null,
        (_, Aggregation.Count, null) => Gather([]),
        (_, Aggregation.None, { } value) => Gather([value]),
        (_, Aggregation.None, null) when Policy == HitPolicy.Collect => Gather([]),
        _ => written ?? Null,
    };

    private Outcome Any(List<ImmutableArray<Expression>> rows)
    {
        var columns = Columns(rows).Select(column => column.Distinct().ToImmutableArray()).ToList();
        // Two different constants will never agree; whether computed ones do is seen when they are.
        return columns.Exists(column => column.OfType<Expression.Literal>().Skip(1).Any())
            ? Outcome.Conflict(Source.Outputs.Count)
            : Outcome.Of(columns.Select(column => column.Length == 1 ? column[0] : new Expression.Call(FeelFunction.Same, column)));
    }

    private Expression Gather(ImmutableArray<Expression> column)
    {
        var function = Policy != HitPolicy.Collect ? FeelFunction.List : Source.Aggregation switch
        {
            Aggregation.Sum => FeelFunction.Sum,
            Aggregation.Min => FeelFunction.Min,
            Aggregation.Max => FeelFunction.Max,
            Aggregation.Count => FeelFunction.Count,
            _ => FeelFunction.List,
        };
        var gathered = new Expression.Call(function, column);
        return gathered.IsConstant ? new Expression.Literal(gathered.Evaluate([])) : gathered;
    }

    private IEnumerable<ImmutableArray<Expression>> Columns(List<ImmutableArray<Expression>> rows) =>
        Source.Outputs.Select((_, output) => rows.Select(row => row[output]).ToImmutableArray());

    /// <summary>By the first output that has output values, then by the next one; what is not listed comes last, in the order of the rows.</summary>
    private IEnumerable<int> ByPriority()
    {
        var rows = Enumerable.Range(0, Source.Rows.Count).OrderBy(_ => 0);
        for (var i = 0; i < OutputValues.Length; i++)
        {
            var output = i;
            if (!OutputValues[output].IsEmpty)
                rows = rows.ThenBy(row => Place(row, output));
        }

        return rows;
    }

    private int Place(int row, int output) =>
        Outputs[row][output] is Expression.Literal literal && OutputValues[output].IndexOf(literal.Value) is >= 0 and var place ? place : int.MaxValue;
}
