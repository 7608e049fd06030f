using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>A decision ready to answer.</summary>
internal sealed class CompiledDecision
{
    public required ParsedDecision Parsed { get; init; }

    /// <summary>The table as sets of rows; null for a decision that is one expression.</summary>
    public CompiledTable? Table { get; init; }

    /// <summary>The decisions whose outputs its table tests and whose diagrams it can follow.</summary>
    public IReadOnlyList<DiagramBuilder.Parent> Followed { get; init; } = [];

    /// <summary>The root of its diagram; null when the table is too tangled for one.</summary>
    public int? Root { get; init; }

    /// <summary>What its diagram asks, or its table where there is none: everything on which it depends.</summary>
    public IReadOnlyList<Variable> Support { get; init; } = [];

    /// <summary>Its outcomes, by their number among all outcomes of the playbook.</summary>
    public IReadOnlyList<int> Outcomes { get; init; } = [];

    /// <summary>The answer of a decision that needs no facts, such as a named value.</summary>
    public Answer? Constant { get; init; }

    public string Name => Parsed.Source.Name;
}
