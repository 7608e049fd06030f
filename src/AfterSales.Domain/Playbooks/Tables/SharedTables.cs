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
        Facts = [.. playbook.Facts, .. shared.Facts.ExceptBy(playbook.Facts.Select(fact => fact.Name), fact => fact.Name)],
        Decisions = [.. shared.Decisions.ExceptBy(playbook.Decisions.Select(decision => decision.Name), decision => decision.Name), .. playbook.Decisions],
        Imports = [.. playbook.Imports.Where(import => import.Namespace != shared.Namespace)],
        Document = null,
    };
}
