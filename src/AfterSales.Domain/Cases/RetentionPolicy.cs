using System.Globalization;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Cases;

/// <summary>For how long evidence is kept after its case was closed.</summary>
/// <param name="Months">Calendar months, <see cref="RetentionPolicy.Fewest"/> to <see cref="RetentionPolicy.Most"/>; null: for good.</param>
public readonly record struct KeptFor(int? Months)
{
    public static readonly KeptFor Good = new(null);

    /// <summary>Whether less is kept so than otherwise.</summary>
    public bool IsShorterThan(KeptFor other) => Months is { } months && !(other.Months <= months);
}

/// <summary>
/// A store's rule for how long evidence is kept (保留期限): by the type of its case, counted from when the case was closed, or from its last piece where that came later. Versioned. A store that has said nothing keeps
/// everything for good.
/// </summary>
public sealed record RetentionPolicy
{
    public const int Fewest = 1;
    public const int Most = 240;

    private const string ReasonWord = "retention";

    public static RetentionPolicy Default { get; } = new() { Version = 1 };

    public int Version { get; init; }

    /// <summary>For whatever has nothing of its own.</summary>
    public KeptFor Otherwise { get; init; } = KeptFor.Good;

    public IReadOnlyDictionary<CaseType, KeptFor> Types { get; init; } = new Dictionary<CaseType, KeptFor>();

    /// <summary>Cases that nobody gave a type; null: as <see cref="Otherwise"/>.</summary>
    public KeptFor? WithoutType { get; init; }

    /// <summary>Every type a case may have, and none.</summary>
    public static IReadOnlyList<CaseType?> AllTypes { get; } = [.. CaseTypes.All.Select(type => (CaseType?)type), null];

    public bool KeepsEverything() => AllTypes.All(type => For(type).Months is null);

    public KeptFor For(CaseType? type) =>
        type is { } known ? Types.TryGetValue(known, out var own) ? own : Otherwise : WithoutType ?? Otherwise;

    /// <summary>What was closed, and got its last piece, before this moment goes; null: nothing of the type does. A month is a calendar month in UTC.</summary>
    public DateTimeOffset? GoesBefore(CaseType? type, DateTimeOffset now) => For(type).Months is { } months ? now.ToUniversalTime().AddMonths(-months) : null;

    /// <summary>Whether anything is kept for a shorter time than under <paramref name="standing"/>: evidence goes by it that would have stayed, so that a second person confirms it.</summary>
    public bool Shortens(RetentionPolicy standing) => AllTypes.Any(type => For(type).IsShorterThan(standing.For(type)));

    /// <summary>Whether it says the same in the same words, whatever its version.</summary>
    public bool SaysTheSameAs(RetentionPolicy other) =>
        Otherwise == other.Otherwise && WithoutType == other.WithoutType && Types.Count == other.Types.Count && Types.All(own => other.Types.TryGetValue(own.Key, out var theirs) && theirs == own.Value);

    /// <summary>What is wrong with it; null where nothing is. The field is <c>Otherwise</c>, <c>WithoutType</c> or the type's name.</summary>
    public Refusal? Problem() =>
        OutOfBounds(Otherwise) ? Wrong(nameof(Otherwise))
        : WithoutType is { } without && OutOfBounds(without) ? Wrong(nameof(WithoutType))
        : Types.FirstOrDefault(own => OutOfBounds(own.Value)) is { Value.Months: not null } type ? Wrong(type.Key.ToString())
        : null;

    /// <summary>What the tombstones say that it leaves: a word, its version and the months, which the reader's language makes a sentence of.</summary>
    public string ReasonFor(CaseType? type) => string.Create(CultureInfo.InvariantCulture, $"{ReasonWord}:{Version}:{For(type).Months}");

    /// <summary>The version and the months of such a reason; null for what a person wrote.</summary>
    public static (int Version, int Months)? ReadReason(string? reason) =>
        reason?.Split(':') is [ReasonWord, var version, var months]
        && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && int.TryParse(months, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? (number, count)
            : null;

    private static bool OutOfBounds(KeptFor kept) => kept.Months is < Fewest or > Most;

    private static Refusal Wrong(string field) => Refusal.Invalid("retention.months_invalid", Fewest, Most) with { Field = field };
}
