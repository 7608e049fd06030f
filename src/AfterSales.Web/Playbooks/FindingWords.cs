using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>What the check found, as people read it.</summary>
internal sealed class FindingWords(Texts texts, RuleWords words)
{
    public string Sentence(PlaybookProblem problem) => texts.Sentence(problem.Code, problem.Args switch
    {
        [string decision, string output] when problem.Code == "playbook.output_missing" => [decision, texts.Find($"Rules.Output.{decision}.{output}") ?? output],
        [string name] when name == problem.Decision => [words.Name(name)],
        var args => [.. args],
    });

    /// <summary>Where it is: “责任，第 3 行，子类型”.</summary>
    public string Place(PlaybookProblem problem)
    {
        string[] parts =
        [
            problem.Decision is { } decision ? words.Name(decision) : "",
            problem.Rows.Count > 0 ? texts["Rules.RowNos", string.Join(texts["Rules.ListComma"], problem.Rows.Select(row => row + 1))] : "",
            problem.Column is { } column ? Heading(problem.Decision, column) : "",
        ];
        return string.Join(texts["Rules.PlaceComma"], parts.Where(part => part.Length > 0));
    }

    /// <summary>Facts that show it: “称重：缺失；库存：有”. Empty when there are none.</summary>
    public string Example(PlaybookProblem problem) => string.Join(texts["Rules.ExampleComma"], problem.Example.Select(fact =>
    {
        var column = words.Input(new TableInput(fact.Name));
        return texts["Rules.ExampleFact", column.Label, words.Value(column.Subject, column.Type, fact.Value)];
    }));

    private string Heading(string? name, int column)
    {
        if (words.Tables.FirstOrDefault(one => one.Decision.Name == name) is not ({ } decision, { } table)) return "";
        return column < table.Inputs.Count ? words.Input(table.Inputs[column]).Label
            : column < table.Inputs.Count + table.Outputs.Count ? words.Output(decision, table.Outputs[column - table.Inputs.Count]).Label : "";
    }
}
