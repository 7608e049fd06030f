using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Domain.Playbooks.Checks;

/// <summary>
/// Reads a playbook before it is published (SPEC 4): facts that no row answers, rows that contradict each other, rows that never speak. It looks
/// through the tables before each one, so what it reports can happen, and what it does not report cannot, unless it says that it gave up.
/// </summary>
public static class PlaybookCheck
{
    /// <summary>More conflicts of one table help nobody.</summary>
    private const int MostConflicts = 20;

    /// <summary>Everything found, in the order of the decisions.</summary>
    /// <param name="rules">What the business asks of outputs.</param>
    public static IReadOnlyList<PlaybookProblem> Check(this CompiledPlaybook playbook, params IReadOnlyList<OutputRule> rules)
    {
        var effort = new Effort();
        return
        [
            .. UnusedFacts(playbook),
            .. playbook.CompiledDecisions.Where(decision => decision.Table is not null).SelectMany(decision =>
                Table(playbook, decision, decision.Table!, rules, effort)
                    .Select(problem => problem with { Decision = decision.Name })),
        ];
    }

    private static IEnumerable<PlaybookProblem> UnusedFacts(CompiledPlaybook playbook)
    {
        var read = playbook.CompiledDecisions.SelectMany(decision => decision.Parsed.Symbols).ToHashSet();
        return playbook.Source.Facts.Where((_, slot) => !read.Contains(slot)).Select(fact => PlaybookProblem.Warning("fact.unused", fact.Name));
    }

    private static IEnumerable<PlaybookProblem> Table(CompiledPlaybook playbook, CompiledDecision decision, CompiledTable table, IReadOnlyList<OutputRule> rules, Effort effort)
    {
        var matches = RowMatches.Of(playbook, decision, table, effort);
        var policy = table.Table.Policy;
        if (!matches.IsComplete)
            yield return PlaybookProblem.Warning("check.gave_up");
        if (policy.IsSingle() && !table.Table.HasDefault && matches.Together.Find(match => match.Ranks.IsEmpty) is { } gap)
            yield return PlaybookProblem.Warning("table.gap") with { Example = gap.Facts };
        foreach (var conflict in Conflicts(table, matches).Take(MostConflicts))
            yield return conflict;
        foreach (var problem in matches.IsComplete ? Silent(table, matches) : Never(table))
            yield return problem;
        foreach (var problem in OutputCheck.Of(table.Table, decision.Name, rules, matches))
            yield return problem;
    }

    /// <summary>Rows that may match together though the hit policy forbids what they say, each pair once.</summary>
    private static IEnumerable<PlaybookProblem> Conflicts(CompiledTable table, RowMatches matches)
    {
        var code = table.Table.Policy switch
        {
            HitPolicy.Unique => "table.overlap",
            HitPolicy.Any => "table.disagreement",
            _ => null,
        };
        var pairs = from match in code is null ? [] : matches.Together
                    let ranks = match.Ranks.Members().Take(MostConflicts).ToArray()
                    from first in ranks
                    from second in ranks
                    where first < second && Contradict(table.Table, first, second)
                    select (Rows: (First: table.Table.Order[first], Second: table.Table.Order[second]), Match: match);
        return pairs.DistinctBy(pair => pair.Rows).Select(pair =>
            PlaybookProblem.Error(code!) with
            {
                Rows = [Math.Min(pair.Rows.First, pair.Rows.Second), Math.Max(pair.Rows.First, pair.Rows.Second)],
                Example = pair.Match.Facts,
            });
    }

    private static bool Contradict(ParsedTable table, int first, int second) =>
        table.Policy == HitPolicy.Unique || !table.Outputs[table.Order[first]].SequenceEqual(table.Outputs[table.Order[second]]);

    /// <summary>Rows that never match, and rows that only match where a better one does.</summary>
    private static IEnumerable<PlaybookProblem> Silent(CompiledTable table, RowMatches matches)
    {
        var best = table.Table.Policy.TakesBest();
        var speaking = matches.Together.Where(match => !match.Ranks.IsEmpty)
            .SelectMany(match => best ? [match.Ranks.First] : match.Ranks.Members()).ToHashSet();
        var impossible = Never(table).ToDictionary(problem => problem.Rows[0]);
        return Enumerable.Range(0, table.Rows).Where(rank => !speaking.Contains(rank)).Select(rank => table.Table.Order[rank]).Order()
            .Select(row => impossible.GetValueOrDefault(row) ?? PlaybookProblem.Warning(best ? "row.outranked" : "row.never") with { Rows = [row] });
    }

    /// <summary>Rows with a cell that no value passes.</summary>
    private static IEnumerable<PlaybookProblem> Never(CompiledTable table) =>
        from rank in Enumerable.Range(0, table.Rows)
        where table.Axes.Any(axis => !axis.Any.Has(rank))
        orderby table.Table.Order[rank]
        select PlaybookProblem.Warning("row.never") with { Rows = [table.Table.Order[rank]] };
}
