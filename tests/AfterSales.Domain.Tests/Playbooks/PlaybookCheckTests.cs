using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Explanations;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using static AfterSales.Domain.Tests.Playbooks.Tables;

namespace AfterSales.Domain.Tests.Playbooks;

public sealed class PlaybookCheckTests
{
    private static readonly FactDefinition Photo = Fact("photo", FactType.Boolean);
    private static readonly FactDefinition Days = Fact("days", FactType.Number);
    private static readonly FactDefinition Cause = Fact("cause", FactType.Enumeration("store", "courier", "buyer"));
    private static readonly TableOutput Who = Output("who", FactType.Enumeration("store", "courier", "buyer"));

    [Fact]
    public void Check_CompleteTable_FindsNothing() =>
        Found([Photo, Days], Table("who", HitPolicy.Unique, "photo | days", [Who], "true | < 7 => \"store\"", "true | >= 7 => \"buyer\"", "false | - => \"buyer\"")).ShouldBeEmpty();

    [Fact]
    public void Check_ValueWithoutRow_IsAGapWithAnExample()
    {
        var gap = Found([Photo, Days], Table("who", HitPolicy.First, "photo | days", [Who], "true | < 7 => \"store\"", "true | > 7 => \"buyer\"", "false | - => \"buyer\"")).ShouldHaveSingleItem();
        (gap.Code, gap.Decision, gap.Severity).ShouldBe(("table.gap", "who", Severity.Warning));
        gap.Example.Select(fact => $"{fact.Name} = {fact.Value}").ShouldBe(["photo = true", "days = 7"]);
    }

    [Fact]
    public void Check_NullableFact_IsAGapAtNull()
    {
        var gap = Found([Fact("days", FactType.Number with { Nullable = true })], Table("who", HitPolicy.Unique, "days", [Who], "< 7 => \"store\"", ">= 7 => \"buyer\"")).ShouldHaveSingleItem();
        gap.Example.ShouldHaveSingleItem().Value.ShouldBe(Value.Null);
    }

    [Theory]
    [InlineData("[0..10]", 0)]
    [InlineData("[0..11]", 1)]
    public void Check_AllowedRange_BoundsTheGaps(string allowed, int gaps) =>
        Found([Fact("days", FactType.Number with { Allowed = allowed })], Table("who", HitPolicy.Unique, "days", [Who], "[0..10] => \"store\"")).Count.ShouldBe(gaps);

    [Fact]
    public void Check_DefaultOutput_FillsGaps() =>
        Found([Photo], Table("who", HitPolicy.Unique, "photo", [Output("who", FactType.Text, "\"buyer\"")], "true => \"store\"")).ShouldBeEmpty();

    [Fact]
    public void Check_OverlapOfUnique_NamesTheRowsAndFacts()
    {
        var overlap = Found([Days], Table("who", HitPolicy.Unique, "days", [Who], "< 7 => \"store\"", "> 20 => \"courier\"", ">= 5 => \"buyer\"", "> 100 => \"buyer\"")).Where(found => found.Code == "table.overlap").ToList();
        overlap.Select(found => string.Join(",", found.Rows)).ShouldBe(["0,2", "1,2", "1,3", "2,3"], ignoreOrder: true);
        overlap.ShouldAllBe(found => found.Severity == Severity.Error && found.Example.Count == 1);
    }

    [Fact]
    public void Check_OverlapOfAny_MattersOnlyWhenRowsDisagree()
    {
        Found([Days], Table("who", HitPolicy.Any, "days", [Who], "< 7 => \"store\"", "> 5 => \"store\"")).ShouldBeEmpty();
        Found([Days], Table("who", HitPolicy.Any, "days", [Who], "< 7 => \"store\"", "> 5 => \"buyer\"")).ShouldHaveSingleItem().Code.ShouldBe("table.disagreement");
    }

    [Fact]
    public void Check_RowBehindABetterOne_NeverSpeaks()
    {
        var outranked = Found([Photo, Days], Table("who", HitPolicy.First, "photo | days", [Who], "true | - => \"store\"", "- | < 7 => \"courier\"", "- | >= 7 => \"buyer\"", "true | 5 => \"buyer\"", "false | - => \"buyer\""));
        outranked.Select(found => (found.Code, found.Rows.Single())).ShouldBe([("row.outranked", 3), ("row.outranked", 4)]);
    }

