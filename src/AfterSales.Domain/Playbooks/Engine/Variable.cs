using AfterSales.Domain.Playbooks.Feel;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>
/// What a column tests: a fact, the output of another decision, or something computed from them. Variables are numbered in the order
/// in which decisions first need them; every diagram asks them in that order.
/// </summary>
internal sealed record Variable(int Index, Expression Expression, Partition Partition)
{
    /// <summary>The fact or output itself; null for what is computed.</summary>
    public int? Symbol { get; } = (Expression as Expression.Name)?.Symbol;
}
