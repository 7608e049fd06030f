using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Tables;

/// <summary>How a decision is taken: by a table, or by one expression.</summary>
public abstract record DecisionLogic
{
    public string? Id { get; init; }
}

/// <summary>A decision that is computed, such as <c>paid * 0.3</c>.</summary>
public sealed record LiteralExpression(string Text, FactType Type) : DecisionLogic;

/// <summary>A decision table as it is written: every cell is text, and nothing is promised about it until it is compiled.</summary>
public sealed record DecisionTable(
    HitPolicy HitPolicy, IReadOnlyList<TableInput> Inputs, IReadOnlyList<TableOutput> Outputs, IReadOnlyList<TableRow> Rows) : DecisionLogic
{
    public Aggregation Aggregation { get; init; }

    /// <summary>The headings of the rows' annotations.</summary>
    public IReadOnlyList<string> Annotations { get; init; } = [];
}

/// <summary>An input column: a name or a simple expression that the cells below it test.</summary>
public sealed record TableInput(string Expression)
{
    public string? Id { get; init; }

    public string? Label { get; init; }

    /// <summary>What a DMN file says of the column's type and values. They count for a fact of which the file says nothing else.</summary>
    public string? TypeRef { get; init; }

    public string? Allowed { get; init; }
}

/// <summary>An output column. The allowed values of its type are DMN's output values: their order is their priority.</summary>
public sealed record TableOutput(string Name, FactType Type)
{
    /// <summary>What the column says when no row matches.</summary>
    public string? Default { get; init; }

    public string? Id { get; init; }

    public string? Label { get; init; }
}

/// <summary>A row: one cell for each input and each output.</summary>
public sealed record TableRow(IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    public string? Id { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> Annotations { get; init; } = [];
}