    [Fact]
    public void Check_CellThatNothingPasses_IsARowThatNeverMatches() =>
        Found([Days], Table("who", HitPolicy.First, "days", [Who], "[7..5] => \"store\"", "- => \"buyer\"")).ShouldHaveSingleItem().Rows.ShouldBe([0]);

    [Fact]
    public void Check_ChainedTables_KnowsWhatCannotComeTogether()
    {
        var who = Table("blame", HitPolicy.First, "photo | cause", [Who], "true | - => \"store\"", "- | - => \"buyer\"");
        var what = Table("offer", HitPolicy.Unique, "blame | photo", [Output("what", FactType.Text)], "\"store\" | true => \"exchange\"", "\"buyer\" | false => \"none\"", "\"courier\" | - => \"claim\"");
        var found = Found([Photo, Cause], what, who);
        found.Select(one => (one.Code, one.Decision)).ShouldBe([("row.never", "offer")]);
        found[0].Rows.ShouldBe([2]);
    }

    [Fact]
    public void Check_FactThatNothingReads_IsTold() =>
        Found([Photo, Days], Table("who", HitPolicy.First, "photo", [Who], "- => \"store\"")).ShouldHaveSingleItem().Args.ShouldBe(["days"]);

    [Fact]
    public void Check_OutputRule_NamesTheRowsThatBreakIt()
    {
        var bounds = new OutputRule("remedy.unbounded", row => row.Values["what"] == Value.Of("refund") && row.Values["up to"].IsNull);
        var table = Table("offer", HitPolicy.RuleOrder, "days", [Output("what", FactType.Text), Output("up to", FactType.Money)], "< 5 => \"refund\" | days * 10", "< 9 => \"refund\" | ", "- => \"reship\" | ");
        Playbook([Days], table).Compiled().Check(bounds).ShouldHaveSingleItem().Rows.ShouldBe([1]);
    }

    [Theory]
    [MemberData(nameof(ThreeValuedProperties.Seeds), MemberType = typeof(ThreeValuedProperties))]
    public void Check_AnyPlaybook_FindsGapsConflictsAndSilentRowsExactly(int seed)
    {
        var playbook = new RandomPlaybooks(seed).Next();
        var compiled = playbook.Compiled();
        var found = compiled.Check();
        var runs = RandomPlaybooks.Completions([]).Select(facts => compiled.Evaluate(compiled.With(facts))).ToList();
        foreach (var decision in playbook.Decisions)
        {
            var table = (DecisionTable)decision.Logic;
            var mine = found.Where(problem => problem.Decision == decision.Name).ToList();
            var gap = table.HitPolicy.IsSingle() && table.Outputs[0].Default is null && runs.Exists(run => !run[decision.Name].Outcome!.IsMatch);
            mine.Exists(problem => problem.Code == "table.gap").ShouldBe(gap);
            mine.Exists(problem => problem.Severity == Severity.Error).ShouldBe(runs.Exists(run => run[decision.Name].Outcome!.IsConflict));
            var spoke = runs.SelectMany(run => compiled.Explain(run, decision.Name).Rows).Where(row => row.State is RowState.Fired or RowState.Conflicting).Select(row => row.Row).ToHashSet();
            mine.Where(problem => problem.Code is "row.never" or "row.outranked").Select(problem => problem.Rows.Single())
                .ShouldBe(Enumerable.Range(0, table.Rows.Count).Where(row => !spoke.Contains(row)));
            foreach (var problem in mine.Where(problem => problem.Example.Count > 0))
                Shows(compiled, decision.Name, problem);
        }
    }

    /// <summary>The facts of a finding do what it says.</summary>
    private static void Shows(CompiledPlaybook compiled, string decision, PlaybookProblem problem)
    {
        var facts = compiled.With([.. problem.Example.Select(fact => (fact.Name, fact.Value))]);
        var answer = compiled.Evaluate(facts)[decision];
        var rows = compiled.Explain(compiled.Evaluate(facts), decision).Rows;
        if (problem.Code == "table.gap")
            answer.Possible.ShouldAllBe(outcome => !outcome.IsMatch);
        else if (problem.Severity == Severity.Error)
            answer.Possible.ShouldAllBe(outcome => outcome.IsConflict);
        problem.Rows.ShouldAllBe(row => rows[row].State != RowState.Failed);
    }

    private static IReadOnlyList<PlaybookProblem> Found(FactDefinition[] facts, params Decision[] decisions) => Playbook(facts, decisions).Compiled().Check();
}
