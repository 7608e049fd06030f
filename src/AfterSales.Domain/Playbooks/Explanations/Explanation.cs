using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Explanations;

/// <summary>
/// Why a decision came out as it did (SPEC 4): every row with its state, and the facts and decisions it read. Made on demand by reading the
/// cells as they are written, without the compiled tables; pages turn it into sentences.
/// </summary>
public sealed record Explanation(Decision Decision, Answer Answer, IReadOnlyList<RowReason> Rows, IReadOnlyList<NamedValue> Read)
{
    internal static Explanation Of(CompiledPlaybook playbook, Evaluation evaluation, int decision)
    {
        var parsed = playbook.CompiledDecisions[decision].Parsed;
        var rows = parsed.Table is { } table ? RowsOf(table, evaluation) : [];
        return new Explanation(parsed.Source, evaluation.AnswerOf(decision), rows, [.. Names(playbook, parsed, evaluation.Symbols)]);
    }

    private static List<RowReason> RowsOf(ParsedTable table, Evaluation evaluation)
    {
        var inputs = table.Inputs.Select(input => new Input(input, evaluation)).ToArray();
        var byRank = table.Order.Select(row => Row(table, row, inputs, evaluation.Symbols)).ToArray();
        if (table.Policy.TakesBest())
            TakeBest(byRank);
        else if (table.Policy.IsSingle() && IsConflict(table, byRank))
            byRank = Array.ConvertAll(byRank, row => row.State == RowState.Fired ? row with { State = RowState.Conflicting } : row);
        return [.. byRank.OrderBy(row => row.Row)];
    }

    private static RowReason Row(ParsedTable table, int row, Input[] inputs, Value[] symbols)
    {
        Condition? unknown = null;
        for (var column = 0; column < inputs.Length; column++)
        {
            var truth = inputs[column].Passes(table.Tests[row][column], symbols);
            if (truth == Truth.True)
                continue;
            var condition = new Condition(column, table.Source.Inputs[column].Expression, table.Source.Rows[row].Inputs[column], inputs[column].Value) { Left = inputs[column].Left };
            if (truth != Truth.Unknown)
                return new RowReason(row, RowState.Failed, condition);
            unknown ??= condition;
        }

        return new RowReason(row, unknown is null ? RowState.Fired : RowState.Open, unknown);
    }

    private static void TakeBest(RowReason[] byRank)
    {
        var (matched, open) = (false, false);
        for (var i = 0; i < byRank.Length; i++)
        {
            var state = byRank[i].State;
            if (state == RowState.Failed)
                continue;
            if (matched)
                byRank[i] = new RowReason(byRank[i].Row, RowState.Outranked);
            else if (state == RowState.Fired && open)
                byRank[i] = byRank[i] with { State = RowState.Waiting };
            (matched, open) = (matched || state == RowState.Fired, open || state == RowState.Open);
        }
    }

    private static bool IsConflict(ParsedTable table, RowReason[] byRank) =>
        table.Resolve(Enumerable.Range(0, byRank.Length).Where(rank => byRank[rank].State == RowState.Fired)).IsConflict;

    private static IEnumerable<NamedValue> Names(CompiledPlaybook playbook, ParsedDecision decision, Value[] symbols) =>
        decision.Symbols.Order().Select(symbol => new NamedValue(playbook.Parsed.NameOf(symbol), symbols[symbol]));

    /// <summary>What a column tests: a value, or an open decision with the values it can still come out as.</summary>
    private sealed class Input(Expression expression, Evaluation evaluation)
    {
        public Value Value { get; } = expression.Evaluate(evaluation.Symbols);

        public IReadOnlyList<Value> Left { get; } = expression is Expression.Name name && !evaluation.Symbols[name.Symbol].IsKnown ? evaluation.Left(name.Symbol) ?? [] : [];

        /// <summary>True or false of an open decision when all or none of what is left passes.</summary>
        public Truth Passes(CellTest test, Value[] symbols)
        {
            var truths = Left.Count == 0 ? [test.Test(Value, symbols)] : Left.Select(value => test.Test(value, symbols)).Distinct().ToList();
            return truths is [var only] ? only
                : truths.Contains(Truth.True) || truths.Contains(Truth.Unknown) ? Truth.Unknown
                : Truth.False;
        }
    }
}
