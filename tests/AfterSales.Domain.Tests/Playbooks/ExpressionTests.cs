using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Tests.Playbooks;

/// <summary>S-FEEL's expressions: text, value.</summary>
public sealed class ExpressionTests
{
    private static readonly FeelScope Scope = new([("paid", FactType.Money), ("none", FactType.Number), ("asked", FactType.Number)], TimeZoneInfo.Utc);

    private static readonly Value[] Symbols = [Value.Of(80m), Value.Null, Value.Unknown];

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("10 - 3 - 2", "5")]
    [InlineData("100 / 10 / 2", "5")]
    [InlineData("3 ** 4 ** 5", "3486784401")]
    [InlineData("-3 ** 2", "9")]
    [InlineData("--10", "10")]
    [InlineData("2 ** -1", "0.5")]
    [InlineData("4 ** 0.5", "2")]
    [InlineData("1.10", "1.1")]
    [InlineData("100 / 0", "null")]
    [InlineData("0 ** -1", "null")]
    [InlineData("79228162514264337593543950335 * 10", "null")]
    [InlineData("10 ** 900", "null")]
    [InlineData("paid * 0.3", "24")]
    [InlineData("-paid", "-80")]
    [InlineData("none + 1", "null")]
    [InlineData("asked + 1", "?")]
    [InlineData("asked * null", "?")]
    [InlineData("\"foo\" + \"bar\"", "\"foobar\"")]
    [InlineData("\"foo\" + 1", "null")]
    [InlineData("\"foo\" ** 4", "null")]
    [InlineData("true + true", "null")]
    [InlineData("-\"10\"", "null")]
    [InlineData("paid >= 80", "true")]
    [InlineData("paid = none", "false")]
    [InlineData("none = null", "true")]
    [InlineData("none < 1", "null")]
    [InlineData("paid = \"80\"", "null")]
    [InlineData("date(\"2026-03-01\") - date(\"2026-02-28\")", "duration(\"P1D\")")]
    [InlineData("date(\"2026-02-28\") + duration(\"P2D\")", "date(\"2026-03-02\")")]
    [InlineData("date(\"2026-02-28\") - duration(\"PT1H\")", "date(\"2026-02-27\")")]
    [InlineData("duration(\"P1D\") + date(\"2026-02-28\")", "date(\"2026-03-01\")")]
    [InlineData("date(\"2024-01-31\") + duration(\"P1M\")", "date(\"2024-02-29\")")]
    [InlineData("date(\"9999-12-31\") + duration(\"P1D\")", "null")]
    [InlineData("date and time(\"2026-11-26T23:00:00Z\") + duration(\"PT2H\")", "date and time(\"2026-11-27T01:00:00Z\")")]
    [InlineData("date and time(\"2026-11-26T23:00:00Z\") - date and time(\"2026-11-26T23:00:00+08:00\")", "duration(\"PT8H\")")]
    [InlineData("date and time(\"2026-11-26T23:00:00Z\") - date(\"2026-11-26\")", "null")]
    [InlineData("time(\"23:00:00\") + duration(\"PT2H\")", "time(\"01:00:00\")")]
    [InlineData("1.5 * @\"P4DT1H\"", "duration(\"P6DT1H30M\")")]
    [InlineData("-2.5 * @\"P1Y11M\"", "duration(\"-P4Y9M\")")]
    [InlineData("@\"P10Y\" / @\"P5Y\"", "2")]
    [InlineData("@\"P10D\" / @\"P0D\"", "null")]
    [InlineData("@\"P10D\" + @\"P1Y\"", "null")]
    [InlineData("-@\"P1D\"", "duration(\"-P1D\")")]
    [InlineData("true and false", "false")]
    [InlineData("true and null", "null")]
    [InlineData("false and null", "false")]
    [InlineData("true or null", "true")]
    [InlineData("false or null", "null")]
    [InlineData("false or 5", "null")]
    [InlineData("asked > 1 and false", "false")]
    [InlineData("asked > 1 or false", "?")]
    [InlineData("asked > 1 or paid = 80", "true")]
    [InlineData("false and false or true", "true")]
    [InlineData("false and (false or true)", "false")]
    [InlineData("not(paid > 1 and paid < 10)", "true")]
    [InlineData("not(null)", "null")]
    [InlineData("not(5)", "null")]
    [InlineData("not(asked > 1)", "?")]
    [InlineData("min(paid * 0.3, 20)", "20")]
    [InlineData("max(1, 2, paid)", "80")]
    [InlineData("min(1, \"a\")", "null")]
    [InlineData("decimal(2.345, 2)", "2.34")]
    [InlineData("floor(-1.5)", "-2")]
    [InlineData("ceiling(-1.5)", "-1")]
    [InlineData("abs(-1.5)", "1.5")]
    public void Evaluate_Expression_IsTheStandardsValue(string text, string expected)
    {
        var (expression, error) = FeelParser.ParseExpression(text, Scope);
        error.ShouldBeNull();
        expression!.Evaluate(Symbols).ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("paid * 2", ValueKind.Number)]
    [InlineData("paid > 2", ValueKind.Boolean)]
    [InlineData("paid + \"a\"", ValueKind.Null)]
    [InlineData("@\"P1D\" * paid", ValueKind.Duration)]
    public void Kind_Expression_IsKnownBeforehand(string text, ValueKind kind) =>
        FeelParser.ParseExpression(text, Scope).Value!.Kind.ShouldBe(kind);

    [Theory]
    [InlineData("a \"quoted\"\nline\\")]
    [InlineData("中文")]
    [InlineData("")]
    public void ToString_Text_IsReadBack(string text) =>
        FeelParser.ParseExpression(Value.Of(text).ToString(), Scope).Value!.Evaluate([]).ShouldBe(Value.Of(text));

    [Fact]
    public void ToString_AnyValue_IsReadBack()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            Value value = random.Next(6) switch
            {
                0 => Value.Of(random.Next(-10_000_000, 10_000_000) / 1_000m),
                1 => Value.Of(DateOnly.FromDayNumber(random.Next(3_000_000))),
                2 => Value.Of(new TimeSpan(random.NextInt64(long.MinValue, long.MaxValue))),
                3 => Value.OfMonths(random.Next(-5_000, 5_000)),
                4 => Value.Of(new TimeOnly(random.NextInt64(TimeSpan.TicksPerDay))),
                _ => Value.Of(new DateTimeOffset(random.NextInt64(DateTime.MaxValue.Ticks), TimeSpan.Zero)),
            };
            var (read, error) = FeelParser.ParseExpression(value.ToString(), Scope);
            error.ShouldBeNull(value.ToString());
            read!.Evaluate([]).ShouldBe(value);
        }
    }
}
