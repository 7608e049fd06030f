using System.Collections.Immutable;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Explanations;
using AfterSales.Domain.Playbooks.Questions;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>
/// A version of a playbook, ready to answer (SPEC 4). Made once, never changed, safe to share between threads. With everything known an
/// answer is one walk through a diagram; with facts missing it is all the outcomes that can still be reached, exactly. Where a table is too tangled
/// for a diagram, an open answer tells no outcomes, and a decided one is still right.
/// </summary>
public sealed class CompiledPlaybook
{
    /// <summary>More variables than any real playbook has fit on the stack.</summary>
    private const int MostOnStack = 256;

    private readonly Dictionary<string, int> _indexes;

    internal CompiledPlaybook(
        ParsedPlaybook parsed, ImmutableArray<CompiledDecision> decisions, ImmutableArray<Variable> variables, Diagrams diagrams, ImmutableArray<Outcome> outcomes)
    {
        (Parsed, CompiledDecisions, Variables, Diagrams, Outcomes) = (parsed, decisions, variables, diagrams, outcomes);
        _indexes = decisions.Select((decision, index) => (decision.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
    }

    public Playbook Source => Parsed.Source;

    /// <summary>The decisions in an order in which each comes after those it reads; answers come in the same order.</summary>
    public IReadOnlyList<Decision> Decisions => [.. CompiledDecisions.Select(decision => decision.Parsed.Source)];

    internal ParsedPlaybook Parsed { get; }

    internal ImmutableArray<CompiledDecision> CompiledDecisions { get; }

    internal ImmutableArray<Variable> Variables { get; }

    internal Diagrams Diagrams { get; }

    internal ImmutableArray<Outcome> Outcomes { get; }

    /// <summary>Reads and compiles a playbook. It comes with everything that keeps it from answering; there is a result exactly if there is
    /// no error..</summary>
    public static (CompiledPlaybook? Compiled, IReadOnlyList<PlaybookProblem> Problems) Compile(Playbook playbook)
    {
        var (parsed, problems) = PlaybookParser.Parse(playbook);
        return (parsed is null ? null : PlaybookCompiler.Compile(parsed), problems);
    }

    /// <summary>No fact known.</summary>
    public FactSet NewFacts() => new(Parsed, new Value[Source.Facts.Count]);

    public Evaluation Evaluate(FactSet facts)
    {
        var symbols = new Value[Parsed.Symbols];
        facts.CopyTo(symbols);
        var answers = new Answer[CompiledDecisions.Length];
        var evaluation = new Evaluation(this, symbols, answers);
        var pieces = Variables.Length <= MostOnStack ? stackalloc int[Variables.Length] : new int[Variables.Length];
        for (var i = 0; i < answers.Length; i++)
        {
            var decision = CompiledDecisions[i];
            foreach (var variable in decision.NewVariables)
                pieces[variable.Index] = variable.Partition.PieceOf(ValueOf(variable, symbols));
            answers[i] = AnswerOf(decision, pieces, evaluation);
            for (var output = 0; output < answers[i].Values.Length; output++)
                symbols[decision.Parsed.FirstSymbol + output] = answers[i].Values[output];
        }

        return evaluation;
    }

    /// <summary>What is worth asking for a decision.</summary>
    public NextQuestions Questions(Evaluation evaluation, string decision) => new QuestionSearch(this, evaluation).For(IndexOf(decision));

    /// <summary>Why a decision came out as it did, row by row.</summary>
    public Explanation Explain(Evaluation evaluation, string decision) => Explanation.Of(this, evaluation, IndexOf(decision));

    /// <summary>The decision that gives a name its value; null for a fact.</summary>
    internal int? GiverOf(int symbol)
    {
        for (var i = 0; i < CompiledDecisions.Length; i++)
        {
            if (CompiledDecisions[i].Parsed.Gives(symbol))
                return i;
        }

        return null;
    }

    internal int IndexOf(string decision) => _indexes[decision];

    /// <summary>The piece of every variable, -1 where it is unknown.</summary>
    internal int[] PiecesOf(Evaluation evaluation) =>
        [.. Variables.Select(variable => variable.Partition.PieceOf(ValueOf(variable, evaluation.Symbols)))];

    private static Value ValueOf(Variable variable, Value[] symbols) =>
        variable.Symbol is { } symbol ? symbols[symbol] : variable.Expression.Evaluate(symbols);

    private Answer AnswerOf(CompiledDecision decision, ReadOnlySpan<int> pieces, Evaluation evaluation)
    {
        if (decision.Root is not { } node)
            return RowByRow.Answer(decision.Table!, pieces, evaluation);
        var symbols = evaluation.Symbols;
        while (!Diagrams.IsLeaf(node) && pieces[Diagrams.VariableOf(node)] is >= 0 and var piece)
            node = Diagrams.Next(node, piece);
        if (Diagrams.IsLeaf(node))
            return Settled(Outcomes[Diagrams.OutcomeOf(node)], symbols);
        var left = Reachable.Outcomes(this, node, pieces);
        return left is [var only] ? Settled(only, symbols) : new Answer(null, [], left);
    }

    private static Answer Settled(Outcome outcome, Value[] symbols) => new(outcome, outcome.Evaluate(symbols), []);
}
