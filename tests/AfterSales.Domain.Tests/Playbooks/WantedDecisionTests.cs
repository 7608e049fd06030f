using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using static AfterSales.Domain.Tests.Playbooks.Tables;

namespace AfterSales.Domain.Tests.Playbooks;

/// <summary>An evaluation that answers only what is wanted, and lists of which a part is known.</summary>
public sealed class WantedDecisionTests
{
    private static readonly string[] Decisions = ["blame", "limit", "offer"];

    [Theory]
    [MemberData(nameof(ThreeValuedProperties.Seeds), MemberType = typeof(ThreeValuedProperties))]
    public void Evaluate_OneDecisionWanted_SaysWhatTheWholeSays(int seed)
    {
        var random = new RandomPlaybooks(seed, computed: true);
        var compiled = random.Next().Compiled();
        foreach (var wanted in Decisions)
        {
            var facts = compiled.With(random.Known(0.6));
            var (whole, only) = (compiled.Evaluate(facts), compiled.Evaluate(facts, compiled.Only(wanted)));
            // The one that is wanted first, then those that nobody wanted.
            foreach (var decision in Decisions.OrderByDescending(one => one == wanted))
            {
                Text(only[decision]).ShouldBe(Text(whole[decision]), decision);
                compiled.Explain(only, decision).Rows.Select(row => row.State).ShouldBe(compiled.Explain(whole, decision).Rows.Select(row => row.State));
                compiled.Questions(only, decision).Facts.ShouldBe(compiled.Questions(whole, decision).Facts);
            }

            only.Answers.Count.ShouldBe(Decisions.Length);
        }
    }

    [Fact]
    public void Evaluate_FactsThatChangeLater_LeaveTheAnswerAsItWas()
    {
        var compiled = Playbook(
            [Fact("days", FactType.Number)],
            Formula("double", FactType.Number, "days * 2"),
            Formula("half", FactType.Number, "days / 2")).Compiled();
        var facts = compiled.With(("days", Value.Of(4m)));
        var evaluation = compiled.Evaluate(facts, compiled.Only("double"));
        facts.TrySet("days", Value.Of(10m)).ShouldBeTrue();
        evaluation["double"].Values.ShouldBe([Value.Of(8m)]);
        evaluation["half"].Values.ShouldBe([Value.Of(2m)]);
        compiled.Evaluate(facts)["half"].Values.ShouldBe([Value.Of(5m)]);
    }

    [Fact]
    public void Evaluate_ListOfWhichAPartIsKnown_SaysThatPart()
    {
        var compiled = Playbook(
            [Fact("paid", FactType.Money), Fact("piece paid", FactType.Money)],
            Table("offer", HitPolicy.RuleOrder, "", [Output("what", FactType.Text), Output("up to", FactType.Money)], "=> \"reship\" | piece paid", "=> \"refund\" | paid", "=> \"gift\" | 5"),
            Formula("most", FactType.Money, "max(paid, 5)")).Compiled();
        var answer = compiled.Evaluate(compiled.With(("paid", Value.Of(80m))))["offer"];
        answer.IsDecided.ShouldBeFalse();
        answer.Outcome.ShouldNotBeNull();
        answer.Values[1].AsList.ShouldBe([Value.Unknown, Value.Of(80m), Value.Of(5m)]);
        answer.Outcome.Values[1].AsList.ShouldBe([Value.Unknown, Value.Unknown, Value.Of(5m)]);
        compiled.Questions(compiled.Evaluate(compiled.With(("paid", Value.Of(80m)))), "offer").Facts.Select(fact => fact.Name).ShouldBe(["piece paid"]);
        compiled.Evaluate(compiled.With(("paid", Value.Of(80m)), ("piece paid", Value.Of(3m))))["offer"].IsDecided.ShouldBeTrue();
    }

    [Fact]
    public void Evaluate_WhoReadsAListOfWhichAPartIsKnown_Waits()
    {
        var compiled = Playbook(
            [Fact("paid", FactType.Money)],
            Table("bounds", HitPolicy.Collect, "", [Output("bounds", FactType.Money)], "=> paid", "=> 5"),
            Table("again", HitPolicy.First, "", [Output("again", FactType.Money with { IsList = true })], "=> bounds")).Compiled();
        compiled.Says("again").ShouldBe("?");
        compiled.Evaluate(compiled.NewFacts())["again"].Values.ShouldBe([Value.Unknown]);
        compiled.Says("again", ("paid", Value.Of(1m))).ShouldBe("[1, 5]");
    }

    private static string Text(Answer answer) => $"{answer.IsDecided} {string.Join(" | ", answer.Values)} {string.Join(" ; ", answer.Possible.Select(outcome => string.Join(" | ", outcome.Written)))}";
}
