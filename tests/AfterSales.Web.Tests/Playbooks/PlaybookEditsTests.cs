using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Explanations;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Web.Playbooks;

namespace AfterSales.Web.Tests.Playbooks;

public sealed class PlaybookEditsTests
{
    private static readonly Playbook Own = DefaultPlaybooks.File("WrongItem");

    private static DecisionTable Table(Playbook playbook, string decision = "situation") => (DecisionTable)playbook.Decisions.First(one => one.Name == decision).Logic;

    /// <summary>As it comes back from the file it was written to.</summary>
    private static Playbook Kept(Playbook playbook) => DmnReader.Read(DmnWriter.Write(playbook)).Playbook!;

    [Fact]
    public void Edits_OfEveryKind_AreTheSameAfterTheyWereKept()
    {
        var before = Table(Own);
        Func<DecisionTable, DecisionTable>[] edits =
        [
            table => table.WithNewRow(3), table => table.WithCopy(0), table => table.WithoutRow(2), table => table.WithRowMoved(0, 5), table => table.WithRowMoved(9, 1),
            table => table.WithCell(1, 1, "\"unclear\""), table => table.WithCell(1, 5, "\"not settled\""), table => table.WithReason(4, "en", "Because"),
            table => table.WithoutColumn(1), table => table.WithPolicy(HitPolicy.Unique),
        ];
        foreach (var edit in edits)
        {
            var edited = Own.WithTable("situation", edit);
            var (wanted, kept) = (Table(edited), Table(Kept(edited)));
            kept.HitPolicy.ShouldBe(wanted.HitPolicy);
            kept.Inputs.Select(input => input.Expression).ShouldBe(wanted.Inputs.Select(input => input.Expression));
            kept.Rows.Select(row => row.Id).ShouldBe(wanted.Rows.Select(row => row.Id));
            for (var i = 0; i < wanted.Rows.Count; i++)
            {
                kept.Rows[i].Inputs.ShouldBe(wanted.Rows[i].Inputs);
                kept.Rows[i].Outputs.ShouldBe(wanted.Rows[i].Outputs);
                kept.Rows[i].Annotations.ShouldBe(wanted.Rows[i].Annotations);
            }
        }
        Table(Own).ShouldBe(before, "what was there before can be shown again");
    }

    [Fact]
    public void WithColumn_OfAFactThatWasUnknown_DeclaresItAsTheCatalogueHasIt()
    {
        var kept = Kept(Own.WithColumn("situation", "days since signed"));
        kept.Facts.ShouldContain(fact => fact.Name == "days since signed" && fact.Type.Kind == ValueKind.Number);
        Table(kept).Inputs[^1].Expression.ShouldBe("days since signed");
        Table(kept).Rows.Select(row => row.Inputs[^1]).Distinct().ShouldBe(["-"]);
        CompiledPlaybook.Compile(kept.With(DefaultPlaybooks.File("Shared"))).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void WithPicked_AValueThatTheTableDoesNotList_ListsItOnce_AndIsKept()
    {
        var phrase = Table(Own, "phrases").Outputs.Select(output => output.Name).ToList().IndexOf("phrase") + Table(Own, "phrases").Inputs.Count;
        var picked = Kept(Own.WithTable("phrases", table => table.WithPicked(0, phrase, "\"own-1\"").WithPicked(2, phrase, "\"own-1\"").WithPicked(3, phrase, "\"settled\"")));
        Table(picked, "phrases").Rows.Select(row => row.Outputs[phrase - Table(Own, "phrases").Inputs.Count]).Take(4).ShouldBe(["\"own-1\"", "\"ask photo\"", "\"own-1\"", "\"settled\""]);
        var listed = Table(picked, "phrases").Outputs.Single(output => output.Name == "phrase").Type.Enumerated(AfterSales.Domain.Playbooks.Feel.FeelScope.Empty);
        listed.Count(value => value == Value.Of("own-1")).ShouldBe(1);
        CompiledPlaybook.Compile(picked.With(DefaultPlaybooks.File("Shared"))).Problems.ShouldBeEmpty();
        CompiledPlaybook.Compile(Own.WithTable("phrases", table => table.WithCell(0, phrase, "\"own-1\"")).With(DefaultPlaybooks.File("Shared"))).Problems.ShouldContain(problem => problem.Code == "cell.not_allowed");
    }

    [Fact]
    public void WithNumber_Changed_IsWhatTheProductReads()
    {
        var kept = Kept(DefaultPlaybooks.File("Shared").WithNumber("same city guide", 12.5m));
        CompiledPlaybook.Compile(kept).Compiled!.NamedNumber("same city guide").ShouldBe(12.5m);
    }

    [Fact]
    public void WithRowFor_AGap_FillsItWithARowThatSaysNothingYet()
    {
        var shared = DefaultPlaybooks.File("Shared");
        var scope = Own.With(shared).Scope();
        var table = Table(Own).WithoutRow(13).WithRowFor([new NamedValue("subtype", Value.Of("OverShipped")), new NamedValue("weigh slip", Value.Of("missing"))], scope);
        table.Rows[^1].Inputs.ShouldBe(["\"OverShipped\"", "-", "\"missing\"", "-", "-"]);
        table.Rows[^1].Outputs.ShouldBe([""]);
    }

    [Fact]
    public void WithPolicy_OtherThanCollect_DropsTheAggregation()
    {
        var table = Table(Own) with { HitPolicy = HitPolicy.Collect, Aggregation = Aggregation.Max };
        table.WithPolicy(HitPolicy.First).Aggregation.ShouldBe(Aggregation.None);
        table.WithPolicy(HitPolicy.Collect).Aggregation.ShouldBe(Aggregation.Max);
    }

    [Fact]
    public void ReadersOf_ANumber_AreTheDecisionsThatNameIt() =>
        DefaultPlaybooks.File("Shared").ReadersOf("high value from").ShouldBe(["price class"]);

    [Fact]
    public void EditHistory_UndoAndRedo_GoThroughEveryState()
    {
        var history = new EditHistory<int>(0);
        (history.CanUndo, history.CanRedo).ShouldBe((false, false));
        history.Do(1);
        history.Do(2);
        history.Undo().ShouldBe(1);
        history.Undo().ShouldBe(0);
        history.Undo().ShouldBe(0, "there is nothing before");
        history.Redo().ShouldBe(1);
        history.Do(3);
        (history.CanRedo, history.Redo()).ShouldBe((false, 3), "what was undone before another step is gone");
        history.Undo().ShouldBe(1);
    }
}
