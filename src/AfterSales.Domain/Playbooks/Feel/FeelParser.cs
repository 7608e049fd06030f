using System.Collections.Immutable;


namespace AfterSales.Domain.Playbooks.Feel;

/// <summary>
/// Reads the cells of decision tables: S-FEEL of DMN 1.3 by recursive descent, with <c>@"…"</c> and a few functions of FEEL. An
/// error never throws: the first one is kept and the rest of the text skipped.
/// </summary>
public sealed partial class FeelParser
{
    /// <summary>No cell that a person writes is longer or deeper.</summary>
    private const int LongestCell = 4_000;
    private const int DeepestNesting = 50;

    private readonly string _text;
    private readonly FeelScope _scope;
    private int _at;
    private int _depth;
    private FeelError? _error;

    private FeelParser(string text, FeelScope scope) => (_text, _scope) = (text, scope);

    /// <summary>Reads an input cell. Empty is <c>-</c>.</summary>
    public static Parsed<CellTest> ParseTest(string text, FeelScope scope) =>
        text.AsSpan().Trim() is "" or "-" ? new(CellTest.Any, null) : Parse(text, scope, parser => parser.Cell());

    /// <summary>Reads an output cell, an input expression or a literal expression.</summary>
    public static Parsed<Expression> ParseExpression(string text, FeelScope scope) => Parse(text, scope, parser => parser.Disjunction());

    private static Parsed<T> Parse<T>(string text, FeelScope scope, Func<FeelParser, T> read)
        where T : class
    {
        if (text.Length > LongestCell)
            return new(null, new FeelError("cell.too_long", LongestCell, LongestCell));
        var parser = new FeelParser(text, scope);
        parser.Skip();
        var content = read(parser);
        if (parser._at < text.Length)
            parser.Fail("cell.unexpected", parser._at, parser.Here());
        return parser._error is null ? new(content, null) : new(null, parser._error);
    }

    private CellTest Cell()
    {
        var start = _at;
        if (Word("not") && Sign('('))
        {
            var tests = Tests();
            Expect(')');
            return new CellTest(tests, Negated: true);
        }

        _at = start;
        return new CellTest(Tests());
    }

    private ImmutableArray<UnaryTest> Tests()
    {
        var tests = ImmutableArray.CreateBuilder<UnaryTest>();
        do
            tests.Add(Test());
        while (Sign(','));
        return tests.ToImmutable();
    }

    private UnaryTest Test()
    {
        if (Interval() is { } interval)
            return interval;
        var op = Comparator() ?? Operator.Equal;
        return new UnaryTest.Comparison(op, Sum());
    }

    /// <summary>An interval; nothing, and no step taken, when the bracket opens an expression.</summary>
    private UnaryTest.Interval? Interval()
    {
        var start = _at;
        if (_at >= _text.Length || _text[_at] is not ('[' or '(' or ']'))
            return null;
        var lowBelongs = _text[_at++] == '[';
        Skip();
        var low = Sum();
        if (!Sign('.', '.'))
        {
            if (_text[start] == '(' && _error is null)
            {
                _at = start;
                return null;
            }

            Fail("cell.expected", _at, "..");
        }

        var high = Sum();
        var highBelongs = Sign(']');
        if (!highBelongs && !Sign(')') && !Sign('['))
            Fail("cell.expected", _at, "]");
        return new UnaryTest.Interval(low, lowBelongs, high, highBelongs);
    }

    private Expression Disjunction()
    {
        var either = Conjunction();
        while (Word("or"))
            either = Fold(new Expression.Binary(Operator.Or, either, Conjunction()));
        return either;
    }

    private Expression Conjunction()
    {
        var both = Comparison();
        while (Word("and"))
            both = Fold(new Expression.Binary(Operator.And, both, Comparison()));
        return both;
    }

    private Expression Comparison()
    {
        var left = Sum();
        return Comparator() is { } op ? new Expression.Binary(op, left, Sum()) : left;
    }

    private Expression Sum()
    {
        var sum = Product();
        while (true)
        {
            if (Sign('+'))
                sum = Fold(new Expression.Binary(Operator.Add, sum, Product()));
            else if (Sign('-'))
                sum = Fold(new Expression.Binary(Operator.Subtract, sum, Product()));
            else
                return sum;
        }
    }

    private Expression Product()
    {
        var product = Power();
        while (true)
        {
            if (!Ahead("**") && Sign('*'))
                product = Fold(new Expression.Binary(Operator.Multiply, product, Power()));
            else if (Sign('/'))
                product = Fold(new Expression.Binary(Operator.Divide, product, Power()));
            else
                return product;
        }
    }

    /// <summary>From left to right, as the standard has it: <c>3 ** 4 ** 5</c> is 81 to the fifth.</summary>
    private Expression Power()
    {
        var power = Negation();
        while (Sign('*', '*'))
            power = Fold(new Expression.Binary(Operator.Power, power, Negation()));
        return power;
    }

    /// <summary>A minus binds closer than everything else: <c>-3 ** 2</c> is 9.</summary>
    private Expression Negation()
    {
        if (!Sign('-'))
            return Primary();
        if (++_depth > DeepestNesting)
            return Fail("cell.too_deep", _at, DeepestNesting);
        var negated = Fold(new Expression.Negation(Negation()));
        _depth--;
        return negated;
    }

    private Operator? Comparator() =>
        Sign('<', '=') ? Operator.LessOrEqual
        : Sign('>', '=') ? Operator.GreaterOrEqual
        : Sign('!', '=') ? Operator.NotEqual
        : Sign('<') ? Operator.Less
        : Sign('>') ? Operator.Greater
        : Sign('=') ? Operator.Equal
        : null;

    private static Expression Fold(Expression expression) =>
        expression.IsConstant ? new Expression.Literal(expression.Evaluate([])) : expression;
}
