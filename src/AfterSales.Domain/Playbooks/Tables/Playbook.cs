using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Tables;

/// <summary>
/// The rules of a case type as people write them (SPEC 4): facts and the decisions that follow from them, in any order. It is data;
/// <see cref="Engine.CompiledPlaybook.Compile"/> makes it answer, or says what is wrong with it.
/// </summary>
public sealed record Playbook(string Name, IReadOnlyList<FactDefinition> Facts, IReadOnlyList<Decision> Decisions)
{
    public string? Id { get; init; }

    public string? Description { get; init; }

    /// <summary>The namespace under which other files import this one.</summary>
    public string? Namespace { get; init; }

    /// <summary>The files whose names it reads without declaring them; <see cref="SharedTables.With"/> brings them in.</summary>
    public IReadOnlyList<PlaybookImport> Imports { get; init; } = [];

    /// <summary>Where a date and time without a zone is.</summary>
    public string TimeZoneId { get; init; } = "UTC";

    /// <summary>The DMN file it was read from; it is written back into it, so that nothing is lost that other tools keep there.</summary>
    public string? Document { get; init; }
}

/// <summary>Another file whose facts and decisions are read under their own names.</summary>
/// <param name="Namespace">What the file calls itself.</param>
/// <param name="Location">Where it may be, seen from the file that imports it; null when that is not said.</param>
public sealed record PlaybookImport(string Namespace, string? Location);

/// <summary>
/// A decision. Others read a single output under the decision's name, and each of several outputs as <c>decision.output</c>.
/// </summary>
public sealed record Decision(string Name, DecisionLogic Logic)
{
    public string? Id { get; init; }

    public string? Label { get; init; }

    public string? Description { get; init; }
}
