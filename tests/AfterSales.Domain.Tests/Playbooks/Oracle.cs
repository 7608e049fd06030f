using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Tests.Playbooks;

/// <summary>The plainest reading of the standard: all facts known, every cell of every row tried, one output per table.</summary>
internal sealed class Oracle
{
    private readonly Playbook _playbook;
    private readonly FeelScope _scope;
    private readonly Dictionary<string, CellTest> _tests = new(StringComparer.Ordinal);

    public Oracle(Playbook playbook)
    {
        _playbook = playbook;
        var outputs = playbook.Decisions.Select(decision => (decision.Name, ((DecisionTable)decision.Logic).Outputs[0].Type));
        _scope = new FeelScope([.. playbook.Facts.Select(fact => (fact.Name, fact.Type)), .. outputs], TimeZoneInfo.Utc);
    }

    /// <summary>What a decision says: its value, and whether a row matched or rows conflict.</summary>
    public string Says(string decision, (string Fact, Value Value)[] facts)
    {
        var known = new Dictionary<string, Value>(facts.Select(fact => KeyValuePair.Create(fact.Fact, fact.Value)), StringComparer.Ordinal);
        return Text(Decide(_playbook.Decisions.Single(one => one.Name == decision), known));
    }

    public static string Text(Outcome outcome, IEnumerable<Value> values) => Text((values.Single(), outcome.IsMatch, outcome.IsConflict));

    private static string Text((Value Value, bool IsMatch, bool IsConflict) result) => $"{result.Value} {result.IsMatch} {result.IsConflict}";

    private (Value Value, bool IsMatch, bool IsConflict) Decide(Decision decision, Dictionary<string, Value> known)
    {
        var table = (DecisionTable)decision.Logic;
        foreach (var read in _playbook.Decisions.Where(other => table.Inputs.Any(input => input.Expression == other.Name)))
            known[read.Name] = Decide(read, known).Value;
        var symbols = _playbook.Facts.Select(fact => known[fact.Name]).Concat(_playbook.Decisions.Select(one => known.GetValueOrDefault(one.Name))).ToArray();
        var matching = table.Rows.Where(row => row.Inputs.Zip(table.Inputs).All(cell =>
            Test(cell.First).Test(known[cell.Second.Expression], symbols) == Truth.True));
        var values = matching.Select(row => Read(row.Outputs[0], symbols)).ToList();
        return values.Count == 0 ? (None(table, symbols), false, false) : Take(table, values);
    }

    private (Value, bool, bool) Take(DecisionTable table, List<Value> values)
    {
        var allowed = table.Outputs[0].Type.Enumerated(_scope);
        var sorted = values.OrderBy(value => allowed.IndexOf(value)).ToList();
        var numbers = values.TrueForAll(value => value.Kind == ValueKind.Number) ? values.Select(value => value.AsNumber) : [];
        return (table.HitPolicy, table.Aggregation) switch
        {
            (HitPolicy.Unique, _) => values.Count == 1 ? (values[0], true, false) : (Value.Null, true, true),
            (HitPolicy.Any, _) => values.TrueForAll(value => value == values[0]) ? (values[0], true, false) : (Value.Null, true, true),
            (HitPolicy.First, _) => (values[0], true, false),
            (HitPolicy.Priority, _) => (sorted[0], true, false),
            (HitPolicy.OutputOrder, _) => (Value.Of([.. sorted]), true, false),
            (_, Aggregation.Sum) => (Value.Of(numbers.Sum()), true, false),
            (_, Aggregation.Min) => (Value.Of(numbers.Min()), true, false),
            (_, Aggregation.Max) => (Value.Of(numbers.Max()), true, false),
            (_, Aggregation.Count) => (Value.Of((decimal)values.Count), true, false),
            _ => (Value.Of([.. values]), true, false),
        };
    }

    private Value None(DecisionTable table, Value[] symbols) => (table.Outputs[0].Default, table.HitPolicy, table.Aggregation) switch
    {
        (null, HitPolicy.Collect, Aggregation.None) => Value.Of([]),
        (null, HitPolicy.Collect, Aggregation.Count) => Value.Of(0m),
        (null, _, _) => Value.Null,
        ({ } written, var policy, Aggregation.None) when !policy.IsSingle() => Value.Of([Read(written, symbols)]),
        ({ } written, _, _) => Read(written, symbols),
    };

    private Value Read(string cell, Value[] symbols) => FeelParser.ParseExpression(cell, _scope).Value!.Evaluate(symbols);

    private CellTest Test(string cell)
    {
        if (!_tests.TryGetValue(cell, out var test))
            _tests[cell] = test = FeelParser.ParseTest(cell, _scope).Value!;
        return test;
    }
}
