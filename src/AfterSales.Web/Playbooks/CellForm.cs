using System.Collections.Immutable;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Web.Playbooks;

/// <summary>
/// A condition as a form says it. Whatever the form cannot say stays <see cref="TestKind.Written"/>, letter by letter. Values and names are kept as a cell
/// writes them: <c>"confirms"</c>, <c>12.5</c>, <c>same city guide</c>.
/// </summary>
public sealed record CellForm(TestKind Kind)
{
    public static readonly CellForm Anything = new(TestKind.Anything);

    /// <summary>What is listed, for <see cref="TestKind.AnyOf"/> and <see cref="TestKind.NoneOf"/>.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>What is compared with; the lower end of a range.</summary>
    public string End { get; init; } = "";

    public string High { get; init; } = "";

    public bool LowBelongs { get; init; } = true;

    public bool HighBelongs { get; init; } = true;

    /// <summary>The cell's own text, for <see cref="TestKind.Written"/>.</summary>
    public string Text { get; init; } = "";

    /// <summary>The tests that make sense for a type, in the order of a menu.</summary>
    public static IReadOnlyList<TestKind> KindsFor(FactType type, bool isListed) => (type, isListed) switch
    {
        ({ Kind: ValueKind.Boolean }, _) => [TestKind.Anything, TestKind.AnyOf, .. Nullable(type), TestKind.Written],
        (_, true) => [TestKind.Anything, TestKind.AnyOf, TestKind.NoneOf, .. Nullable(type), TestKind.Written],
        ({ Kind: ValueKind.Number or ValueKind.Date }, _) =>
        [
            TestKind.Anything, TestKind.AtLeast, TestKind.MoreThan, TestKind.AtMost, TestKind.LessThan, TestKind.Between, TestKind.Equal, TestKind.NotEqual,
            .. Nullable(type), TestKind.Written,
        ],
        ({ Kind: ValueKind.Text }, _) => [TestKind.Anything, TestKind.Equal, TestKind.NotEqual, .. Nullable(type), TestKind.Written],
        _ => [TestKind.Anything, TestKind.Written],
    };

    /// <summary>Reads a cell.</summary>
    /// <param name="isListed">Whether the column's values can be listed, so that they are ticked.</param>
    public static CellForm Of(string cell, bool isListed, FeelScope scope)
    {
        var written = new CellForm(TestKind.Written) { Text = cell };
        if (FeelParser.ParseTest(cell, scope).Value is not { } test) return written;
        if (test.IsAny) return Anything;
        if (test is { Negated: false, Tests: [UnaryTest.Comparison { Operator: Operator.Equal, End: Expression.Literal { Value.IsNull: true } }] }) return new(TestKind.Missing);
        if (isListed) return Listed(test) ?? written;
        return test.Tests is [var only] && Single(only, test.Negated) is { } form ? form : written;
    }

    /// <summary>As a cell writes it.</summary>
    public string Write() => Kind switch
    {
        TestKind.Anything => "-",
        TestKind.AnyOf => Values.IsEmpty ? "-" : string.Join(", ", Values),
        TestKind.NoneOf => Values.IsEmpty ? "-" : $"not({string.Join(", ", Values)})",
        TestKind.AtLeast => $">= {End}",
        TestKind.MoreThan => $"> {End}",
        TestKind.AtMost => $"<= {End}",
        TestKind.LessThan => $"< {End}",
        TestKind.Equal => End,
        TestKind.NotEqual => $"not({End})",
        TestKind.Between => $"{(LowBelongs ? '[' : '(')}{End}..{High}{(HighBelongs ? ']' : ')')}",
        TestKind.Missing => "null",
        _ => Text,
    };

    private static TestKind[] Nullable(FactType type) => type.Nullable ? [TestKind.Missing] : [];

    private static CellForm? Listed(CellTest test)
    {
        var values = ImmutableArray.CreateBuilder<string>();
        foreach (var one in test.Tests)
        {
            if (one is not UnaryTest.Comparison { Operator: Operator.Equal, End: Expression.Literal { Value: { IsNull: false } value } }) return null;
            values.Add(value.ToString());
        }
        return new(test.Negated ? TestKind.NoneOf : TestKind.AnyOf) { Values = values.ToImmutable() };
    }

    private static CellForm? Single(UnaryTest test, bool isNegated) => test switch
    {
        UnaryTest.Comparison { End: var end, Operator: var op } when IsPlain(end) && KindOf(op, isNegated) is { } kind => new(kind) { End = end.ToString() },
        UnaryTest.Interval interval when !isNegated && IsPlain(interval.Low) && IsPlain(interval.High) => new(TestKind.Between)
        {
            End = interval.Low.ToString(),
            High = interval.High.ToString(),
            LowBelongs = interval.LowBelongs,
            HighBelongs = interval.HighBelongs,
        },
        _ => null,
    };

    // Not (x >= 3) is not x < 3 where x may be none, and people do not write it.
    private static TestKind? KindOf(Operator op, bool isNegated) => (op, isNegated) switch
    {
        (Operator.Equal, false) => TestKind.Equal,
        (Operator.Equal, true) => TestKind.NotEqual,
        (_, true) => null,
        (Operator.GreaterOrEqual, _) => TestKind.AtLeast,
        (Operator.Greater, _) => TestKind.MoreThan,
        (Operator.LessOrEqual, _) => TestKind.AtMost,
        (Operator.Less, _) => TestKind.LessThan,
        _ => null,
    };

    private static bool IsPlain(Expression end) => end is Expression.Literal { Value.IsNull: false } or Expression.Name;
}
