using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Approvals;

/// <summary>Something that is wrong with a spending policy.</summary>
/// <param name="Code">As of a refusal.</param>
/// <param name="Path">Where: <c>roles.PreSales.aDay</c>, <c>people[id].aCase</c>, <c>signatures[0].from</c>, <c>batches.tmall.count</c>, <c>storeADay</c>.</param>
public sealed record SpendingProblem(string Code, string Path, params object[] Args);

/// <summary>Finds everything that is wrong with a spending policy before it is saved.</summary>
public static class SpendingPolicyCheck
{
    public const int MostDays = 365;
    public const int MostSignatures = 5;
    private const int MostTimes = 10_000;

    public static IReadOnlyList<SpendingProblem> Problems(this SpendingPolicy policy) =>
    [
        .. policy.Roles.SelectMany(role => OfLimit(role.Value, $"roles.{role.Key}")),
        .. policy.Roles.Where(role => role.Value.ACase is not null).Select(role => new SpendingProblem("spending.case_in_playbook", $"roles.{role.Key}.aCase")),
        .. policy.People.SelectMany(person => OfLimit(person.Value, $"people[{person.Key}]")),
        .. policy.Signatures.SelectMany(OfRule),
        .. Repeated(policy.Signatures),
        .. OfMoney(policy.StoreADay, "storeADay"),
        .. policy.LookAlikeDays is < 1 or > MostDays ? [new SpendingProblem("spending.days_invalid", "lookAlikeDays", MostDays)] : Array.Empty<SpendingProblem>(),
        .. policy.Batches.SelectMany(batch => OfBatch(batch.Key, batch.Value)),
    ];

    /// <summary>Whether it says the same, whatever its version.</summary>
    public static bool SaysTheSameAs(this SpendingPolicy one, SpendingPolicy other) =>
        Same(one.Roles, other.Roles) && Same(one.People, other.People) && Same(one.Batches, other.Batches) && one.Signatures.SequenceEqual(other.Signatures)
        && one.StoreADay == other.StoreADay && one.LookAlikeDays == other.LookAlikeDays;

    private static IEnumerable<SpendingProblem> OfLimit(SpendingLimit limit, string path) =>
    [
        .. OfMoney(limit.ACase, $"{path}.aCase"),
        .. OfMoney(limit.ADay, $"{path}.aDay"),
        .. limit.TimesADay is < 0 or > MostTimes ? [new SpendingProblem("spending.times_invalid", $"{path}.timesADay", MostTimes)] : Array.Empty<SpendingProblem>(),
    ];

    private static IEnumerable<SpendingProblem> OfMoney(decimal? yuan, string path)
    {
        if (yuan is { } amount && (amount < 0 || amount > Money.Most || !Money.IsWholeFen(amount))) yield return new SpendingProblem("spending.amount_invalid", path);
    }

    private static IEnumerable<SpendingProblem> OfRule(SignatureRule rule, int place)
    {
        foreach (var problem in OfMoney(rule.From, $"signatures[{place}].from")) yield return problem;
        if (rule.Plan.Roles.Count is 0 or > MostSignatures) yield return new SpendingProblem("spending.signatures_needed", $"signatures[{place}].roles", MostSignatures);
        // Only they may approve (SPEC 1); a rule that asks for others could never be met.
        if (rule.Plan.Roles.Any(role => role is not (Role.Supervisor or Role.Owner))) yield return new SpendingProblem("spending.signer_unfit", $"signatures[{place}].roles");
    }

    private static IEnumerable<SpendingProblem> Repeated(IReadOnlyList<SignatureRule> rules) =>
        rules.Select((rule, place) => (rule, place)).GroupBy(one => one.rule.From).SelectMany(same => same.Skip(1))
            .Select(one => new SpendingProblem("spending.signatures_repeated", $"signatures[{one.place}].from"));

    private static IEnumerable<SpendingProblem> OfBatch(string platform, BatchLimit limit)
    {
        if (limit.Count is < 1 or > MostTimes) yield return new SpendingProblem("spending.count_invalid", $"batches.{platform}.count", MostTimes);
        if (limit.Yuan <= 0 || limit.Yuan > Money.Most || !Money.IsWholeFen(limit.Yuan)) yield return new SpendingProblem("spending.amount_invalid", $"batches.{platform}.yuan");
    }

    private static bool Same<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> one, IReadOnlyDictionary<TKey, TValue> other) =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && Equals(pair.Value, value));
}
