using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Web.Playbooks;

/// <summary>A column of a table as people see it.</summary>
/// <param name="Key">What makes it the same column in another version: what its cells test, or the name of what they say.</param>
/// <param name="Subject">The fact or decision that it tests, or the decision whose output it is; it tells how values are said.</param>
/// <param name="Choices">The values that it may have, where they can be listed.</param>
public sealed record RuleColumn(string Key, string Label, string Subject, FactType Type, IReadOnlyList<Choice> Choices)
{
    /// <summary>Whether its values can be listed, so that they are ticked or picked.</summary>
    public bool IsListed => Choices.Count > 0;
}

/// <summary>A value: as a cell writes it, and in words.</summary>
public sealed record Choice(string Written, string Words);
