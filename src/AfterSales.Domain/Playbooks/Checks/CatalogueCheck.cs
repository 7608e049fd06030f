using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Checks;

/// <summary>Holds the facts a playbook declares against those the product can supply.</summary>
public static class CatalogueCheck
{
    /// <summary>Facts that the catalogue does not know, or knows as something else. Allowed values may be fewer than there.</summary>
    public static IReadOnlyList<PlaybookProblem> CheckFacts(this Playbook playbook, IReadOnlyList<FactDefinition> catalogue)
    {
        var known = catalogue.ToDictionary(fact => fact.Name, fact => fact.Type, StringComparer.Ordinal);
        return [.. playbook.Facts.Select(fact => Problem(fact, known.GetValueOrDefault(fact.Name))).OfType<PlaybookProblem>()];
    }

    private static PlaybookProblem? Problem(FactDefinition fact, FactType? known) =>
        known is null ? PlaybookProblem.Error("fact.unknown", fact.Name)
        : known.Kind != fact.Type.Kind || known.IsList != fact.Type.IsList ? PlaybookProblem.Error("fact.type_differs", fact.Name, known.Kind, fact.Type.Kind)
        : null;
}
