namespace AfterSales.Domain.Playbooks.Values;

/// <summary>
/// A fact that a playbook reads. The <paramref name="Name"/> is what cells write, spaces allowed; label and question are resources under the
/// same key, kept elsewhere.
/// </summary>
/// <param name="Cost">What asking costs: cheaper questions come first. Zero is free, such as what the system can look up.</param>
public sealed record FactDefinition(string Name, FactType Type, decimal Cost = 1)
{
    /// <summary>The id of DMN's input data; the name serves when there is none.</summary>
    public string? Id { get; init; }

    public string? Label { get; init; }

    /// <summary>Whether no input data declares it, but a column over its name: then little is known of its type, and a shared declaration says more.</summary>
    public bool IsImplied { get; init; }

    public string? Description { get; init; }
}
