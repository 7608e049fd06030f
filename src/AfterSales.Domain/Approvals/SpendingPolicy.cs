using AfterSales.Domain.People;

namespace AfterSales.Domain.Approvals;

/// <summary>
/// What people may spend without asking, beyond the amounts per case that the playbook names (SPEC 1), who signs for much, and what a store
/// spends a day. Store data with a version, changed by the owner. Money in yuan.
/// </summary>
public sealed record SpendingPolicy
{
    /// <summary>What a new store starts with: SPEC 1 and 4.2.</summary>
    public static SpendingPolicy Default { get; } = new()
    {
        Version = 1,
        Roles = new Dictionary<Role, SpendingLimit>
        {
            [Role.PreSales] = new() { TimesADay = 3 },
            [Role.AfterSales] = new() { ADay = 200 },
        },
        Batches = new Dictionary<string, BatchLimit>(StringComparer.Ordinal)
        {
            ["taobao"] = new(20, 6_000),
            ["tmall"] = new(30, 10_000),
        },
    };

    public int Version { get; init; }

    /// <summary>Limits a day by role; a role that is not there has none.</summary>
    public IReadOnlyDictionary<Role, SpendingLimit> Roles { get; init; } = new Dictionary<Role, SpendingLimit>();

    /// <summary>Limits of single people, which take the place of those of their roles.</summary>
    public IReadOnlyDictionary<Guid, SpendingLimit> People { get; init; } = new Dictionary<Guid, SpendingLimit>();

    /// <summary>Who has to sign from which amount on; below the lowest, one of those whom the playbook asks for.</summary>
    public IReadOnlyList<SignatureRule> Signatures { get; init; } = [];

    /// <summary>What the store means to spend a day at most; null: as much as it takes. Shown, and over it a supervisor decides.</summary>
    public decimal? StoreADay { get; init; }

    /// <summary>Within how many days a payment for the same order, buyer or payee is a look-alike (SPEC 4.2).</summary>
    public int LookAlikeDays { get; init; } = 30;

    /// <summary>What a platform takes in one batch, by the platform's name.</summary>
    public IReadOnlyDictionary<string, BatchLimit> Batches { get; init; } = new Dictionary<string, BatchLimit>();

    /// <summary>The limits of a person who acts in a role: their own, or those of the role.</summary>
    public SpendingLimit LimitOf(Guid? personId, Role role) =>
        personId is { } person && People.TryGetValue(person, out var own) ? own : Roles.GetValueOrDefault(role, SpendingLimit.None);

    /// <summary>Who has to sign, where the playbook asks for <paramref name="decider"/>.</summary>
    public SignaturePlan SignaturesFor(string decider, decimal amount)
    {
        var asked = decider == "owner" ? SignaturePlan.AnyOwner : SignaturePlan.AnySupervisor;
        var rule = Signatures.Where(rule => amount >= rule.From).MaxBy(rule => rule.From)?.Plan;
        // A rule may ask for more than the playbook, never for less.
        return rule is not null && rule.Needs(asked.Roles.Max()) ? rule : asked;
    }
}

/// <summary>What one may spend without asking; null: no limit of this sort.</summary>
public sealed record SpendingLimit
{
    public static readonly SpendingLimit None = new();

    /// <summary>Instead of the playbook's amount for the role.</summary>
    public decimal? ACase { get; init; }

    public decimal? ADay { get; init; }
    public int? TimesADay { get; init; }
}

/// <summary>From this amount on, these people sign.</summary>
public sealed record SignatureRule(decimal From, SignaturePlan Plan);

/// <summary>What a platform takes in one batch.</summary>
public sealed record BatchLimit(int Count, decimal Yuan);
