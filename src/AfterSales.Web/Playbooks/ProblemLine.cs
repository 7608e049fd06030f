using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>A problem of a playbook as one line for people: where (counted from 1, as people do), what, and facts that show it.</summary>
internal sealed class ProblemLine(Texts texts)
{
    public string Of(string file, Playbook? playbook, PlaybookProblem problem)
    {
        var severity = texts[problem.Severity == Severity.Error ? "PlaybookCommand.Error" : "PlaybookCommand.Warning"];
        var sentence = texts.Sentence(problem.Code, [.. problem.Args]);
        var example = problem.Example.Count == 0 ? ""
            : " " + texts["PlaybookCommand.Example", string.Join(texts["PlaybookCommand.Comma"], problem.Example.Select(fact => $"{fact.Name} = {fact.Value}"))];
        return $"{string.Join(": ", ((string[])[file, Place(playbook, problem), severity, sentence]).Where(part => part.Length > 0))}{example}";
    }

    private string Place(Playbook? playbook, PlaybookProblem problem)
    {
        var parts = new List<string>();
        if (problem.Decision is { } decision)
            parts.Add(decision);
        if (problem.Rows.Count > 0)
            parts.Add(texts["PlaybookCommand.Row", string.Join(", ", problem.Rows.Select(row => row + 1))]);
        if (problem.Column is { } column)
            parts.Add(texts["PlaybookCommand.Column", column + 1, Heading(playbook, problem.Decision, column)]);
        if (problem.Position is { } position)
            parts.Add(texts["PlaybookCommand.Character", position + 1]);
        return string.Join(texts["PlaybookCommand.Comma"], parts);
    }

    private static string Heading(Playbook? playbook, string? decision, int column) =>
        playbook?.Decisions.FirstOrDefault(one => one.Name == decision)?.Logic is not DecisionTable table ? ""
        : column < table.Inputs.Count ? table.Inputs[column].Expression
        : table.Outputs.ElementAtOrDefault(column - table.Inputs.Count)?.Name ?? "";
}
