using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Explanations;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using static AfterSales.Domain.Tests.Playbooks.Tables;

namespace AfterSales.Domain.Tests.Playbooks;

/// <summary>What keeps a playbook from answering, and what an answer tells of itself.</summary>
public sealed class CompileTests
{
    private static readonly FactDefinition[] Facts = [Fact("photo", FactType.Boolean), Fact("days", FactType.Number), Fact("cause", FactType.Enumeration("store", "buyer"))];

    [Theory]
    [InlineData("days", "< \"7\"", "1", "cell.type", 0)]
    [InlineData("photo", "< true", "1", "cell.not_ordered", 0)]
    [InlineData("cause", "\"shop\"", "1", "cell.not_allowed", 0)]
    [InlineData("cause", "not(\"shop\")", "1", "cell.not_allowed", 0)]
    [InlineData("days", "< sum", "1", "cell.name_unknown", 0)]
    [InlineData("days", "-", "\"a\"", "cell.type", 1)]
    [InlineData("days", "-", "days + \"a\"", "cell.never_a_value", 1)]
    [InlineData("days", "-", "100 -", "cell.incomplete", 1)]
    public void Compile_CellThatDoesNotFit_NamesItsPlace(string input, string cell, string output, string code, int column)
    {
        var problem = Playbook(Facts, Table("who", HitPolicy.First, input, [Output("who", FactType.Number)], "- => 1", $"{cell} => {output}")).Problems().ShouldHaveSingleItem();
        (problem.Code, problem.Decision, problem.Rows.Single(), problem.Column).ShouldBe((code, "who", 1, column));
    }

    [Fact]
    public void Compile_OutputOutsideItsValues_IsAnError() =>
        Playbook(Facts, Table("who", HitPolicy.First, "days", [Output("who", FactType.Enumeration("store"))], "- => \"shop\"")).Problems().ShouldHaveSingleItem().Code.ShouldBe("cell.not_allowed");

    [Fact]
    public void Compile_DecisionsInACircle_NamesThem()
    {
        var problem = Playbook(Facts, Formula("a", FactType.Number, "b + 1"), Formula("b", FactType.Number, "c + 1"), Formula("c", FactType.Number, "a + 1"), Formula("d", FactType.Number, "1")).Problems().ShouldHaveSingleItem();
        (problem.Code, problem.Args.Single()).ShouldBe(("playbook.circle", "a, b, c"));
    }

    [Fact]
    public void Compile_PriorityWithoutOutputValues_IsAnError() =>
        Playbook(Facts, Table("who", HitPolicy.Priority, "days", [Output("who", FactType.Text)], "- => \"a\"")).Problems().ShouldHaveSingleItem().Code.ShouldBe("table.priority_without_values");

    [Theory]
    [InlineData(HitPolicy.Priority)]
    [InlineData(HitPolicy.OutputOrder)]
    public void Compile_PriorityOfAComputedOutput_IsAnError_OfANamedValueItIsNot(HitPolicy policy)
    {
        var who = Output("who", FactType.Enumeration("buyer", "store"));
        var problem = Playbook(Facts, Table("who", policy, "days", [who], "- => \"store\"", "- => cause")).Problems().ShouldHaveSingleItem();
        (problem.Code, problem.Decision, problem.Rows.Single(), problem.Column).ShouldBe(("cell.priority_computed", "who", 1, 1));
        Playbook(Facts, Formula("first", FactType.Text, "\"buyer\""), Table("who", policy, "days", [who], "- => \"store\"", "- => first")).Problems().ShouldBeEmpty();
    }

    [Fact]
    public void Compile_AggregationWithoutCollect_IsAnError()
    {
        var table = Collect("sum", Aggregation.Sum, "days", Output("sum", FactType.Number), "- => 1");
        var logic = (DecisionTable)table.Logic with { HitPolicy = HitPolicy.First };
        Playbook(Facts, table with { Logic = logic }).Problems().ShouldHaveSingleItem().Code.ShouldBe("table.aggregation_misplaced");
    }

    [Fact]
    public void Compile_ListAsInput_IsAnError() =>
        Playbook(Facts, Table("all", HitPolicy.Collect, "days", [Output("all", FactType.Text)], "- => \"a\""), Table("who", HitPolicy.First, "all", [Output("who", FactType.Text)], "- => \"a\""))
            .Problems().ShouldHaveSingleItem().Code.ShouldBe("table.input_type");

    [Fact]
    public void Compile_SameNameTwice_IsAnError() =>
        Playbook(Facts, Formula("days", FactType.Number, "1")).Problems().ShouldHaveSingleItem().Code.ShouldBe("playbook.name_repeated");

    [Fact]
    public void Compile_RowOfWrongLength_IsAnError() =>
        Playbook(Facts, Table("who", HitPolicy.First, "days", [Output("who", FactType.Text)], "- | - => \"a\"")).Problems().ShouldHaveSingleItem().Rows.ShouldBe([0]);

    [Fact]
    public void CheckFacts_FactOutsideTheCatalogue_IsNamed()
    {
        var problems = Playbook(Facts).CheckFacts([Fact("photo", FactType.Boolean), Fact("days", FactType.Duration)]);
        problems.Select(problem => (problem.Code, problem.Args[0])).ShouldBe([("fact.type_differs", "days"), ("fact.unknown", "cause")]);
    }

    [Fact]
    public void TrySet_ValueTheFactCannotHave_IsRefused()
    {
        var facts = Playbook(Facts, Formula("x", FactType.Number, "days")).Compiled().NewFacts();
        facts.TrySet("cause", Value.Of("shop")).ShouldBeFalse();
        facts.TrySet("days", Value.Null).ShouldBeFalse();
        facts.TrySet("days", Value.Of("7")).ShouldBeFalse();
        facts.TrySet("nobody", Value.True).ShouldBeFalse();
        facts.TrySet("days", Value.Of(7m)).ShouldBeTrue();
        facts.TrySet("days", Value.Unknown).ShouldBeTrue();
        facts["days"].IsKnown.ShouldBeFalse();
    }

