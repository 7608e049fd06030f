using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Tests.Playbooks;

/// <summary>Every form of a unary test, with the standard's meaning: cell, input, whether the row may fire.</summary>
public sealed class CellTestTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly FeelScope Scope = new(
        [("limit", FactType.Number), ("days since signed", FactType.Number), ("days", FactType.Number), ("order.paid", FactType.Money), ("not delivered", FactType.Boolean)],
        Shanghai);

    private static readonly Value[] Symbols = [Value.Of(5m), Value.Of(3m), Value.Of(7m), Value.Of(80m), Value.Unknown];

    public static TheoryData<string, string, Truth> Cells => new()
    {
        // Irrelevant.
        { "-", "1", Truth.True },
        { "", "null", Truth.True },
        { "  -  ", "?", Truth.True },

        // A value.
        { "5", "5.0", Truth.True },
        { "5", "6", Truth.False },
        { "-5", "-5", Truth.True },
        { ".5", "0.5", Truth.True },
        { "\"a\"", "\"a\"", Truth.True },
        { "\"a\"", "\"A\"", Truth.False },
        { "\"a,\\\"b\\\" \\u4e2d\"", "\"a,\\\"b\\\" 中\"", Truth.True },
        { "true", "true", Truth.True },
        { "true", "false", Truth.False },
        { "5", "?", Truth.Unknown },

        // Comparisons.
        { "< 5", "4.999", Truth.True },
        { "< 5", "5", Truth.False },
        { "<= 5", "5", Truth.True },
        { "> 5", "5", Truth.False },
        { ">= 5", "5", Truth.True },
        { ">= -5", "-5", Truth.True },
        { "< 5", "?", Truth.Unknown },
        { "< \"b\"", "\"a\"", Truth.True },
        { "= 5", "5", Truth.True },
        { "!= 5", "5", Truth.False },

        // Intervals; a reversed bracket is open.
        { "[1..5]", "1", Truth.True },
        { "[1..5]", "5", Truth.True },
        { "(1..5)", "1", Truth.False },
        { "]1..5[", "1", Truth.False },
        { "(1..5]", "5", Truth.True },
        { "[1..5)", "5", Truth.False },
        { "[ 1 .. 5 ]", "2.5", Truth.True },
        { "[-1.5..-0.5]", "-1", Truth.True },
        { "[5..1]", "3", Truth.False },
        { "[\"a\"..\"c\"]", "\"b\"", Truth.True },
        { "[1..5]", "?", Truth.Unknown },

        // Any of several.
        { "1, 2, > 10", "2", Truth.True },
        { "1, 2, > 10", "11", Truth.True },
        { "1, 2, > 10", "3", Truth.False },
        { "[1..2], [4..5]", "3", Truth.False },
        { "\"a\", \"b\"", "\"b\"", Truth.True },
        { "\"a\", \"b\"", "?", Truth.Unknown },

        // None of several.
        { "not(1, 2)", "3", Truth.True },
        { "not(1, 2)", "2", Truth.False },
        { "not([1..5])", "0", Truth.True },
        { "not( < 5 )", "4", Truth.False },
        { "not(\"a\")", "?", Truth.Unknown },

        // Null: equal to null only; no order.
        { "null", "null", Truth.True },
        { "null", "5", Truth.False },
        { "5", "null", Truth.False },
        { "not(null)", "5", Truth.True },
        { "not(null)", "null", Truth.False },
        { "not(5)", "null", Truth.True },
        { "< 5", "null", Truth.Null },
        { "not(< 5)", "null", Truth.Null },
        { "null, < 5", "null", Truth.True },
        { "[1..5]", "null", Truth.Null },

        // Mixed kinds do not compare.
        { "5", "\"5\"", Truth.Null },
        { "not(5)", "\"5\"", Truth.Null },
        { "< 5", "\"4\"", Truth.Null },
        { "5, \"a\"", "\"a\"", Truth.True },
        { "true", "1", Truth.Null },
        { "< true", "false", Truth.Null },
        { "date(\"2026-11-26\")", "date and time(\"2026-11-26T00:00:00Z\")", Truth.Null },

        // Dates, times, durations.
        { "date(\"2026-11-26\")", "date(\"2026-11-26\")", Truth.True },
        { ">= date(\"2026-11-26\")", "date(\"2026-11-25\")", Truth.False },
        { "[date(\"2026-02-28\")..date(\"2026-03-01\")]", "date(\"2026-03-01\")", Truth.True },
        { "< time(\"18:00:00\")", "time(\"17:59:59.5\")", Truth.True },
        { "< duration(\"P3D\")", "duration(\"PT71H59M\")", Truth.True },
        { "duration(\"PT72H\")", "duration(\"P3D\")", Truth.True },
        { "> duration(\"-PT1H\")", "duration(\"PT0S\")", Truth.True },
        { "< duration(\"P1Y\")", "duration(\"P11M\")", Truth.True },
        { "duration(\"P1Y\")", "duration(\"P365D\")", Truth.Null },
        { "@\"2026-11-26\"", "date(\"2026-11-26\")", Truth.True },
        { "> @\"PT1H\"", "duration(\"PT2H\")", Truth.True },

        // The same instant in different zones is the same; without a zone it is the playbook's.
        { "date and time(\"2026-11-26T12:00:00+08:00\")", "date and time(\"2026-11-26T04:00:00Z\")", Truth.True },
        { "date and time(\"2026-11-26T12:00:00@Asia/Shanghai\")", "date and time(\"2026-11-26T04:00:00Z\")", Truth.True },
        { "date and time(\"2026-11-26T12:00:00\")", "date and time(\"2026-11-26T04:00:00Z\")", Truth.True },
        { "< date and time(\"2026-11-26T12:00:00.001\")", "date and time(\"2026-11-26T04:00:00Z\")", Truth.True },
        { "date and time(\"2026-11-26\")", "date and time(\"2026-11-25T16:00:00Z\")", Truth.True },
        { "date and time(\"2026-07-01T12:00:00@Europe/Paris\")", "date and time(\"2026-07-01T10:00:00Z\")", Truth.True },

        // Names, the longest that fits, and simple expressions.
        { "< limit", "4", Truth.True },
        { "limit", "5", Truth.True },
        { "[limit..order.paid]", "80", Truth.True },
        { "> days since signed", "3", Truth.False },
        { "> days  since signed", "4", Truth.True },
        { "days", "7", Truth.True },
        { "< 2 * limit + 1", "10", Truth.True },
        { "(limit + 1)", "6", Truth.True },
        { "(limit - 1..limit + 1)", "5", Truth.True },
        { "not(limit)", "6", Truth.True },
        { "not delivered", "true", Truth.Unknown },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Test_Cell_SaysWhatTheStandardSays(string cell, string input, Truth expected)
    {
        var (test, error) = FeelParser.ParseTest(cell, Scope);
        error.ShouldBeNull();
        test!.Test(Read(input), Symbols).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void ToString_Cell_IsReadBackAsTheSame(string cell, string input, Truth expected)
    {
        var test = FeelParser.ParseTest(cell, Scope).Value!;
        var again = FeelParser.ParseTest(test.ToString(), Scope);
        again.Error.ShouldBeNull(test.ToString());
        again.Value.ShouldBe(test);
        again.Value!.Test(Read(input), Symbols).ShouldBe(expected);
    }

    [Theory]
    [InlineData("<", "cell.incomplete", 1)]
    [InlineData("5 6", "cell.unexpected", 2)]
    [InlineData("1,", "cell.incomplete", 2)]
    [InlineData("[1..5", "cell.expected", 5)]
    [InlineData("[1,5]", "cell.expected", 2)]
    [InlineData("\"open", "cell.text_open", 0)]
    [InlineData("< nobody", "cell.name_unknown", 2)]
    [InlineData("days sinced", "cell.unexpected", 5)]
    [InlineData("limits", "cell.name_unknown", 0)]
    [InlineData("not(5", "cell.expected", 5)]
    [InlineData("date(\"2026-02-30\")", "cell.not_a", 5)]
    [InlineData("date(\"26-11-2026\")", "cell.not_a", 5)]
    [InlineData("date(limit)", "cell.expected", 5)]
    [InlineData("date and time(\"2026-11-26T25:00:00\")", "cell.not_a", 14)]
    [InlineData("date and time(\"2026-11-26T12:00:00@Nowhere/City\")", "cell.not_a", 14)]
    [InlineData("date and time(\"2026-03-29T02:30:00@Europe/Paris\")", "cell.not_a", 14)]
    [InlineData("duration(\"P\")", "cell.not_a", 9)]
    [InlineData("duration(\"P1DT\")", "cell.not_a", 9)]
    [InlineData("duration(\"P1Y1D\")", "cell.not_a", 9)]
    [InlineData("time(\"9:00\")", "cell.not_a", 5)]
    [InlineData("@\"tomorrow\"", "cell.no_value", 0)]
    [InlineData("123456789012345678901234567890123", "cell.number_too_large", 0)]
    [InlineData("今天", "cell.name_unknown", 0)]
    [InlineData("#", "cell.unexpected", 0)]
    [InlineData("abs(1, 2)", "cell.arguments", 4)]
    public void ParseTest_Malformed_NamesThePlace(string cell, string code, int position)
    {
        var (test, error) = FeelParser.ParseTest(cell, Scope);
        test.ShouldBeNull();
        (error!.Code, error.Position).ShouldBe((code, position));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("-")]
    [InlineData("not(")]
    [InlineData("abs(")]
    [InlineData("[")]
    public void ParseTest_EndlessNesting_IsAnError(string opening) =>
        FeelParser.ParseTest(string.Concat(Enumerable.Repeat(opening, 900)) + "1", Scope).Error.ShouldNotBeNull();

    private static Value Read(string value) =>
        value == "?" ? Value.Unknown : FeelParser.ParseExpression(value, Scope).Value!.Evaluate(Symbols);
}
