using System.Collections.Immutable;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Questions;

/// <summary>Finds what is worth asking for a decision, and the cheapest way to take it.</summary>
internal sealed class QuestionSearch(CompiledPlaybook playbook, Evaluation evaluation)
{
    /// <summary>Nodes to look at before a way that may not be the cheapest is taken: some tens of milliseconds.</summary>
    private const int MostSteps = 100_000;

    private readonly int[] _pieces = playbook.PiecesOf(evaluation);
    private readonly Dictionary<int, NextQuestions> _byDecision = [];

    public NextQuestions For(int decision)
    {
        if (_byDecision.TryGetValue(decision, out var known))
            return known;
        return _byDecision[decision] = evaluation.AnswerOf(decision).IsDecided ? NextQuestions.None
            : playbook.CompiledDecisions[decision].Root is { } root ? Through(root)
            : RowsLeft(playbook.CompiledDecisions[decision].Table!);
    }

    private NextQuestions Through(int root)
    {
        var residue = new Residue(playbook.Diagrams);
        var left = residue.Of(root, _pieces);
        var facts = residue.Asked(left).SelectMany(asked => Needed(asked.Variable))
            .Concat(residue.Outcomes(left).SelectMany(NeededToCompute)).ToImmutableSortedSet();
        var exact = residue.Asked(left).All(asked => playbook.Variables[asked.Variable].Symbol < playbook.Source.Facts.Count);
        var shortest = Cheapest(residue, left);
        return InOrder(facts, shortest ?? Straight(residue, left), exact && shortest is not null);
    }

    /// <summary>Goes through what is left in the order of cost, so that the first decision it meets is the cheapest.</summary>
    private ImmutableSortedSet<int>? Cheapest(Residue residue, int root)
    {
        var waiting = new PriorityQueue<(int Node, ImmutableSortedSet<int> Asked, bool Done), (decimal Cost, int Count, int Turn)>();
        var seen = new HashSet<int>();
        Wait(root, []);
        while (waiting.TryDequeue(out var next, out _) && residue.Steps < MostSteps)
        {
            if (next.Done)
                return next.Asked;
            if (!seen.Add(next.Node))
                continue;
            foreach (var (variable, pieces) in residue.Asked(next.Node))
            {
                var asked = next.Asked.Union(Needed(variable));
                for (var piece = 0; piece < pieces; piece++)
                    Wait(residue.With(next.Node, variable, piece), asked);
            }
        }

        return null;

        void Wait(int node, ImmutableSortedSet<int> asked)
        {
            var done = Diagrams.IsLeaf(node);
            var all = done ? asked.Union(NeededToCompute(Diagrams.OutcomeOf(node))) : asked;
            if (done || !seen.Contains(node))
                waiting.Enqueue((node, all, done), (Cost(all), all.Count, waiting.Count));
        }
    }

    /// <summary>The cheapest walk through what is left. Its answers decide, but another order of asking might do with fewer.</summary>
    private ImmutableSortedSet<int> Straight(Residue residue, int root)
    {
        var (known, asked, node) = (new Dictionary<int, (decimal Cost, int Piece)>(), ImmutableSortedSet<int>.Empty, root);
        CostFrom(residue, root, known);
        for (; !Diagrams.IsLeaf(node); node = residue.Next(node, known[node].Piece))
            asked = asked.Union(Needed(residue.VariableOf(node)));
        return asked.Union(NeededToCompute(Diagrams.OutcomeOf(node)));
    }

    private decimal CostFrom(Residue residue, int node, Dictionary<int, (decimal Cost, int Piece)> known)
    {
        if (Diagrams.IsLeaf(node))
            return Cost(NeededToCompute(Diagrams.OutcomeOf(node)).Distinct());
        if (known.TryGetValue(node, out var found))
            return found.Cost;
        var best = (Cost: decimal.MaxValue, Piece: 0);
        for (var piece = 0; piece < residue.Ways(node); piece++)
        {
            var cost = CostFrom(residue, residue.Next(node, piece), known);
            if (cost < best.Cost)
                best = (cost, piece);
        }

        best.Cost += Cost(Needed(residue.VariableOf(node)).Distinct());
        known[node] = best;
        return best.Cost;
    }

    /// <summary>Where there is no diagram: what the rows that may still match ask for.</summary>
    private NextQuestions RowsLeft(CompiledTable table)
    {
        var (_, possible) = RowByRow.Rows(table, _pieces, evaluation);
        var tested = table.Axes.Where(axis => _pieces[axis.Variable.Index] < 0 && !possible.IsWithin(axis.Free))
            .SelectMany(axis => Needed(axis.Variable.Index));
        var computed = possible.Members().SelectMany(rank => table.Table.Outputs[table.Table.Order[rank]])
            .Concat(table.Table.Defaults.OfType<Feel.Expression>()).SelectMany(output => output.Symbols).SelectMany(NeededFor);
        var facts = tested.Concat(computed).ToImmutableSortedSet();
        return InOrder(facts, Cheapest(facts), isExact: false);
    }

    private ImmutableSortedSet<int> Cheapest(ImmutableSortedSet<int> facts) => [.. facts.OrderBy(CostOf).Take(1)];

    private IEnumerable<int> Needed(int variable) => playbook.Variables[variable].Expression.Symbols.Distinct().SelectMany(NeededFor);

    private IEnumerable<int> NeededToCompute(int outcome) => playbook.Outcomes[outcome].Symbols.SelectMany(NeededFor);

    /// <summary>The unknown facts behind a name: the fact itself, or what is worth asking for the decision that gives it.</summary>
    private IEnumerable<int> NeededFor(int symbol)
    {
        if (evaluation.Symbols[symbol].IsKnown)
            return [];
        return playbook.GiverOf(symbol) is { } giver ? For(giver).Facts.Select(fact => playbook.Parsed.SlotOf(fact.Name)) : [symbol];
    }

    private NextQuestions InOrder(ImmutableSortedSet<int> facts, ImmutableSortedSet<int> first, bool isExact) => new(
        [.. facts.OrderBy(fact => first.Contains(fact) ? 0 : 1).ThenBy(CostOf).ThenBy(fact => fact).Select(FactAt)],
        [.. first.OrderBy(CostOf).ThenBy(fact => fact).Select(FactAt)],
        isExact);

    private FactDefinition FactAt(int slot) => playbook.Source.Facts[slot];

    private decimal CostOf(int slot) => playbook.Source.Facts[slot].Cost;

    private decimal Cost(IEnumerable<int> facts) => facts.Sum(CostOf);
}
