using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Catalogue;

/// <summary>What the business asks of the outputs of a playbook before it is published (SPEC 4).</summary>
public static class OutcomeCheck
{
    /// <summary>A remedy that costs something, and is not forbidden, names its bound (SPEC 4.2).</summary>
    public static readonly OutputRule RemedyHasBound = new("remedy.unbounded", row =>
        row.Values.GetValueOrDefault("remedy") is { Kind: ValueKind.Text } remedy && OutcomeCatalogue.Costly.Contains(remedy.AsText)
        && row.Values.GetValueOrDefault("standing") != Value.Of("forbidden")
        && (!row.Values.TryGetValue("up to", out var bound) || bound.IsNull));

    /// <summary>One answer does not offer a remedy and forbid it, or prefer it and merely allow it.</summary>
    public static readonly OutputRule RemedyStandsOneWay = new("remedy.standing_twice", _ => false)
    {
        Severity = Severity.Warning,
        AreBrokenTogether = (one, other) => Says(one, "remedy") is { } remedy && Says(other, "remedy") == remedy
            && Says(one, "standing") is { } standing && Says(other, "standing") is { } another && standing != another,
    };

    /// <summary>One answer does not name two bounds for one remedy: the smaller would count, and which that is, is easily overlooked.</summary>
    public static readonly OutputRule RemedyHasOneBound = new("remedy.bound_twice", _ => false)
    {
        Severity = Severity.Warning,
        AreBrokenTogether = (one, other) => Says(one, "remedy") is { } remedy && Says(other, "remedy") == remedy
            && Says(one, "standing") is { } standing and not "forbidden" && Says(other, "standing") == standing
            && one.Values.GetValueOrDefault("up to") != other.Values.GetValueOrDefault("up to"),
    };

    /// <summary>
    /// A row says something: one that was added and then forgotten ends the search with no answer. Where a word has to stand, <see cref="GuidanceCheck"/> asks
    /// for it.
    /// </summary>
    public static readonly OutputRule RowSaysSomething = new("row.says_nothing", row =>
        row.Values.Values.All(value => value.IsNull) && !GuidanceTables.Words.Any(word => word.Decision == row.Decision))
    {
        Severity = Severity.Warning,
    };

    /// <summary>The rules for <see cref="PlaybookCheck.Check"/>.</summary>
    public static IReadOnlyList<OutputRule> Rules { get; } = [RemedyHasBound, RemedyStandsOneWay, RemedyHasOneBound, RowSaysSomething];

    private static string? Says(RowOutputs row, string output) => row.Values.GetValueOrDefault(output) is { Kind: ValueKind.Text } word ? word.AsText : null;

    /// <summary>Rows that say a word which the product does not know, such as an obligation that nobody could carry out.</summary>
    public static IReadOnlyList<PlaybookProblem> CheckOutcomes(this Playbook playbook) =>
    [
        .. from decision in playbook.Decisions
           let table = decision.Logic as DecisionTable
           where table is not null
           from output in table.Outputs.Select((output, place) => (output.Name, place))
           let words = OutcomeCatalogue.ByOutput.GetValueOrDefault($"{decision.Name}.{output.Name}")
           where words is not null
           from row in table.Rows.Select((row, index) => (Cell: row.Outputs.ElementAtOrDefault(output.place) ?? "", index))
           where FeelParser.ParseExpression(row.Cell, FeelScope.Empty).Value is Expression.Literal { Value.Kind: ValueKind.Text } said && !words.Words.Contains(said.Value.AsText)
           select new PlaybookProblem("remedy.word_unknown", Severity.Error, row.Cell) { Decision = decision.Name, Rows = [row.index], Column = table.Inputs.Count + output.place },
    ];
}
