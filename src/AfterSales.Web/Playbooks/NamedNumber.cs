namespace AfterSales.Web.Playbooks;

/// <summary>What a named value is counted in.</summary>
public enum NumberUnit
{
    None,
    Yuan,
    Hours,
    Days,

    /// <summary>A part of the whole, written from 0 to 1 and read in per cent.</summary>
    Share,
}

/// <summary>A number of a playbook with a name (CONTEXT: named value 参数).</summary>
/// <param name="Name">What rows write.</param>
/// <param name="Value">Null while what stands there is no number.</param>
/// <param name="UsedBy">The decisions that read it, in words.</param>
public sealed record NamedNumber(string Name, string Label, NumberUnit Unit, decimal? Value, IReadOnlyList<string> UsedBy)
{
    /// <summary>What a person types: per cent for a share, otherwise the number itself.</summary>
    public decimal? Typed => Unit == NumberUnit.Share ? Value * 100 : Value;

    /// <summary>What the playbook keeps for what was typed.</summary>
    public decimal Kept(decimal typed) => Unit == NumberUnit.Share ? typed / 100 : typed;

    /// <summary>By the names that ship; a name that a store made up has no unit of its own unless it is money.</summary>
    public static NumberUnit UnitOf(string name, bool isMoney) =>
        isMoney ? NumberUnit.Yuan
        : name.EndsWith(" hours", StringComparison.Ordinal) || name is "longest promise" or "at once" ? NumberUnit.Hours
        : name is "quality window" or "seven days" ? NumberUnit.Days
        : name is "pre-sales authority" ? NumberUnit.Share
        : NumberUnit.None;
}
