using System.Collections.Immutable;
using System.Runtime.InteropServices;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Feel;

/// <summary>
/// A simple expression of S-FEEL: what an output cell or a literal expression says. <see cref="object.ToString"/> gives it back in a
/// normal form: two expressions with the same text are the same expression.
/// </summary>
public abstract record Expression
{
    /// <summary>The kind of its value; unknown when that cannot be said before, null when it is always null.</summary>
    public abstract ValueKind Kind { get; }

    /// <summary>The names it reads, as places in the scope.</summary>
    public abstract IEnumerable<int> Symbols { get; }

    public bool IsConstant => !Symbols.Any();

    /// <summary>The value for these values of the names. Unknown when a name it reads is; never throws.</summary>
    public abstract Value Evaluate(ReadOnlySpan<Value> symbols);

    /// <summary>The same with values for some of the names, and every part that is constant then worked out.</summary>
    internal abstract Expression With(IReadOnlyDictionary<int, Expression> known);

    public sealed override string ToString() => Text;

    protected abstract string Text { get; }

    private Expression Folded() => IsConstant ? new Literal(Evaluate([])) : this;

    /// <summary>A value written down.</summary>
    public sealed record Literal(Value Value) : Expression
    {
        public override ValueKind Kind => Value.Kind;

        public override IEnumerable<int> Symbols => [];

        protected override string Text => Value.ToString();

        public override Value Evaluate(ReadOnlySpan<Value> symbols) => Value;

        internal override Expression With(IReadOnlyDictionary<int, Expression> known) => this;
    }

    /// <summary>The value of a fact or of another decision.</summary>
    public sealed record Name(int Symbol, string Written, FactType Type) : Expression
    {
        public override ValueKind Kind => Type.IsList ? ValueKind.List : Type.Kind;

        public override IEnumerable<int> Symbols => [Symbol];

        protected override string Text => Written;

        public override Value Evaluate(ReadOnlySpan<Value> symbols) => symbols[Symbol];

        internal override Expression With(IReadOnlyDictionary<int, Expression> known) => known.GetValueOrDefault(Symbol, this);
    }

    public sealed record Negation(Expression Of) : Expression
    {
        public override ValueKind Kind => Of.Kind is ValueKind.Number or ValueKind.Duration or ValueKind.Months or ValueKind.Unknown ? Of.Kind : ValueKind.Null;

        public override IEnumerable<int> Symbols => Of.Symbols;

        protected override string Text => $"-({Of})";

        public override Value Evaluate(ReadOnlySpan<Value> symbols) => Arithmetic.Negate(Of.Evaluate(symbols));

        internal override Expression With(IReadOnlyDictionary<int, Expression> known) => new Negation(Of.With(known)).Folded();
    }

    public sealed record Binary(Operator Operator, Expression Left, Expression Right) : Expression
    {
        public override ValueKind Kind => Operator.Compares() ? ValueKind.Boolean : Arithmetic.KindOf(Operator, Left.Kind, Right.Kind);

        public override IEnumerable<int> Symbols => Left.Symbols.Concat(Right.Symbols);

        protected override string Text => $"({Left} {Operator.Sign()} {Right})";

        public override Value Evaluate(ReadOnlySpan<Value> symbols)
        {
            var (left, right) = (Left.Evaluate(symbols), Right.Evaluate(symbols));
            return Operator.Compares() ? Comparing.Compare(Operator, left, right).ToValue() : Arithmetic.Compute(Operator, left, right);
        }

        internal override Expression With(IReadOnlyDictionary<int, Expression> known) => new Binary(Operator, Left.With(known), Right.With(known)).Folded();
    }

    /// <summary>One of <see cref="FeelFunction"/>, or what a hit policy makes of several cells.</summary>
    public sealed record Call(FeelFunction Function, ImmutableArray<Expression> Arguments) : Expression
    {
        public override ValueKind Kind => Function.KindOf(Arguments);

        public override IEnumerable<int> Symbols => Arguments.SelectMany(argument => argument.Symbols);

        protected override string Text => $"{Function}({string.Join(", ", Arguments.Select(argument => argument.ToString()))})";

        public override Value Evaluate(ReadOnlySpan<Value> symbols)
        {
            var values = new Value[Arguments.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Arguments[i].Evaluate(symbols);
                if (!values[i].IsKnown)
                    return Value.Unknown;
            }

            return Function.Apply(ImmutableCollectionsMarshal.AsImmutableArray(values));
        }

        internal override Expression With(IReadOnlyDictionary<int, Expression> known) => new Call(Function, [.. Arguments.Select(argument => argument.With(known))]).Folded();

        /// <summary>The list with what is known of it; an element that is not known yet is unknown by itself.</summary>
        internal Value Known(ReadOnlySpan<Value> symbols)
        {
            var values = new Value[Arguments.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = Arguments[i].Evaluate(symbols);
            return Value.Of(ImmutableCollectionsMarshal.AsImmutableArray(values));
        }

        // An array has no equality of its own; the text says it all.
        public bool Equals(Call? other) => other is not null && Text == other.Text;

        public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>A test of a value, as a value: true, false or null. It stands for a cell that compares with a name.</summary>
    internal sealed record Tested(Expression Input, CellTest Test) : Expression
    {
        public override ValueKind Kind => ValueKind.Boolean;

        public override IEnumerable<int> Symbols => Input.Symbols.Concat(Test.Symbols);

        protected override string Text => $"{Input} in ({Test})";

        public override Value Evaluate(ReadOnlySpan<Value> symbols) => Test.Test(Input.Evaluate(symbols), symbols).ToValue();

        internal override Expression With(IReadOnlyDictionary<int, Expression> known) => new Tested(Input.With(known), Test.With(known)).Folded();
    }
}
