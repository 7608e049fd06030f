using System.Xml.Linq;
using AfterSales.Domain.Playbooks.Checks;

namespace AfterSales.Domain.Playbooks.Dmn;

/// <summary>
/// Ids that stand in a file more than once. XML forbids it; here it would mean that one row is written where another stands.
/// </summary>
internal static class DmnIds
{
    public static IEnumerable<PlaybookProblem> Repeated(XElement definitions)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in definitions.Children("inputData").Where(input => IsRepeated(input, ids)))
            yield return Problem(input);
        foreach (var decision in definitions.Children("decision"))
        {
            if (IsRepeated(decision, ids))
                yield return Problem(decision) with { Decision = decision.DeclaredName() };
            if (decision.Child("decisionTable") is not { } table)
                continue;
            var columns = table.Children("input").Concat(table.Children("output")).ToList();
            foreach (var column in Enumerable.Range(0, columns.Count).Where(column => IsRepeated(columns[column], ids)))
                yield return Problem(columns[column]) with { Decision = decision.DeclaredName(), Column = column };
            var rules = table.Children("rule").ToList();
            foreach (var row in Enumerable.Range(0, rules.Count).Where(row => IsRepeated(rules[row], ids)))
                yield return Problem(rules[row]) with { Decision = decision.DeclaredName(), Rows = [row] };
        }
    }

    private static bool IsRepeated(XElement element, HashSet<string> ids) => element.Text("id") is { } id && !ids.Add(id);

    private static PlaybookProblem Problem(XElement element) => PlaybookProblem.Error("dmn.id_repeated", element.Text("id")!);
}
