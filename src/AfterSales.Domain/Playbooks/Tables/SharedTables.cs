using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Tables;

/// <summary>Puts together what several playbooks share and what is one's own.</summary>
public static class SharedTables
{
    /// <summary>
    /// A playbook with the facts and decisions of another beside its own. What both declare is the playbook's own, so that a case type may
    /// have, say, a money guide of its own. The result belongs to neither file.
    /// </summary>
    public static Playbook With(this Playbook playbook, Playbook shared) => playbook with
    {
        Facts = [.. playbook.Facts.Where(fact => !fact.IsImplied || !Has(shared, fact.Name)), .. shared.Facts.Where(fact => playbook.Facts.All(own => own.IsImplied || own.Name != fact.Name))],
        Decisions = [.. shared.Decisions.ExceptBy(playbook.Decisions.Select(decision => decision.Name), decision => decision.Name), .. playbook.Decisions],
        Imports = [.. playbook.Imports.Where(import => import.Namespace != shared.Namespace)],
        Document = null,
    };

    /// <summary>
    /// What is a playbook's own of a file that may say everything: without the facts and decisions that say what the shared ones say, which it reads there again.
    /// What differs from the shared one stays, as its own.
    /// </summary>
    public static Playbook Without(this Playbook playbook, Playbook shared) => playbook with
    {
        Facts = [.. playbook.Facts.Where(fact => !shared.Facts.Any(other => SaysTheSame(fact, other)))],
        Decisions = [.. playbook.Decisions.Where(decision => !shared.Decisions.Any(other => SaysTheSame(decision, other)))],
        Imports = shared.Namespace is not { } name || playbook.Imports.Any(import => import.Namespace == name) ? playbook.Imports : [.. playbook.Imports, new(name, null)],
    };

    /// <summary>The decisions that a playbook has although all types share one of that name: theirs does not count for it.</summary>
    public static IEnumerable<string> InsteadOf(this Playbook playbook, Playbook shared) =>
        playbook.Decisions.Select(decision => decision.Name).Intersect(shared.Decisions.Select(decision => decision.Name), StringComparer.Ordinal);

    private static bool Has(Playbook shared, string fact) => shared.Facts.Any(one => one.Name == fact);

    private static bool SaysTheSame(FactDefinition one, FactDefinition other) => one.Name == other.Name && one.Type == other.Type && one.Cost == other.Cost;

    // Ids and labels say nothing, and spaces around a cell do not either.
    private static bool SaysTheSame(Decision one, Decision other) => one.Name == other.Name && (one.Logic, other.Logic) switch
    {
        (LiteralExpression a, LiteralExpression b) => a.Text.Trim() == b.Text.Trim() && a.Type == b.Type,
        (DecisionTable a, DecisionTable b) => (a.HitPolicy, a.Aggregation) == (b.HitPolicy, b.Aggregation)
            && a.Inputs.Select(input => input.Expression.Trim()).SequenceEqual(b.Inputs.Select(input => input.Expression.Trim()))
            && a.Outputs.Select(output => (output.Name, output.Type, output.Default)).SequenceEqual(b.Outputs.Select(output => (output.Name, output.Type, output.Default)))
            && a.Rows.Select(Words).SequenceEqual(b.Rows.Select(Words)),
        _ => false,
    };

    private static string Words(TableRow row) => string.Join('\n', row.Inputs.Concat(row.Outputs).Concat(row.Annotations).Select(cell => cell.Trim()));
}
