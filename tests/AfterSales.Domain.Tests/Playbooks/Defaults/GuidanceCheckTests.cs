using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Tests.Playbooks.Defaults;

/// <summary>What would end guidance is found before it is published; should it be published all the same, guidance says less and does not end.</summary>
public sealed class GuidanceCheckTests
{
    private const string Settled = "subtype=Missing; photo=confirms; weigh slip=confirms; stock=true";

    private static readonly Playbook WrongItem = DefaultPlaybooks.Of("WrongItem");

    public static TheoryData<string> Tables => [.. CaseGuidance.Told.Append("approval")];

    [Theory]
    [InlineData("approval", "who, cause")]
    [InlineData("remedies", "remedy, standing, up to, approval")]
    [InlineData("evidence", "")]
    [InlineData("situation", "")]
    public void Review_WithoutADecision_NamesWhatIsNeededOfIt(string decision, string outputs)
    {
        var without = WrongItem with { Decisions = [.. WrongItem.Decisions.Where(one => one.Name != decision)] };
        string.Join(", ", Missing(without).Select(problem => problem.Args[1])).ShouldBe(outputs);
        without.Review(isWhole: false).ShouldNotContain(problem => problem.Code == "playbook.output_missing");
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Review_ADecisionOfGuidanceThatIsNoTable_IsAnError(string decision)
    {
        var computed = With(decision, _ => new LiteralExpression("\"x\"", FactType.Text));
        Missing(computed).ShouldAllBe(problem => problem.Decision == decision && problem.Severity == Severity.Error);
        Missing(computed).ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void For_ADecisionThatIsNoTable_SaysLessAndDoesNotEnd(string decision)
    {
        var computed = With(decision, _ => new LiteralExpression("\"x\"", FactType.Text));
        if (CompiledPlaybook.Compile(computed).Compiled is not null)
            Everything(new Desk(computed).Guide(Settled));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void For_WithoutADecision_SaysLessAndDoesNotEnd(string decision)
    {
        var without = WrongItem with { Decisions = [.. WrongItem.Decisions.Where(one => one.Name != decision)] };
        if (CompiledPlaybook.Compile(without).Compiled is not null)
            Everything(new Desk(without).Guide(Settled));
    }

    [Theory]
    [InlineData("remedies", "remedy", "null")]
    [InlineData("remedies", "remedy", "")]
    [InlineData("remedies", "remedy", "chosen remedy")]
    [InlineData("remedies", "standing", "-")]
    [InlineData("obligations", "obligation", "chosen remedy")]
    [InlineData("remedy obligations", "obligation", "null")]
    [InlineData("evidence", "evidence", "null")]
    [InlineData("phrases", "phrase", "chosen remedy")]
    [InlineData("approval", "who", "null")]
    public void Review_ARowWithoutItsWord_IsAnError_AndGuidanceSkipsIt(string decision, string output, string cell)
    {
        var wordless = With(decision, logic =>
        {
            var table = (DecisionTable)logic;
            var place = table.Outputs.Select(one => one.Name).ToList().IndexOf(output);
            return table with { Rows = [.. table.Rows.Select((row, index) => index > 0 ? row : row with { Outputs = [.. row.Outputs.Select((was, at) => at == place ? cell : was)] })] };
        });
        var found = wordless.Review(isWhole: true).Where(problem => problem.Code == "remedy.word_missing").ShouldHaveSingleItem();
        (found.Decision, found.Rows.Single(), found.Args.Single(), found.Severity).ShouldBe((decision, 0, output, Severity.Error));
        Everything(new Desk(wordless).Guide(Settled));
        Everything(new Desk(wordless).Guide("subtype=Missing"));
    }

    [Fact]
    public void Review_ARowThatSaysNothing_IsAWarning()
    {
        var silent = With("situation", logic => logic is DecisionTable table ? table with { Rows = [.. table.Rows.Select((row, index) => index == 4 ? row with { Outputs = [""] } : row)] } : logic);
        var found = silent.Review(isWhole: true).Where(problem => problem.Code == "row.says_nothing").ShouldHaveSingleItem();
        (found.Decision, found.Rows.Single(), found.Severity).ShouldBe(("situation", 4, Severity.Warning));
        WrongItem.Review(isWhole: true).ShouldBeEmpty();
    }

    private static List<PlaybookProblem> Missing(Playbook playbook) => [.. playbook.Review(isWhole: true).Where(problem => problem.Code == "playbook.output_missing")];

    private static Playbook With(string decision, Func<DecisionLogic, DecisionLogic> change) =>
        WrongItem with { Decisions = [.. WrongItem.Decisions.Select(one => one.Name == decision ? one with { Logic = change(one.Logic) } : one)] };

    private static void Everything(CaseGuidance guidance)
    {
        _ = (guidance.Situation, guidance.Responsibility, guidance.Duties, guidance.Evidence, guidance.Phrases, guidance.Questions);
        foreach (var remedy in guidance.Options.Select(option => option.Remedy).Append("coupon"))
            guidance.ApprovalFor(remedy, 5).Decider.ShouldNotBeEmpty();
    }
}
