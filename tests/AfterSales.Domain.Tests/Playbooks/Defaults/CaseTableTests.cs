using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Explanations;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Domain.Tests.Playbooks.Defaults;

/// <summary>The tables of cases beside this file, as domain people keep them. A difference names file and line.</summary>
public sealed class CaseTableTests
{
    public static TheoryData<string> Types => [.. CaseFile.Types];

    [Theory]
    [MemberData(nameof(Types))]
    public void Guidance_OfEveryCase_IsAsTheTableSays(string type) =>
        CaseFile.Read(type).Lines.SelectMany(line => line.Differences(type, Desk.Of(type))).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Types))]
    public void Cases_CoverEverySubtype(string type)
    {
        var subtypes = AfterSales.Domain.Cases.CaseTypes.SubtypesOf(Enum.Parse<AfterSales.Domain.Cases.CaseType>(type)).Select(subtype => subtype.ToString());
        subtypes.Except(CaseFile.Read(type).Lines.SelectMany(line => line.Facts).Where(fact => fact.Fact == "subtype").Select(fact => fact.Value)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryRow_OfAPlaybook_SpeaksInSomeCase(string type)
    {
        var desk = Desk.Of(type);
        var own = DefaultPlaybooks.File(type).Decisions.Where(decision => decision.Logic is DecisionTable).ToList();
        var fired = CaseFile.Read(type).Lines.Select(line => desk.Guide(line.Facts)).SelectMany(guidance => own.SelectMany(decision => Fired(desk, guidance, decision))).ToHashSet();
        own.SelectMany(decision => ((DecisionTable)decision.Logic).Rows).Select(row => row.Id).Except(fired).ShouldBeEmpty();
    }

    [Fact]
    public void Cases_ThatAreWrong_AreNamedByFileAndLine()
    {
        var file = Path.GetTempFileName();
        File.WriteAllLines(file, ["case,subtype,stock,→,offers", "# a remark", "short,Missing,TRUE,→,reship*", "odd,Nothing,,→,", "cut,Missing"]);
        var differences = CaseFile.Read("WrongItem", file).Lines.SelectMany(line => line.Differences("WrongItem", Desk.Of("WrongItem"))).ToList();
        differences.Select(difference => difference.Split(' ')[0]).ShouldBe(["WrongItem.csv:3", "WrongItem.csv:4", "WrongItem.csv:5"]);
        differences[0].ShouldContain("expected reship*, found nothing");
        File.Delete(file);
    }

    private static IEnumerable<string?> Fired(Desk desk, CaseGuidance guidance, Decision decision) =>
        desk.Playbook.Explain(guidance.Evaluation, decision.Name).Rows.Where(row => row.State == RowState.Fired).Select(row => ((DecisionTable)decision.Logic).Rows[row.Row].Id);
}
