using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>Turns parsed decisions into sets of rows and diagrams.</summary>
internal sealed class PlaybookCompiler
{
    /// <summary>Every value that cells name is held against all cells over the same thing, and every row against each thing that is tested: what a second is enough for.</summary>
    private const long MostComparisons = 40_000_000;
    private const int Row = 8;

    private readonly ParsedPlaybook _playbook;
    private readonly List<CompiledDecision> _decisions = [];
    private readonly Dictionary<string, Variable> _variables = new(StringComparer.Ordinal);
    private readonly List<Outcome> _outcomes = [];
    private readonly Diagrams _diagrams = new();
    private readonly Effort _effort = new();
    private readonly Dictionary<string, List<Value>> _boundaries;

    private PlaybookCompiler(ParsedPlaybook playbook)
    {
        _playbook = playbook;
        _boundaries = playbook.Decisions.Where(decision => decision.Table is not null)
            .SelectMany(decision => CompiledTable.Columns(decision.Table!))
            .GroupBy(column => column.Expression.ToString(), column => column.Tests.SelectMany(test => test.Boundaries))
            .ToDictionary(group => group.Key, group => group.SelectMany(values => values).Distinct().ToList(), StringComparer.Ordinal);
    }

    /// <summary>What keeps it from being compiled in good time: cells that name too many different values.</summary>
    public static PlaybookProblem? WhyNot(ParsedPlaybook playbook)
    {
        var columns = from decision in playbook.Decisions
                      where decision.Table is not null
                      from column in CompiledTable.Columns(decision.Table!)
                      group (column.Tests.Length, Cells: column.Tests.Where(test => !test.IsAny).Distinct().ToList()) by column.Expression.ToString() into over
                      let values = over.SelectMany(column => column.Cells).SelectMany(cell => cell.Boundaries).Distinct().LongCount()
                      select (Name: over.Key, Comparisons: over.Sum(column => (values * column.Cells.Sum(cell => cell.Tests.Length)) + (Row * column.Length)));
        var all = columns.ToList();
        return all.Sum(column => column.Comparisons) > MostComparisons ? PlaybookProblem.Error("playbook.too_many_values", all.MaxBy(column => column.Comparisons).Name) : null;
    }

    public static CompiledPlaybook Compile(ParsedPlaybook playbook)
    {
        var compiler = new PlaybookCompiler(playbook);
        foreach (var decision in playbook.Decisions)
            compiler._decisions.Add(compiler.Decision(decision));
        return new CompiledPlaybook(playbook, [.. compiler._decisions], [.. compiler._variables.Values], compiler._diagrams, [.. compiler._outcomes]);
    }

    private CompiledDecision Decision(ParsedDecision decision)
    {
        var firstOutcome = _outcomes.Count;
        if (decision.Table is null)
        {
            var outcome = Outcome.Of([decision.Literal!]);
            _outcomes.Add(outcome);
            var constant = outcome.IsConstant ? new Answer(outcome, outcome.Values, []) : (Answer?)null;
            return new CompiledDecision { Parsed = decision, Root = Diagrams.Leaf(firstOutcome), Outcomes = [firstOutcome], Constant = constant };
        }

        var table = CompiledTable.Of(decision.Table, VariableOf);
        var parents = Parents(table);
        var outcomeOf = OutcomeIds();
        var root = new DiagramBuilder(table, parents, _diagrams, _diagrams, rows => outcomeOf(decision.Table.Resolve(rows.Members())), _effort).Build();
        // Nobody asks for what a table may come out as when that is more than can be told.
        if (root is null)
            _outcomes.RemoveRange(firstOutcome, _outcomes.Count - firstOutcome);
        var support = root is { } reached ? Support(reached) : [.. table.Axes.Select(axis => axis.Variable)];
        return new CompiledDecision
        {
            Parsed = decision,
            Table = table,
            Followed = parents,
            Root = root,
            Support = support,
            Outcomes = [.. Enumerable.Range(firstOutcome, _outcomes.Count - firstOutcome)],
        };
    }

    private Func<Outcome, int?> OutcomeIds()
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        return outcome =>
        {
            var key = outcome.Key;
            if (!_effort.Write(key.Length))
                return null;
            if (ids.TryGetValue(key, out var id))
                return id;
            _outcomes.Add(outcome);
            return ids[key] = _outcomes.Count - 1;
        };
    }

    private Variable VariableOf(Expression expression)
    {
        var key = expression.ToString();
        if (_variables.TryGetValue(key, out var known))
            return known;
        var fact = expression is Expression.Name { Symbol: var symbol } && symbol < _playbook.AllowedFacts.Length ? symbol : (int?)null;
        var boundaries = _boundaries[key].Concat(fact is { } slot ? _playbook.AllowedFacts[slot].Boundaries : []);
        var partition = expression is Expression.Literal { Value: var only }
            ? Partition.Of(expression.Kind, [only], value => value == only)
            : Partition.Of(expression.Kind, boundaries, value => fact is not { } place || _playbook.Allows(place, value));
        return _variables[key] = new Variable(_variables.Count, expression, partition);
    }

    /// <summary>The decisions that a table can follow: those with a diagram whose tested outputs are all constant.</summary>
    private List<DiagramBuilder.Parent> Parents(CompiledTable table)
    {
        var tested = from axis in table.Axes
                     let decision = axis.Variable.Symbol is { } symbol ? _decisions.Find(given => given.Parsed.Gives(symbol)) : null
                     where decision?.Root is not null
                     let output = axis.Variable.Symbol!.Value - decision.Parsed.FirstSymbol
                     where decision.Outcomes.All(outcome => _outcomes[outcome].Values[output].IsWhole)
                     group new DiagramBuilder.ParentAxis(axis, output, _outcomes) by decision;
        return [.. tested.Select(axes => new DiagramBuilder.Parent(
            axes.Key.Root!.Value,
            axes.Key.Support,
            [.. axes],
            axes.Aggregate(BitSet.All(table.Rows), (free, axis) => free.And(axis.Axis.Free))))];
    }

    private List<Variable> Support(int root)
    {
        var asked = _diagrams.Reach(root).Where(node => !Diagrams.IsLeaf(node)).Select(_diagrams.VariableOf).ToHashSet();
        return [.. _variables.Values.Where(variable => asked.Contains(variable.Index))];
    }
}
