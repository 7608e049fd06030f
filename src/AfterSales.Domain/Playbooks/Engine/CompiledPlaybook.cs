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

    /// <summary>The names with their values while an evaluation is made: each thread has one, so that none is allocated.</summary>
    [ThreadStatic]
    private static Value[]? _scratch;

    private readonly Dictionary<string, int> _indexes;
    private readonly int[] _giverOf;

    /// <summary>Unknown facts, and the named values.</summary>
    private readonly Value[] _constants;

    internal CompiledPlaybook(
        ParsedPlaybook parsed, ImmutableArray<CompiledDecision> decisions, ImmutableArray<Variable> variables, Diagrams diagrams, ImmutableArray<Outcome> outcomes)
    {
        (Parsed, CompiledDecisions, Variables, Diagrams, Outcomes) = (parsed, decisions, variables, diagrams, outcomes);
        _indexes = decisions.Select((decision, index) => (decision.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
        _giverOf = [.. Enumerable.Range(0, parsed.Symbols).Select(symbol => decisions.ToList().FindIndex(decision => decision.Parsed.Gives(symbol)))];
        _constants = new Value[parsed.Symbols];
        foreach (var decision in decisions)
        {
            if (decision.Constant is { } constant)
                _constants[decision.Parsed.FirstSymbol] = constant.Values[0];
        }

        Decisions = [.. decisions.Select(decision => decision.Parsed.Source)];
        All = new DecisionSet(this, Enumerable.Range(0, decisions.Length).Where(IsOpen));
    }

    public Playbook Source => Parsed.Source;

    /// <summary>The decisions in an order in which each comes after those it reads; answers come in the same order.</summary>
    public IReadOnlyList<Decision> Decisions { get; }

    /// <summary>Every decision that needs facts.</summary>
    internal DecisionSet All { get; }

    internal ParsedPlaybook Parsed { get; }

    internal ImmutableArray<CompiledDecision> CompiledDecisions { get; }

    internal ImmutableArray<Variable> Variables { get; }

    internal Diagrams Diagrams { get; }

    internal ImmutableArray<Outcome> Outcomes { get; }

    /// <summary>Reads and compiles a playbook. It comes with everything that keeps it from answering; there is a result exactly if there is
    /// no error.</summary>
    public static (CompiledPlaybook? Compiled, IReadOnlyList<PlaybookProblem> Problems) Compile(Playbook playbook)
    {
        var (parsed, problems) = PlaybookParser.Parse(playbook);
        if (parsed is not null && PlaybookCompiler.WhyNot(parsed) is { } problem)
            return (null, [.. problems, problem]);
        return (parsed is null ? null : PlaybookCompiler.Compile(parsed), problems);
    }

    /// <summary>No fact known.</summary>
    public FactSet NewFacts() => new(Parsed, new Value[Source.Facts.Count]);

    /// <summary>Every decision.</summary>
    public Evaluation Evaluate(FactSet facts) => Evaluate(facts.Share(), All);

    /// <summary>Only the decisions that are wanted, and what they read. The others cost nothing unless somebody asks for them.</summary>
    public Evaluation Evaluate(FactSet facts, DecisionSet wanted) => Evaluate(facts.Share(), wanted);

    /// <summary>These decisions and those they read, to be wanted together.</summary>
    public DecisionSet Only(params IReadOnlyList<string> decisions)
    {
        var wanted = new HashSet<int>();
        var waiting = new Stack<int>(decisions.Select(IndexOf));
        while (waiting.TryPop(out var decision))
        {
            if (!IsOpen(decision) || !wanted.Add(decision))
                continue;
            foreach (var symbol in CompiledDecisions[decision].Parsed.Symbols)
            {
                if (GiverOf(symbol) is { } giver)
                    waiting.Push(giver);
            }
        }

        return new DecisionSet(this, wanted);
    }

    /// <summary>What is worth asking for a decision.</summary>
    public NextQuestions Questions(Evaluation evaluation, string decision)
    {
        var index = IndexOf(decision);
        return new QuestionSearch(this, evaluation.With(index)).For(index);
    }

    /// <summary>Why a decision came out as it did, row by row.</summary>
    public Explanation Explain(Evaluation evaluation, string decision)
    {
        var index = IndexOf(decision);
        return Explanation.Of(this, evaluation.With(index), index);
    }

    internal Evaluation Evaluate(Value[] facts, DecisionSet wanted)
    {
        var answers = new Answer[wanted.Decisions.Length];
        var evaluation = new Evaluation(wanted, facts, answers);
        var symbols = Scratch(facts);
        var pieces = Variables.Length <= MostOnStack ? stackalloc int[Variables.Length] : new int[Variables.Length];
        for (var place = 0; place < answers.Length; place++)
        {
            var decision = CompiledDecisions[wanted.Decisions[place]];
            foreach (var variable in wanted.NewVariables[place])
                pieces[variable.Index] = PieceOf(variable, symbols);
            answers[place] = AnswerOf(decision, pieces, evaluation, symbols);
            Give(decision, answers[place], symbols);
        }

        return evaluation;
    }

    /// <summary>The values of all names, unknown where a decision was not wanted.</summary>
    internal Value[] SymbolsOf(Value[] facts, DecisionSet wanted, Answer[] answers)
    {
        Value[] symbols = [.. facts, .. _constants.AsSpan(facts.Length)];
        for (var place = 0; place < answers.Length; place++)
            Give(CompiledDecisions[wanted.Decisions[place]], answers[place], symbols);
        return symbols;
    }

    /// <summary>The decision that gives a name its value; null for a fact.</summary>
    internal int? GiverOf(int symbol) => _giverOf[symbol] is >= 0 and var giver ? giver : null;

    internal int IndexOf(string decision) => _indexes[decision];

    /// <summary>The piece of every variable, -1 where it is unknown.</summary>
    internal int[] PiecesOf(Evaluation evaluation) =>
        [.. Variables.Select(variable => PieceOf(variable, evaluation.Symbols))];

    private bool IsOpen(int decision) => CompiledDecisions[decision].Constant is null;

    private Value[] Scratch(Value[] facts)
    {
        if (_scratch is null || _scratch.Length < _constants.Length)
            _scratch = new Value[_constants.Length];
        facts.CopyTo(_scratch, 0);
        _constants.AsSpan(facts.Length).CopyTo(_scratch.AsSpan(facts.Length));
        return _scratch;
    }

    /// <summary>What is said of a list before all of it is known is for people; whoever reads the name has to wait.</summary>
    private static void Give(CompiledDecision decision, in Answer answer, Value[] symbols)
    {
        if (answer.Outcome is not { } outcome)
            return;
        var given = symbols.AsSpan(decision.Parsed.FirstSymbol, answer.Values.Length);
        answer.Values.AsSpan().CopyTo(given);
        if (outcome.IsConstant)
            return;
        foreach (ref var value in given)
        {
            if (!value.IsWhole)
                value = Value.Unknown;
        }
    }

    // Passed on where it stands: a value is too large to be copied twice for each fact.
    private static int PieceOf(Variable variable, Value[] symbols) =>
        variable.Symbol is { } symbol ? variable.Partition.PieceOf(symbols[symbol]) : variable.Partition.PieceOf(variable.Expression.Evaluate(symbols));

    private Answer AnswerOf(CompiledDecision decision, ReadOnlySpan<int> pieces, Evaluation evaluation, Value[] symbols)
    {
        if (decision.Root is not { } node)
            return RowByRow.Answer(decision.Table!, pieces, evaluation, symbols);
        while (!Diagrams.IsLeaf(node) && pieces[Diagrams.VariableOf(node)] is >= 0 and var piece)
            node = Diagrams.Next(node, piece);
        if (Diagrams.IsLeaf(node))
            return Settled(Outcomes[Diagrams.OutcomeOf(node)], symbols);
        var left = Reachable.Outcomes(this, node, pieces);
        return left is [var only] ? Settled(only, symbols) : new Answer(null, [], left);
    }

    private static Answer Settled(Outcome outcome, Value[] symbols) => new(outcome, outcome.Evaluate(symbols), []);
}
