using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Guidance;

/// <summary>Whether guidance can be read from a playbook: its tables are there, and every row says its word.</summary>
public static class GuidanceCheck
{
    /// <summary>Tables and outputs that are missing, and cells that say no word where one has to stand. Asked of a whole playbook.</summary>
    public static IReadOnlyList<PlaybookProblem> CheckGuidance(this Playbook playbook) => [.. Missing(playbook), .. Wordless(playbook)];

    private static IEnumerable<PlaybookProblem> Missing(Playbook playbook) =>
        from read in GuidanceTables.Outputs
        let decision = playbook.Decisions.FirstOrDefault(one => one.Name == read.Key)
        where decision is not null || GuidanceTables.Needed.Contains(read.Key)
        let table = decision?.Logic as DecisionTable
        from output in read.Value
        where table?.Outputs.Any(one => one.Name == output) != true
        select PlaybookProblem.Error("playbook.output_missing", read.Key, output) with { Decision = decision?.Name };

    private static IEnumerable<PlaybookProblem> Wordless(Playbook playbook) =>
        from word in GuidanceTables.Words
        let table = playbook.Decisions.FirstOrDefault(decision => decision.Name == word.Decision)?.Logic as DecisionTable
        where table is not null
        let place = table.Outputs.Select(output => output.Name).ToList().IndexOf(word.Output)
        where place >= 0
        from row in table.Rows.Select((row, index) => (Cell: row.Outputs.ElementAtOrDefault(place) ?? "", Index: index))
        where FeelParser.ParseExpression(row.Cell, FeelScope.Empty).Value is not Expression.Literal { Value.Kind: ValueKind.Text }
        select PlaybookProblem.Error("remedy.word_missing", word.Output) with { Decision = word.Decision, Rows = [row.Index], Column = table.Inputs.Count + place };
}
