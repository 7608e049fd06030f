using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Explanations;

/// <summary>What became of a row.</summary>
public enum RowState
{
    /// <summary>It matched and speaks.</summary>
    Fired,

    /// <summary>It matched together with another that it must not match with (UNIQUE, ANY).</summary>
    Conflicting,

    /// <summary>A better row speaks (FIRST, PRIORITY), whether or not this one matches.</summary>
    Outranked,

    /// <summary>It matches, but a better row may turn out to match.</summary>
    Waiting,

    /// <summary>Whether it matches hangs on what is unknown.</summary>
    Open,

    /// <summary>A condition does not hold.</summary>
    Failed,
}

/// <summary>
/// Why a row did or did not speak. Rows and columns count from 0. For a failed row the column is the first condition that does not hold, for
/// an open one the first that is unknown; otherwise there is none.
/// </summary>
public sealed record RowReason(int Row, RowState State, Condition? Condition = null);

/// <summary>A cell and what it was held against.</summary>
/// <param name="Input">The column's fact or expression, as written.</param>
/// <param name="Cell">The cell as written.</param>
/// <param name="Value">What the input was; unknown for an open row.</param>
public sealed record Condition(int Column, string Input, string Cell, Value Value)
{
    /// <summary>Where the input is a decision that is still open: what it can come out as. None of it passes the cell of a failed row.</summary>
    public IReadOnlyList<Value> Left { get; init; } = [];
}

/// <summary>A name that a decision reads, with its value at that time.</summary>
public sealed record NamedValue(string Name, Value Value);
