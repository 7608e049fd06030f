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

    /// <summary>
    /// Rows that say a word which the product does not know, such as an obligation that nobody could carry out. A phrase may be one of the store's own; one that is
    /// neither is only warned of, because it does no harm: nobody is shown it.
    /// </summary>
    /// <param name="phrases">The store's own; null where there is no store.</param>
    public static IReadOnlyList<PlaybookProblem> CheckOutcomes(this Playbook playbook, OwnPhrases? phrases = null) =>
    [
        .. from said in Said(playbook)
           let problem = Problem(said, phrases ?? OwnPhrases.None)
           where problem is not null
           select problem with { Decision = said.Decision, Rows = [said.Row], Column = said.Column },
    ];

    /// <summary>The phrases that its rows say.</summary>
    public static IReadOnlySet<string> PhrasesSaid(this Playbook playbook) =>
        Said(playbook).Where(said => said.Words == OutcomeCatalogue.Phrases).Select(said => said.Word).ToHashSet(StringComparer.Ordinal);

    private static PlaybookProblem? Problem(SaidWord said, OwnPhrases phrases) =>
        said.Words.PlaceOf(said.Word) >= 0 ? null
        : said.Words != OutcomeCatalogue.Phrases ? PlaybookProblem.Error("remedy.word_unknown", said.Cell)
        : phrases.Offered.Contains(said.Word) ? null
        : PlaybookProblem.Warning(phrases.Retired.Contains(said.Word) ? "phrase.retired" : "phrase.unknown", said.Cell);

    private static IEnumerable<SaidWord> Said(Playbook playbook) =>
        from decision in playbook.Decisions
        let table = decision.Logic as DecisionTable
        where table is not null
        from output in table.Outputs.Select((output, place) => (output.Name, place))
        let words = OutcomeCatalogue.ByOutput.GetValueOrDefault($"{decision.Name}.{output.Name}")
        where words is not null
        from row in table.Rows.Select((row, index) => (Cell: row.Outputs.ElementAtOrDefault(output.place) ?? "", index))
        let value = (FeelParser.ParseExpression(row.Cell, FeelScope.Empty).Value as Expression.Literal)?.Value ?? Value.Unknown
        where value.Kind == ValueKind.Text
        select new SaidWord(decision.Name, row.index, table.Inputs.Count + output.place, words, row.Cell, value.AsText);

    /// <summary>A word that a cell says.</summary>
    private sealed record SaidWord(string Decision, int Row, int Column, OutcomeWords Words, string Cell, string Word);
}
