using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Checks;

/// <summary>Holds what the rows of a table say against the rules of the business, each row by itself and in company.</summary>
internal static class OutputCheck
{
    /// <summary>More pairs of one table help nobody.</summary>
    private const int MostPairs = 20;

    public static IEnumerable<PlaybookProblem> Of(ParsedTable table, string decision, IReadOnlyList<OutputRule> rules, RowMatches matches)
    {
        if (rules.Count == 0)
            return [];
        var said = Enumerable.Range(0, table.Outputs.Count).Select(row => Said(table, decision, row)).ToList();
        var alone = from row in said
                    from rule in rules
                    where rule.IsBroken(row)
                    select new PlaybookProblem(rule.Code, rule.Severity) { Rows = [row.Row] };
        return alone.Concat(table.Policy.IsSingle() ? [] : rules.SelectMany(rule => Together(table, said, rule, matches).Take(MostPairs)));
    }

    private static IEnumerable<PlaybookProblem> Together(ParsedTable table, List<RowOutputs> said, OutputRule rule, RowMatches matches) =>
        from first in said
        from second in rule.AreBrokenTogether is { } broken ? said.Skip(first.Row + 1).Where(other => broken(first, other)) : []
        let match = matches.Together.Find(match => match.Ranks.Has(table.Order.IndexOf(first.Row)) && match.Ranks.Has(table.Order.IndexOf(second.Row)))
        where match is not null
        select new PlaybookProblem(rule.Code, rule.Severity) { Rows = [first.Row, second.Row], Example = match.Facts };

    private static RowOutputs Said(ParsedTable table, string decision, int row)
    {
        var values = table.Source.Outputs.Select((output, i) => (output.Name, Value: table.Outputs[row][i] is Expression.Literal literal ? literal.Value : Value.Unknown));
        return new RowOutputs(decision, row, values.DistinctBy(output => output.Name).ToDictionary(output => output.Name, output => output.Value, StringComparer.Ordinal));
    }
}
