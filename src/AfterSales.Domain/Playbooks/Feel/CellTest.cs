using System.Collections.Immutable;

using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Feel;

/// <summary>
/// The unary tests of one input cell: any of them must hold, or none if <see cref="Negated"/>. No tests at all is <c>-</c>, which
/// everything passes, null included.
/// </summary>
public sealed record CellTest(ImmutableArray<UnaryTest> Tests, bool Negated = false)
{
    public static readonly CellTest Any = new([]);

    public bool IsAny => Tests.IsEmpty;

    public IEnumerable<int> Symbols => Tests.SelectMany(test => test.Symbols);

    /// <summary>The values at which the answer may change; a cell that compares with a name has more that cannot be said.</summary>
    public IEnumerable<Value> Boundaries =>
        Tests.SelectMany(test => test.Ends).OfType<Expression.Literal>().Select(literal => literal.Value);

    /// <summary>The values of a plain list of literals, in order; empty for any other cell.</summary>
    public ImmutableArray<Value> Enumerated =>
        !Negated && Tests.All(test => test is UnaryTest.Comparison { Operator: Operator.Equal, End: Expression.Literal }) ? [.. Boundaries] : [];

    /// <summary>The same with values for some of the names.</summary>
    internal CellTest With(IReadOnlyDictionary<int, Expression> known) =>
        Symbols.Any(known.ContainsKey) ? new CellTest([.. Tests.Select(test => test.With(known))], Negated) : this;

    public Truth Test(in Value input, ReadOnlySpan<Value> symbols)
    {
        if (IsAny)
            return Truth.True;
        var any = Truth.False;
        foreach (var test in Tests)
            any = any.Or(test.Test(input, symbols));
        return Negated ? any.Not() : any;
    }

    public override string ToString()
    {
        var tests = string.Join(", ", Tests);
        return IsAny ? "-" : Negated ? $"not({tests})" : tests;
    }

    public bool Equals(CellTest? other) => other is not null && Negated == other.Negated && Tests.SequenceEqual(other.Tests);

    public override int GetHashCode() => Tests.Aggregate(HashCode.Combine(Negated), HashCode.Combine);
}

/// <summary>One unary test.</summary>
public abstract record UnaryTest
{
    /// <summary>What the input is compared with.</summary>
    public abstract IEnumerable<Expression> Ends { get; }

    public IEnumerable<int> Symbols => Ends.SelectMany(end => end.Symbols);

    public abstract Truth Test(in Value input, ReadOnlySpan<Value> symbols);

    internal abstract UnaryTest With(IReadOnlyDictionary<int, Expression> known);

    /// <summary><c>&lt; 5</c>; a value alone is equality.</summary>
    public sealed record Comparison(Operator Operator, Expression End) : UnaryTest
    {
        public override IEnumerable<Expression> Ends => [End];

        public override Truth Test(in Value input, ReadOnlySpan<Value> symbols) => Comparing.Compare(Operator, input, End.Evaluate(symbols));

        internal override UnaryTest With(IReadOnlyDictionary<int, Expression> known) => this with { End = End.With(known) };

        public override string ToString() => Operator == Operator.Equal ? $"{End}" : $"{Operator.Sign()} {End}";
    }

    /// <summary><c>[1..5)</c>. An interval whose ends come in reverse holds for nothing.</summary>
    public sealed record Interval(Expression Low, bool LowBelongs, Expression High, bool HighBelongs) : UnaryTest
    {
        public override IEnumerable<Expression> Ends => [Low, High];

        public override Truth Test(in Value input, ReadOnlySpan<Value> symbols) =>
            Comparing.Compare(LowBelongs ? Operator.GreaterOrEqual : Operator.Greater, input, Low.Evaluate(symbols))
                .And(Comparing.Compare(HighBelongs ? Operator.LessOrEqual : Operator.Less, input, High.Evaluate(symbols)));

        internal override UnaryTest With(IReadOnlyDictionary<int, Expression> known) => this with { Low = Low.With(known), High = High.With(known) };

        public override string ToString() => $"{(LowBelongs ? '[' : '(')}{Low}..{High}{(HighBelongs ? ']' : ')')}";
    }

    /// <summary>
    /// A cell of a column that compares one name with a value, such as <c>days since signed &lt;= 3</c>, as a test of the name itself: so it shares the
    /// name's boundaries with all other columns.
    /// </summary>
    internal sealed record Compared(Operator Operator, Expression.Literal End, bool NameComesFirst, CellTest Cell) : UnaryTest
    {
        public override IEnumerable<Expression> Ends => [End];

        public override Truth Test(in Value input, ReadOnlySpan<Value> symbols) =>
            Cell.Test((NameComesFirst ? Comparing.Compare(Operator, input, End.Value) : Comparing.Compare(Operator, End.Value, input)).ToValue(), symbols);

        internal override UnaryTest With(IReadOnlyDictionary<int, Expression> known) => this with { Cell = Cell.With(known) };
    }
}
