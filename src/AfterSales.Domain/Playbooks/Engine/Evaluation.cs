using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>What a playbook says about some facts: an answer for each decision.</summary>
public sealed class Evaluation
{
    private readonly CompiledPlaybook _playbook;
    private readonly Answer[] _answers;

    internal Evaluation(CompiledPlaybook playbook, Value[] symbols, Answer[] answers) => (_playbook, Symbols, _answers) = (playbook, symbols, answers);

    public IReadOnlyList<Answer> Answers => _answers;

    /// <summary>The answer of a decision by its name.</summary>
    public Answer this[string decision] => _answers[_playbook.IndexOf(decision)];

    /// <summary>The values of facts and outputs, as far as they are known.</summary>
    internal Value[] Symbols { get; }

    /// <summary>The values that an output of an undecided decision can still take; null when that cannot be told, as for an unknown fact.</summary>
    internal IReadOnlyList<Value>? Left(int symbol)
    {
        if (_playbook.GiverOf(symbol) is not { } giver)
            return null;
        var output = symbol - _playbook.CompiledDecisions[giver].Parsed.FirstSymbol;
        var left = _answers[giver].Possible;
        return left.IsEmpty || left.Any(outcome => !outcome.Values[output].IsKnown) ? null : [.. left.Select(outcome => outcome.Values[output]).Distinct()];
    }
}
