using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Explanations;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using static AfterSales.Domain.Tests.Playbooks.Tables;

namespace AfterSales.Domain.Tests.Playbooks;

/// <summary>A decision that is a constant is a number with a name: cells that read the name are as good as cells that say the number.</summary>
public sealed class NamedValueTests
{
    private static readonly FactDefinition Days = Fact("days", FactType.Number with { Allowed = ">= 0" });
    private static readonly FactDefinition Photo = Fact("photo", FactType.Boolean);
    private static readonly Decision Window = Formula("window", FactType.Number, "3");
    private static readonly TableOutput Who = Output("who", FactType.Enumeration("store", "buyer"));

    public static TheoryData<string> Types => [.. DefaultPlaybooks.Types];

    [Theory]
    [InlineData("<= window", "> window")]
    [InlineData("[0..window]", "> window")]
    [InlineData("not(> window)", "> window")]
    [InlineData("<= window * 2", "> 6")]
    public void Check_CellsThatNameTheirBoundary_LeaveNoGapAndDoNotOverlap(string first, string second)
    {
        var compiled = Playbook([Days], Window, Table("who", HitPolicy.Unique, "days", [Who], $"{first} => \"store\"", $"{second} => \"buyer\"")).Compiled();
        compiled.Check().ShouldBeEmpty();
        compiled.Questions(compiled.Evaluate(compiled.NewFacts()), "who").IsExact.ShouldBeTrue();
    }

    [Theory]
    [InlineData("days <= window")]
    [InlineData("window >= days")]
    [InlineData("days <= 3")]
    public void Check_ColumnThatComparesAFact_IsAColumnOfTheFact(string column)
    {
        var compiled = Playbook([Days, Photo], Window,
            Table("late", HitPolicy.Unique, "days", [Output("late", FactType.Boolean)], "<= window => false", "> window => true"),
            Table("who", HitPolicy.Unique, $"{column} | late | photo", [Who], "true | false | - => \"store\"", "false | true | true => \"buyer\"", "false | true | false => \"store\"")).Compiled();
        // It knows that the two columns say the same: no gap where they would differ.
        compiled.Check().ShouldBeEmpty();
        compiled.Says("who", ("days", Value.Of(3m))).ShouldBe("\"store\"");
        compiled.Says("who", ("days", Value.Of(4m)), ("photo", Value.True)).ShouldBe("\"buyer\"");
        var questions = compiled.Questions(compiled.Evaluate(compiled.NewFacts()), "who");
        (questions.IsExact, questions.Shortest.Select(fact => fact.Name)).ShouldSatisfyAllConditions(it => it.IsExact.ShouldBeTrue(), it => it.Item2.ShouldBe(["days"]));
    }

    [Fact]
    public void Check_ColumnThatIsAConstant_IsNeverAnythingElse() =>
        Playbook([Photo], Window, Table("who", HitPolicy.Unique, "window | photo", [Who], "3 | true => \"store\"", "> 2 | false => \"buyer\"")).Compiled().Check().ShouldBeEmpty();

    [Fact]
    public void Explain_CellsThatNameTheirBoundary_AreShownAsWritten()
    {
        var compiled = Playbook([Days], Window, Table("who", HitPolicy.First, "days", [Who], "<= window => \"store\"", "- => \"buyer\"")).Compiled();
        var explanation = compiled.Explain(compiled.Evaluate(compiled.With(("days", Value.Of(5m)))), "who");
        explanation.Rows[0].ShouldBe(new RowReason(0, RowState.Failed, new Condition(0, "days", "<= window", Value.Of(5m))), new RowsLookTheSame());
        explanation.Read.ShouldBe([new NamedValue("days", Value.Of(5m)), new NamedValue("window", Value.Of(3m))]);
    }

    [Fact]
    public void Evaluate_NamedValue_IsDecidedWithoutFacts()
    {
        var compiled = Playbook([Days], Formula("half", FactType.Number, "window / 2"), Window).Compiled();
        compiled.Evaluate(compiled.NewFacts())["half"].Values.ShouldBe([Value.Of(1.5m)]);
        compiled.Explain(compiled.Evaluate(compiled.NewFacts()), "half").Answer.IsDecided.ShouldBeTrue();
        compiled.Questions(compiled.Evaluate(compiled.NewFacts()), "half").Facts.ShouldBeEmpty();
    }

    [Fact]
    public void Evaluate_PriorityOfANamedWord_CountsAsIfItWereWritten()
    {
        var compiled = Playbook([Photo], Formula("best", FactType.Text, "\"store\""),
            Table("who", HitPolicy.Priority, "photo", [Who], "- => \"buyer\"", "true => best")).Compiled();
        compiled.Says("who", ("photo", Value.True)).ShouldBe("\"store\"");
        compiled.Explain(compiled.Evaluate(compiled.With(("photo", Value.True))), "who").Rows.Select(row => row.State).ShouldBe([RowState.Outranked, RowState.Fired]);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Questions_OfADefaultPlaybook_AreExact(string type)
    {
        var (compiled, _) = CompiledPlaybook.Compile(DefaultPlaybooks.Of(type));
        foreach (var subtype in DefaultPlaybooks.Of(type).Facts.Single(fact => fact.Name == "subtype").Type.Enumerated(compiled!.Source.Scope()))
        {
            foreach (var decision in (string[])["situation", "responsibility", "remedies", "obligations"])
                compiled.Questions(compiled.Evaluate(compiled.With(("subtype", subtype))), decision).IsExact.ShouldBeTrue($"{subtype} {decision}");
        }
    }

    private sealed class RowsLookTheSame : IEqualityComparer<RowReason>
    {
        public bool Equals(RowReason? x, RowReason? y) => Text(x) == Text(y);

        public int GetHashCode(RowReason obj) => Text(obj).GetHashCode(StringComparison.Ordinal);

        private static string Text(RowReason? row) => $"{row?.Row} {row?.State} {row?.Condition?.Input} {row?.Condition?.Cell} {row?.Condition?.Value}";
    }
}
