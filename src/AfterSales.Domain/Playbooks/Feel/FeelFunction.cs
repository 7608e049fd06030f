using System.Collections.Immutable;

using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Feel;

/// <summary>The functions a cell may call (the first ones, named as in FEEL), and those that hit policies are made of.</summary>
public enum FeelFunction
{
    Min,
    Max,
    Abs,
    Floor,
    Ceiling,

    /// <summary><c>decimal(n, scale)</c>: rounded half to even.</summary>
    Decimal,

    /// <summary>The other truth value; null of everything else.</summary>
    Not,

    /// <summary>The values as a list.</summary>
    List,
    Sum,
    Count,

    /// <summary>The value they share; null when they differ.</summary>
    Same,
}

internal static class FeelFunctions
{
    /// <summary>What can be written in a cell, with the number of arguments; zero: any number but none.</summary>
    public static readonly IReadOnlyDictionary<string, (FeelFunction Function, int Arguments)> ByName =
        new Dictionary<string, (FeelFunction, int)>(StringComparer.Ordinal)
        {
            ["min"] = (FeelFunction.Min, 0),
            ["max"] = (FeelFunction.Max, 0),
            ["abs"] = (FeelFunction.Abs, 1),
            ["floor"] = (FeelFunction.Floor, 1),
            ["ceiling"] = (FeelFunction.Ceiling, 1),
            ["decimal"] = (FeelFunction.Decimal, 2),
            ["not"] = (FeelFunction.Not, 1),
        };

    public static ValueKind KindOf(this FeelFunction function, ImmutableArray<Expression> arguments)
    {
        var kinds = arguments.Select(argument => argument.Kind).Distinct().ToList();
        return function switch
        {
            FeelFunction.List => ValueKind.List,
            FeelFunction.Count => ValueKind.Number,
            FeelFunction.Not => ValueKind.Boolean,
            _ when kinds.Contains(ValueKind.Unknown) => ValueKind.Unknown,
            FeelFunction.Same or FeelFunction.Min or FeelFunction.Max => kinds.Count == 1 ? kinds[0] : ValueKind.Null,
            FeelFunction.Sum => kinds is [ValueKind.Number or ValueKind.Duration or ValueKind.Months] ? kinds[0] : ValueKind.Null,
            _ => kinds is [ValueKind.Number] ? ValueKind.Number : ValueKind.Null,
        };
    }

    public static Value Apply(this FeelFunction function, ImmutableArray<Value> values) => function switch
    {
        FeelFunction.List => Value.Of(values),
        FeelFunction.Count => Value.Of((decimal)values.Length),
        FeelFunction.Same => values.All(value => value == values[0]) ? values[0] : Value.Null,
        FeelFunction.Sum => values.Length == 0 ? Value.Null : values.Skip(1).Aggregate(Summand(values[0]), (sum, value) => Arithmetic.Compute(Operator.Add, sum, value)),
        FeelFunction.Not => values[0].ToTruth().Not().ToValue(),
        FeelFunction.Min => Extreme(values, -1),
        FeelFunction.Max => Extreme(values, 1),
        _ => values.All(value => value.Kind == ValueKind.Number) ? OfNumber(function, values) : Value.Null,
    };

    private static Value Summand(in Value value) => value.Kind is ValueKind.Number or ValueKind.Duration or ValueKind.Months ? value : Value.Null;

    private static Value Extreme(ImmutableArray<Value> values, int sign)
    {
        if (values.Length == 0 || !values[0].IsOrdered || values.Any(value => value.Kind != values[0].Kind))
            return Value.Null;
        return values.Aggregate((best, value) => Math.Sign(Value.Compare(value, best)) == sign ? value : best);
    }

    private static Value OfNumber(FeelFunction function, ImmutableArray<Value> values)
    {
        var number = values[0].AsNumber;
        return function switch
        {
            FeelFunction.Abs => Value.Of(Math.Abs(number)),
            FeelFunction.Floor => Value.Of(decimal.Floor(number)),
            FeelFunction.Ceiling => Value.Of(decimal.Ceiling(number)),
            _ => values[1].AsNumber is >= 0 and <= 28 and var scale ? Value.Of(decimal.Round(number, (int)scale, MidpointRounding.ToEven)) : Value.Null,
        };
    }
}
