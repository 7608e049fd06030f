namespace AfterSales.Domain.People.Pay;

/// <summary>What is known of a person's month when their sheet is made.</summary>
public sealed record PayFacts
{
    /// <summary>By the policy's names; null while nobody gave them one.</summary>
    public string? Grade { get; init; }

    /// <summary>Yuan: the sales attributed to them; null where nothing was entered.</summary>
    public decimal? Sales { get; init; }

    /// <summary>Yuan: what came back through them.</summary>
    public decimal Returns { get; init; }

    /// <summary>What was granted or taken off by hand, with its name.</summary>
    public IReadOnlyList<NamedYuan> Extras { get; init; } = [];

    public IReadOnlyDictionary<BonusFor, long> Earned { get; init; } = new Dictionary<BonusFor, long>();

    /// <summary>Replies slower than the policy's rule.</summary>
    public long SlowReplies { get; init; }

    /// <summary>Seconds of every wait that a rule may be about.</summary>
    public IReadOnlyList<int> Waits { get; init; } = [];

    /// <summary>Seconds of every late start, in the order of the shifts.</summary>
    public IReadOnlyList<int> LateStarts { get; init; } = [];

    public int ShiftsOffWithoutLeave { get; init; }

    /// <summary>What came to light of months that are closed.</summary>
    public IReadOnlyList<Correction> Corrections { get; init; } = [];
}

public sealed record NamedYuan(string Name, decimal Yuan);

/// <param name="Month">The closed month that it is about, by its first day.</param>
public sealed record Correction(DateOnly Month, decimal Yuan);
