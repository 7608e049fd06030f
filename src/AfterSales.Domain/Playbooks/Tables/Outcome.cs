using System.Collections.Immutable;
using System.Runtime.InteropServices;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Tables;

/// <summary>
/// What a decision may come out as. Two ways through a table that say the same are one outcome, so a decision is taken once only one
/// outcome is left. An output that is computed from facts is known together with them.
/// </summary>
public sealed class Outcome
{
    private static readonly Expression Null = new Expression.Literal(Value.Null);

    private readonly ImmutableArray<Expression> _outputs;

    private Outcome(ImmutableArray<Expression> outputs, bool isMatch, bool isConflict)
    {
        _outputs = outputs;
        IsMatch = isMatch;
        IsConflict = isConflict;
        Values = [.. outputs.Select(Constant)];
        Symbols = [.. outputs.SelectMany(output => output.Symbols).Distinct()];
    }

    /// <summary>Whether a row matched; otherwise the outputs are the defaults.</summary>
    public bool IsMatch { get; }

    /// <summary>Whether rows matched that must not match together; the outputs are then null.</summary>
    public bool IsConflict { get; }

    /// <summary>One value for each output; unknown where it is computed, in a list only the element that is.</summary>
    public ImmutableArray<Value> Values { get; }

    /// <summary>The outputs as they are written: values, or what they are computed from.</summary>
    public IEnumerable<string> Written => _outputs.Select(output => output.ToString());

    /// <summary>The names from which outputs are computed.</summary>
    internal ImmutableArray<int> Symbols { get; }

    internal bool IsConstant => Symbols.IsEmpty;

    internal string Key => $"{IsMatch} {IsConflict} {string.Join(" ; ", _outputs)}";

    internal static Outcome Of(IEnumerable<Expression> outputs) => new([.. outputs], isMatch: true, isConflict: false);

    internal static Outcome NoMatch(IEnumerable<Expression> outputs) => new([.. outputs], isMatch: false, isConflict: false);

    internal static Outcome Conflict(int outputs) => new([.. Enumerable.Repeat(Null, outputs)], isMatch: true, isConflict: true);

    /// <summary>The outputs for these values of the names.</summary>
    internal ImmutableArray<Value> Evaluate(ReadOnlySpan<Value> symbols)
    {
        if (IsConstant)
            return Values;
        var values = new Value[_outputs.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = Known(_outputs[i], symbols);
        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    private static Value Known(Expression output, ReadOnlySpan<Value> symbols) =>
        output is Expression.Call { Function: FeelFunction.List } list ? list.Known(symbols) : output.Evaluate(symbols);

    private static Value Constant(Expression output) => output switch
    {
        Expression.Literal literal => literal.Value,
        Expression.Call { Function: FeelFunction.List } list => Value.Of([.. list.Arguments.Select(Constant)]),
        _ => Value.Unknown,
    };
}
