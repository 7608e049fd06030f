namespace AfterSales.Domain.Playbooks.Tables;

/// <summary>What is made of the rows that match, in DMN's words.</summary>
public enum HitPolicy
{
    /// <summary>At most one row may match; more are a conflict and give null.</summary>
    Unique,

    /// <summary>The first matching row.</summary>
    First,

    /// <summary>The matching row whose outputs come first in the lists of output values.</summary>
    Priority,

    /// <summary>Any of them, for they all say the same; otherwise a conflict and null.</summary>
    Any,

    /// <summary>All of them as a list, or one <see cref="Aggregation"/> of them.</summary>
    Collect,

    /// <summary>All of them as a list, in the order of the rows.</summary>
    RuleOrder,

    /// <summary>All of them as a list, by priority.</summary>
    OutputOrder,
}

/// <summary>What <see cref="HitPolicy.Collect"/> makes of the outputs.</summary>
public enum Aggregation
{
    None,
    Sum,
    Min,
    Max,
    Count,
}

public static class HitPolicies
{
    /// <summary>Whether at most one row speaks.</summary>
    public static bool IsSingle(this HitPolicy policy) => policy <= HitPolicy.Any;

    /// <summary>Whether output values give the order of the rows.</summary>
    public static bool GoesByPriority(this HitPolicy policy) => policy is HitPolicy.Priority or HitPolicy.OutputOrder;

    /// <summary>Whether the best of the matching rows speaks, whatever the others say.</summary>
    public static bool TakesBest(this HitPolicy policy) => policy is HitPolicy.First or HitPolicy.Priority;
}
