using System.Collections.Immutable;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Tables;

/// <summary>Reads every cell of a playbook and finds the order of its decisions. Everything wrong is reported, not only the first.</summary>
internal sealed class PlaybookParser
{
    /// <summary>Far beyond what a person can read, and little enough to compile in a second.</summary>
    private const int MostRows = 2_000;
    private const int MostColumns = 60;
    private const int MostDecisions = 300;

    private readonly Playbook _playbook;
    private readonly List<PlaybookProblem> _problems = [];

    private PlaybookParser(Playbook playbook) => _playbook = playbook;

    public static (ParsedPlaybook? Parsed, IReadOnlyList<PlaybookProblem> Problems) Parse(Playbook playbook)
    {
        var parser = new PlaybookParser(playbook);
        var parsed = parser.Parse();
        return (parser._problems.Exists(problem => problem.Severity == Severity.Error) ? null : parsed, parser._problems);
    }

    private ParsedPlaybook? Parse()
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(_playbook.TimeZoneId, out _))
        {
            _problems.Add(PlaybookProblem.Error("playbook.zone_unknown", _playbook.TimeZoneId));
            return null;
        }

        if (_playbook.Decisions.Count > MostDecisions)
        {
            _problems.Add(PlaybookProblem.Error("playbook.too_many_decisions", MostDecisions));
            return null;
        }

        foreach (var name in Repeated(_playbook.Names().Select(name => name.Name)).Union(Repeated(_playbook.Decisions.Select(decision => decision.Name))))
            _problems.Add(PlaybookProblem.Error("playbook.name_repeated", name));

        var scope = _playbook.Scope();
        var allowed = _playbook.Facts.Select(fact => Allowed(fact, scope)).ToImmutableArray();
        var decisions = new List<ParsedDecision>();
        var symbol = _playbook.Facts.Count;
        foreach (var decision in _playbook.Decisions)
        {
            var given = decision.Outputs().ToImmutableArray();
            if (Decision(new ParsedDecision(decision, symbol, given), scope) is { } parsed)
                decisions.Add(parsed);
            symbol += given.Length;
        }

        // Whoever forgot a file hears of that, and not only of every name in it.
        if (_problems.Exists(problem => problem.Code.StartsWith("cell.", StringComparison.Ordinal)))
            _problems.InsertRange(0, _playbook.Imports.Select(import => PlaybookProblem.Error("playbook.import_missing", import.Location ?? import.Namespace)));
        var ordered = Folded(InOrder(decisions)).ToImmutableArray();
        _problems.AddRange(ordered.SelectMany(Unplaced));
        return new ParsedPlaybook(_playbook, scope, allowed, ordered, symbol);
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> names) =>
        names.GroupBy(name => name).Where(same => same.Key.Trim().Length == 0 || same.Skip(1).Any()).Select(same => same.Key);

    private CellTest Allowed(FactDefinition fact, FeelScope scope)
    {
        if (fact.Type.Allowed is not { } cell)
            return CellTest.Any;
        var (test, error) = FeelParser.ParseTest(cell, scope);
        if (error is not null)
            _problems.Add(PlaybookProblem.Error("fact.allowed_unreadable", fact.Name, cell));
        else if (test!.Symbols.Any())
            _problems.Add(PlaybookProblem.Error("fact.allowed_not_constant", fact.Name, cell));
        return test ?? CellTest.Any;
    }

    private ParsedDecision? Decision(ParsedDecision decision, FeelScope scope)
    {
        var cells = new CellReader(decision.Source.Name, scope, _problems);
        if (decision.Source.Logic is DecisionTable table)
            return TableShape(decision.Source, table) && cells.Table(table) is { } read ? decision with { Table = read, Symbols = [.. read.Symbols.Distinct()] } : null;
        var literal = (LiteralExpression)decision.Source.Logic;
        return cells.Output(literal.Text, literal.Type, row: null, column: null) is { } expression ? decision with { Literal = expression, Symbols = [.. expression.Symbols.Distinct()] } : null;
    }

    private bool TableShape(Decision decision, DecisionTable table)
    {
        var before = _problems.Count;
        if (table.Outputs.Count == 0)
            _problems.Add(PlaybookProblem.Error("table.no_output") with { Decision = decision.Name });
        if (table.Rows.Count > MostRows || table.Inputs.Count + table.Outputs.Count > MostColumns)
            _problems.Add(PlaybookProblem.Error("table.too_large", MostRows, MostColumns) with { Decision = decision.Name });
        if (table.Aggregation != Aggregation.None && (table.HitPolicy != HitPolicy.Collect || table.Outputs.Count > 1))
            _problems.Add(PlaybookProblem.Error("table.aggregation_misplaced", table.Aggregation) with { Decision = decision.Name });
        if (table.HitPolicy.GoesByPriority() && table.Outputs.All(output => output.Type.Allowed is null))
            _problems.Add(PlaybookProblem.Error("table.priority_without_values", table.HitPolicy) with { Decision = decision.Name });
        for (var row = 0; row < table.Rows.Count; row++)
        {
            if (table.Rows[row].Inputs.Count != table.Inputs.Count || table.Rows[row].Outputs.Count != table.Outputs.Count)
                _problems.Add(PlaybookProblem.Error("table.row_length", table.Inputs.Count, table.Outputs.Count) with { Decision = decision.Name, Rows = [row] });
        }

        return _problems.Count == before;
    }

    /// <summary>Outputs whose place in their list of values hangs on facts: rows have their order before any fact is known.</summary>
    private static IEnumerable<PlaybookProblem> Unplaced(ParsedDecision decision) =>
        from table in decision.Table is { Policy: var policy } read && policy.GoesByPriority() ? [read] : (ParsedTable[])[]
        from row in Enumerable.Range(0, table.Outputs.Count)
        from output in Enumerable.Range(0, table.OutputValues.Length)
        where !table.OutputValues[output].IsEmpty && table.Outputs[row][output] is not Expression.Literal
        select PlaybookProblem.Error("cell.priority_computed", table.Outputs[row][output].ToString()) with { Decision = decision.Source.Name, Rows = [row], Column = table.Inputs.Count + output };

    /// <summary>Decisions with the named values that they read put in: a cell that compares with one is a boundary like a number.</summary>
    private static IEnumerable<ParsedDecision> Folded(List<ParsedDecision> ordered)
    {
        var known = new Dictionary<int, Expression>();
        foreach (var decision in ordered)
        {
            var folded = decision.With(known);
            if (folded.Literal is Expression.Literal constant)
                known[folded.FirstSymbol] = constant;
            yield return folded;
        }
    }

    /// <summary>Every decision after those it reads; those that read one another in a circle are reported and left out.</summary>
    private List<ParsedDecision> InOrder(List<ParsedDecision> decisions)
    {
        var (ordered, waiting) = (new List<ParsedDecision>(), new List<ParsedDecision>(decisions));
        while (waiting.Find(decision => !decision.Symbols.Any(symbol => waiting.Exists(other => other.Gives(symbol)))) is { } next)
        {
            ordered.Add(next);
            waiting.Remove(next);
        }

        if (waiting.Count > 0)
            _problems.Add(PlaybookProblem.Error("playbook.circle", string.Join(", ", waiting.Select(decision => decision.Source.Name))) with { Decision = waiting[0].Source.Name });
        return ordered;
    }
}
