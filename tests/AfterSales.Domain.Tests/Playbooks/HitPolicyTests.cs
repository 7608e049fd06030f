using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using static AfterSales.Domain.Tests.Playbooks.Tables;

namespace AfterSales.Domain.Tests.Playbooks;

/// <summary>Each hit policy and aggregation with one, several and no matching rows.</summary>
public sealed class HitPolicyTests
{
    private static readonly string[] Rows = ["< 10 => \"b\"", "[5..20] => \"a\"", "[5..7] => \"b\"", "[18..20] => \"c\""];

    [Theory]
    [InlineData(HitPolicy.Unique, 1, "\"b\"")]
    [InlineData(HitPolicy.Unique, 6, "null")]
    [InlineData(HitPolicy.Unique, 50, "null")]
    [InlineData(HitPolicy.First, 6, "\"b\"")]
    [InlineData(HitPolicy.First, 19, "\"a\"")]
    [InlineData(HitPolicy.First, 50, "null")]
    [InlineData(HitPolicy.Priority, 6, "\"b\"")]
    [InlineData(HitPolicy.Priority, 19, "\"c\"")]
    [InlineData(HitPolicy.Priority, 50, "null")]
    [InlineData(HitPolicy.Any, 1, "\"b\"")]
    [InlineData(HitPolicy.Any, 6, "null")]
    [InlineData(HitPolicy.Collect, 6, "[\"b\", \"a\", \"b\"]")]
    [InlineData(HitPolicy.Collect, 50, "[]")]
    [InlineData(HitPolicy.RuleOrder, 6, "[\"b\", \"a\", \"b\"]")]
    [InlineData(HitPolicy.RuleOrder, 1, "[\"b\"]")]
    [InlineData(HitPolicy.RuleOrder, 50, "null")]
    [InlineData(HitPolicy.OutputOrder, 6, "[\"b\", \"b\", \"a\"]")]
    [InlineData(HitPolicy.OutputOrder, 19, "[\"c\", \"a\"]")]
    [InlineData(HitPolicy.OutputOrder, 50, "null")]
    public void Evaluate_Policy_TakesWhatTheStandardTakes(HitPolicy policy, int days, string expected) =>
        Playbook([Fact("days", FactType.Number)], Table("who", policy, "days", [Output("who", FactType.Enumeration("c", "b", "a"))], Rows))
            .Compiled().Says("who", ("days", Value.Of((decimal)days))).ShouldBe(expected);

    [Theory]
    [InlineData(Aggregation.Sum, 6, "111")]
    [InlineData(Aggregation.Min, 6, "1")]
    [InlineData(Aggregation.Max, 6, "100")]
    [InlineData(Aggregation.Count, 6, "3")]
    [InlineData(Aggregation.Count, 7, "2")]
    [InlineData(Aggregation.None, 6, "[1, 100, 10]")]
    [InlineData(Aggregation.Sum, 50, "null")]
    [InlineData(Aggregation.Min, 50, "null")]
    [InlineData(Aggregation.Max, 50, "null")]
    [InlineData(Aggregation.Count, 50, "0")]
    [InlineData(Aggregation.None, 50, "[]")]
    public void Evaluate_Collect_Aggregates(Aggregation aggregation, int days, string expected) =>
        Playbook([Fact("days", FactType.Number)], Collect("sum", aggregation, "days", Output("sum", FactType.Number), "< 10 => 1", "< 7 => 100", "< 20 => 10"))
            .Compiled().Says("sum", ("days", Value.Of((decimal)days))).ShouldBe(expected);

    [Fact]
    public void Evaluate_AnyOfAgreeingRows_IsWhatTheySay() =>
        Playbook([Fact("days", FactType.Number)], Table("who", HitPolicy.Any, "days", [Output("who", FactType.Text)], "< 10 => \"a\"", "> 5 => \"a\""))
            .Compiled().Says("who", ("days", Value.Of(7m))).ShouldBe("\"a\"");

    [Theory]
    [InlineData(80, "24")]
    [InlineData(100, "null")]
    public void Evaluate_AnyOfComputedRows_AgreesOnValues(int paid, string expected) =>
        Playbook([Fact("paid", FactType.Money)], Table("refund", HitPolicy.Any, "paid", [Output("refund", FactType.Money)], "> 0 => paid * 0.3", "> 10 => 24"))
            .Compiled().Says("refund", ("paid", Value.Of((decimal)paid))).ShouldBe(expected);

    [Fact]
    public void Evaluate_SeveralMatchesOfUnique_IsAConflict()
    {
        var playbook = Playbook([Fact("days", FactType.Number)], Table("who", HitPolicy.Unique, "days", [Output("who", FactType.Text)], "< 10 => \"a\"", "> 5 => \"a\"")).Compiled();
        playbook.Evaluate(playbook.With(("days", Value.Of(7m))))["who"].Outcome!.IsConflict.ShouldBeTrue();
    }

    [Theory]
    [InlineData(HitPolicy.Unique, "\"none\" | 0")]
    [InlineData(HitPolicy.First, "\"none\" | 0")]
    [InlineData(HitPolicy.Collect, "[\"none\"] | [0]")]
    [InlineData(HitPolicy.RuleOrder, "[\"none\"] | [0]")]
    public void Evaluate_NoMatch_IsTheDefault(HitPolicy policy, string expected)
    {
        var table = Table("what", policy, "days", [Output("what", FactType.Text, "\"none\""), Output("up to", FactType.Money, "0")], "< 10 => \"refund\" | 5");
        var playbook = Playbook([Fact("days", FactType.Number)], table).Compiled();
        playbook.Says("what", ("days", Value.Of(50m))).ShouldBe(expected);
        playbook.Evaluate(playbook.With(("days", Value.Of(50m))))["what"].Outcome!.IsMatch.ShouldBeFalse();
    }

    [Fact]
    public void Evaluate_PriorityOfTwoOutputs_GoesByTheFirstThenTheSecond()
    {
        var table = Table(
            "offer", HitPolicy.Priority, "days",
            [Output("what", FactType.Enumeration("refund", "reship")), Output("speed", FactType.Enumeration("fast", "slow"))],
            "- => \"reship\" | \"fast\"", "- => \"refund\" | \"slow\"", "< 5 => \"refund\" | \"fast\"");
        var playbook = Playbook([Fact("days", FactType.Number)], table).Compiled();
        playbook.Says("offer", ("days", Value.Of(1m))).ShouldBe("\"refund\" | \"fast\"");
        playbook.Says("offer", ("days", Value.Of(9m))).ShouldBe("\"refund\" | \"slow\"");
    }

    [Fact]
    public void Evaluate_SeveralOutputs_AreReadByTheirNames()
    {
        var table = Table("offer", HitPolicy.First, "days", [Output("what", FactType.Text), Output("up to", FactType.Money)], "< 10 => \"refund\" | 50", "- => null | null");
        var playbook = Playbook([Fact("days", FactType.Number)], table, Formula("half", FactType.Money, "offer.up to / 2")).Compiled();
        playbook.Says("half", ("days", Value.Of(3m))).ShouldBe("25");
        playbook.Says("half", ("days", Value.Of(30m))).ShouldBe("null");
    }
}
