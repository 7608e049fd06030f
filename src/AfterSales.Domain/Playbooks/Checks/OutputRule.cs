using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Checks;

/// <summary>
/// Something that the business asks of what rows may say, such as that a remedy which costs money names its bound. A row that breaks it is
/// reported under the code.
/// </summary>
public sealed record OutputRule(string Code, Func<RowOutputs, bool> IsBroken)
{
    /// <summary>Whether a playbook that breaks it must not be published.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>Whether two rows break it by speaking together, which only the rows of a list policy do. They are reported as a pair, with facts for which they do.</summary>
    public Func<RowOutputs, RowOutputs, bool>? AreBrokenTogether { get; init; }
}

/// <summary>What a row says, by the names of the outputs: unknown where it is computed from facts, null where the cell is empty.</summary>
public sealed record RowOutputs(string Decision, int Row, IReadOnlyDictionary<string, Value> Values);
