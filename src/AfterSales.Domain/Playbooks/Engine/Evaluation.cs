using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>
/// What a playbook says about some facts: an answer for each decision. Answers that were not wanted are worked out when somebody asks for one; until
/// then it belongs to one thread.
/// </summary>
public sealed class Evaluation
{
    private readonly DecisionSet _wanted;
    private readonly Value[] _facts;
    private readonly Answer[] _answers;
    private Evaluation? _whole;
    private Value[]? _symbols;

    internal Evaluation(DecisionSet wanted, Value[] facts, Answer[] answers) => (_wanted, _facts, _answers) = (wanted, facts, answers);

    /// <summary>In the order of <see cref="CompiledPlaybook.Decisions"/>.</summary>
    public IReadOnlyList<Answer> Answers => [.. Enumerable.Range(0, Playbook.CompiledDecisions.Length).Select(AnswerOf)];

    /// <summary>The answer of a decision by its name.</summary>
    public Answer this[string decision] => AnswerOf(Playbook.IndexOf(decision));

    /// <summary>What an outcome that is left would say, as far as its outputs can be computed from what is known; the rest is unknown.</summary>
    public IReadOnlyList<Value> ValuesOf(Outcome outcome) => outcome.Evaluate(Symbols);

    /// <summary>The values of facts, and of the outputs of the decisions that were wanted, as far as they are known.</summary>
    internal Value[] Symbols => _symbols ??= Playbook.SymbolsOf(_facts, _wanted, _answers);

    private CompiledPlaybook Playbook => _wanted.Playbook;

    internal Answer AnswerOf(int decision) =>
        Playbook.CompiledDecisions[decision].Constant is { } constant ? constant
        : _wanted.PlaceOf(decision) is >= 0 and var place ? _answers[place]
        : With(decision).AnswerOf(decision);

    /// <summary>An evaluation of the same facts that answers a decision and what it reads.</summary>
    internal Evaluation With(int decision) =>
        Playbook.CompiledDecisions[decision].Constant is not null || _wanted.PlaceOf(decision) >= 0 ? this : _whole ??= Playbook.Evaluate(_facts, Playbook.All);

    /// <summary>The values that an output of an undecided decision can still take; null when that cannot be told, as for an unknown fact.</summary>
    internal IReadOnlyList<Value>? Left(int symbol)
    {
        if (Playbook.GiverOf(symbol) is not { } giver)
            return null;
        var output = symbol - Playbook.CompiledDecisions[giver].Parsed.FirstSymbol;
        var left = AnswerOf(giver).Possible;
        return left.IsEmpty || left.Any(outcome => !outcome.Values[output].IsWhole) ? null : [.. left.Select(outcome => outcome.Values[output]).Distinct()];
    }
}
