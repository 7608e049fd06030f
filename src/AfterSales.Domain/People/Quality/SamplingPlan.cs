using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People.Quality;

/// <summary>Why somebody's work on a case is looked at.</summary>
public enum SampleReason
{
    /// <summary>Drawn by lot from all that they resolved.</summary>
    Random,

    /// <summary>A buyer waited past the reply limit.</summary>
    LateReply,

    /// <summary>It was resolved, and opened again.</summary>
    Reopened,
    LowSatisfaction,
    HighSpend,
    BadReview,

    /// <summary>Somebody picked it, and said why.</summary>
    ByHand,
}

/// <param name="Most">So many of these a week at most, of the whole store.</param>
public sealed record SamplingRule(SampleReason Why, bool IsOn, int Most);

/// <summary>Which work is looked at: a store's own, by versions. A week is drawn by the version that held when it was drawn.</summary>
public sealed record SamplingPlan
{
    public const int MostEach = 50;
    public const int MostByRule = 500;

    public static SamplingPlan Default { get; } = new()
    {
        Version = 1,
        RandomEach = 3,
        Calibrated = 2,
        Rules = [.. RuleReasons.Select(why => new SamplingRule(why, IsOn: true, Most: 5))],
        SatisfactionUpTo = 2,
        SpendOver = 50,
    };

    /// <summary>What a rule may be about, the gravest first.</summary>
    public static IReadOnlyList<SampleReason> RuleReasons => [SampleReason.BadReview, SampleReason.LowSatisfaction, SampleReason.Reopened, SampleReason.LateReply, SampleReason.HighSpend];

    public int Version { get; init; }

    /// <summary>By lot, of each person and week.</summary>
    public int RandomEach { get; init; }

    /// <summary>Of those drawn by lot so many a week are scored by two, each without seeing what the other gave.</summary>
    public int Calibrated { get; init; }

    public IReadOnlyList<SamplingRule> Rules { get; init; } = [];

    /// <summary>A mark of so many, of five, or fewer is low.</summary>
    public int SatisfactionUpTo { get; init; }

    /// <summary>Yuan: whoever paid more on a case in a week is looked at.</summary>
    public decimal SpendOver { get; init; }

    public SamplingRule? RuleOf(SampleReason why) => Rules.FirstOrDefault(rule => rule.Why == why && rule is { IsOn: true, Most: > 0 });

    public bool SaysTheSameAs(SamplingPlan other) =>
        Rules.SequenceEqual(other.Rules) && (RandomEach, Calibrated, SatisfactionUpTo, SpendOver) == (other.RandomEach, other.Calibrated, other.SatisfactionUpTo, other.SpendOver);

    /// <summary>What cannot be so; null when all can.</summary>
    public Refusal? Problem()
    {
        if (!Rules.Select(rule => rule.Why).Order().SequenceEqual(RuleReasons.Order())) return Refusal.Invalid("quality.rules_invalid") with { Field = nameof(Rules) };
        return Of(RandomEach, 0, MostEach, nameof(RandomEach)) ?? Of(Calibrated, 0, MostEach, nameof(Calibrated)) ?? Of(SatisfactionUpTo, 1, 4, nameof(SatisfactionUpTo))
            ?? Rules.Select(rule => Of(rule.Most, 0, MostByRule, $"{nameof(Rules)}.{rule.Why}")).FirstOrDefault(problem => problem is not null)
            ?? (SpendOver < 0 || SpendOver > Money.Most || !Money.IsWholeFen(SpendOver) ? Refusal.Invalid("quality.amount_invalid") with { Field = nameof(SpendOver) } : null);
    }

    private static Refusal? Of(int number, int least, int most, string field) => number < least || number > most ? Refusal.Invalid("quality.number_invalid", least, most) with { Field = field } : null;
}