    [Fact]
    public void Explain_EveryState_NamesTheConditionThatDecides()
    {
        var playbook = Playbook(Facts, Table("who", HitPolicy.First, "photo | days", [Output("who", FactType.Text)], "true | > 30 => \"a\"", "true | - => \"b\"", "- | <= 7 => \"c\"", "- | - => \"d\"")).Compiled();
        string States(params (string, Value)[] known) =>
            string.Join(" ", playbook.Explain(playbook.Evaluate(playbook.With(known)), "who").Rows.Select(row => $"{row.State}{row.Condition?.Column}"));
        States(("photo", Value.True), ("days", Value.Of(7m))).ShouldBe("Failed1 Fired Outranked Outranked");
        States(("photo", Value.False), ("days", Value.Of(9m))).ShouldBe("Failed0 Failed0 Failed1 Fired");
        States(("days", Value.Of(7m))).ShouldBe("Failed1 Open0 Waiting Outranked");
        States().ShouldBe("Open0 Open0 Open1 Waiting");
        var failed = playbook.Explain(playbook.Evaluate(playbook.With(("days", Value.Of(7m)))), "who").Rows[0].Condition!;
        failed.ShouldBe(new Condition(1, "days", "> 30", Value.Of(7m)));
    }

    [Fact]
    public void Explain_OpenDecisionAsInput_KnowsWhatItCanStillBe()
    {
        var who = Table("blame", HitPolicy.First, "photo", [Output("blame", FactType.Enumeration("store", "courier", "buyer"))], "true => \"store\"", "false => \"courier\"");
        var what = Table("offer", HitPolicy.RuleOrder, "blame", [Output("offer", FactType.Text)], "\"buyer\" => \"explain\"", "\"store\" => \"refund\"", "\"store\", \"courier\" => \"sorry\"");
        var playbook = Playbook(Facts, who, what).Compiled();
        var rows = playbook.Explain(playbook.Evaluate(playbook.NewFacts()), "offer").Rows;
        rows.Select(row => row.State).ShouldBe([RowState.Failed, RowState.Open, RowState.Fired]);
        rows[0].Condition!.Left.ShouldBe([Value.Of("store"), Value.Of("courier")], ignoreOrder: true);
    }

    [Fact]
    public void Questions_TooManyWays_StillNameAWayThatDecides()
    {
        var random = new Random(5);
        var facts = Enumerable.Range(0, 14).Select(i => Fact($"f{i}", FactType.Enumeration("a", "b", "c"))).ToArray();
        string Cell(int column, int[] asked) => asked.Contains(column) ? random.Next(2) == 0 ? "\"a\"" : "not(\"a\")" : "-";
        var rows = Enumerable.Range(0, 30).Select(row => (row, asked: Enumerable.Range(0, 14).OrderBy(_ => random.Next()).Take(5).ToArray()))
            .Select(at => string.Join(" | ", facts.Select((_, column) => Cell(column, at.asked))) + $" => {at.row}").ToArray();
        var playbook = Playbook(facts, Table("x", HitPolicy.First, string.Join(" | ", facts.Select(fact => fact.Name)), [Output("x", FactType.Number)], rows)).Compiled();
        var questions = playbook.Questions(playbook.Evaluate(playbook.NewFacts()), "x");
        questions.Facts.Length.ShouldBe(14);
        questions.Shortest.Length.ShouldBeInRange(1, 14);
        RandomPlaybooks.Ways(questions.Shortest, ["a", "b"]).Any(known => playbook.Evaluate(playbook.With(known))["x"].IsDecided).ShouldBeTrue();
    }

    [Fact]
    public void Evaluate_TableTooTangledForADiagram_IsStillRight()
    {
        // Every row asks other facts together, so that almost no two ways through the table are alike.
        var random = new Random(3);
        var facts = Enumerable.Range(0, 24).Select(i => Fact($"f{i}", FactType.Boolean)).ToArray();
        var rows = Enumerable.Range(0, 60).Select(_ => string.Join(" | ", facts.Select(_ => random.Next(8) == 0 ? (random.Next(2) == 0 ? "true" : "false") : "-")) + $" => {random.Next(1000)}").ToArray();
        var table = Table("x", HitPolicy.Collect, string.Join(" | ", facts.Select(fact => fact.Name)), [Output("x", FactType.Number)], rows);
        var playbook = Playbook(facts, table).Compiled();
        playbook.Check().Select(problem => problem.Code).ShouldContain("check.gave_up");
        for (var i = 0; i < 50; i++)
        {
            var values = facts.Select(_ => random.Next(2) == 0).ToArray();
            (string, Value)[] known = [.. facts.Select((fact, slot) => (fact.Name, Value.Of(values[slot])))];
            var expected = rows.Where(row => row.Split("=>")[0].Split('|').Select((cell, slot) => cell.Trim() == "-" || (cell.Trim() == "true") == values[slot]).All(holds => holds)).Select(row => row.Split("=>")[1].Trim());
            playbook.Says("x", known).ShouldBe($"[{string.Join(", ", expected)}]");
            var some = playbook.Evaluate(playbook.With(known[..20]));
            var questions = playbook.Questions(some, "x");
            questions.IsExact.ShouldBe(some["x"].IsDecided);
            questions.Facts.IsEmpty.ShouldBe(some["x"].IsDecided);
        }
    }
}
