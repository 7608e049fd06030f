using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;

namespace AfterSales.Web.Approvals;

/// <summary>Limits as a form edits them; an empty field: no limit of this sort.</summary>
public sealed class LimitForm
{
    public decimal? ACase { get; set; }
    public decimal? ADay { get; set; }
    public int? TimesADay { get; set; }

    public SpendingLimit Limit => new() { ACase = ACase, ADay = ADay, TimesADay = TimesADay };

    public static LimitForm Of(SpendingLimit limit) => new() { ACase = limit.ACase, ADay = limit.ADay, TimesADay = limit.TimesADay };
}

/// <summary>Limits of one person.</summary>
public sealed class PersonLimitForm
{
    public Guid PersonId { get; init; }
    public LimitForm Limit { get; init; } = new();
}

/// <summary>Who signs from an amount on.</summary>
public sealed class SignatureForm
{
    public decimal? From { get; set; }
    public SignatureMode Mode { get; set; } = SignatureMode.InOrder;
    public List<Role> Roles { get; init; } = [Role.Supervisor, Role.Owner];
}

/// <summary>What a platform takes in one batch.</summary>
public sealed class BatchForm
{
    public string Platform { get; init; } = "";
    public int? Count { get; set; }
    public decimal? Yuan { get; set; }
}

/// <summary>A store's spending policy as the settings page edits it. What is missing comes out as what the check refuses.</summary>
public sealed class SpendingForm
{
    /// <summary>Roles that may have limits a day; an owner has none, the warehouse and administrators spend nothing.</summary>
    public static IReadOnlyList<Role> Limited { get; } = [Role.PreSales, Role.AfterSales, Role.Review, Role.Supervisor];

    private readonly SpendingPolicy _origin;

    private SpendingForm(SpendingPolicy origin) => _origin = origin;

    public Dictionary<Role, LimitForm> Roles { get; } = [];
    public List<PersonLimitForm> People { get; } = [];
    public List<SignatureForm> Signatures { get; } = [];
    public List<BatchForm> Batches { get; } = [];
    public decimal? StoreADay { get; set; }
    public int? LookAlikeDays { get; set; }

    public static SpendingForm Of(SpendingPolicy policy)
    {
        var form = new SpendingForm(policy) { StoreADay = policy.StoreADay, LookAlikeDays = policy.LookAlikeDays };
        foreach (var role in Limited) form.Roles[role] = LimitForm.Of(policy.Roles.GetValueOrDefault(role, SpendingLimit.None));
        form.People.AddRange(policy.People.Select(person => new PersonLimitForm { PersonId = person.Key, Limit = LimitForm.Of(person.Value) }));
        form.Signatures.AddRange(policy.Signatures.OrderBy(rule => rule.From).Select(rule => new SignatureForm { From = rule.From, Mode = rule.Plan.Mode, Roles = [.. rule.Plan.Roles] }));
        form.Batches.AddRange(policy.Batches.OrderBy(batch => batch.Key, StringComparer.Ordinal).Select(batch => new BatchForm { Platform = batch.Key, Count = batch.Value.Count, Yuan = batch.Value.Yuan }));
        return form;
    }

    public SpendingPolicy ToPolicy() => _origin with
    {
        Roles = Roles.Where(role => role.Value.Limit != SpendingLimit.None).ToDictionary(role => role.Key, role => role.Value.Limit),
        People = People.ToDictionary(person => person.PersonId, person => person.Limit.Limit),
        Signatures = [.. Signatures.Select(rule => new SignatureRule(rule.From ?? -1, new SignaturePlan(rule.Mode, [.. rule.Roles])))],
        StoreADay = StoreADay,
        LookAlikeDays = LookAlikeDays ?? 0,
        Batches = Batches.ToDictionary(batch => batch.Platform, batch => new BatchLimit(batch.Count ?? 0, batch.Yuan ?? 0), StringComparer.Ordinal),
    };
}
