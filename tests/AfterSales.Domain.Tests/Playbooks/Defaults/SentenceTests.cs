using AfterSales.Domain.Playbooks.Explanations;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Domain.Tests.Playbooks.Defaults;

/// <summary>Every sentence of SPEC 4.1 to 4.3 is said by rows of the default playbooks.</summary>
public sealed class SentenceTests
{
    public static TheoryData<string> Texts => [.. Sentences.All.Select(sentence => $"{sentence.Type}: {sentence.Text}")];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Guidance_InTheCaseOfASentence_SaysIt(string text)
    {
        var sentence = Sentences.All.Single(one => $"{one.Type}: {one.Text}" == text);
        var desk = Desk.Of(sentence.Type);
        var guidance = desk.Guide(sentence.Facts);
        sentence.Expected.Select(expected => expected.Split(": ", 2)).SelectMany(expected => Expected.Differences(guidance, expected[0], expected[1])).ShouldBeEmpty();
        sentence.Rows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(Fired(desk, guidance)).ShouldBeEmpty("rows that should speak");
    }

    private static IEnumerable<string> Fired(Desk desk, CaseGuidance guidance) =>
        from decision in desk.Playbook.Decisions
        let table = decision.Logic as DecisionTable
        where table is not null
        from row in desk.Playbook.Explain(guidance.Evaluation, decision.Name).Rows
        where row.State == RowState.Fired
        select table.Rows[row.Row].Id ?? "";
}
