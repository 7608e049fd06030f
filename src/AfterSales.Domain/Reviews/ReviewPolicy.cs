using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Reviews;

/// <summary>
/// What a store takes for a sign of extortion, and how it counts what offers achieved. Versioned like every policy; the numbers and words are the store's.
/// </summary>
public sealed record ReviewPolicy
{
    public const int MostWords = 200;
    public const int MaxWord = 40;
    public const int MostDays = 3_650;
    public const int MostCases = 1_000;

    public int Version { get; init; }

    /// <summary>Words of buyers that threaten with a review.</summary>
    public IReadOnlyList<string> ReviewWords { get; init; } = [];

    /// <summary>Words of buyers that demand money. A line that has one of each kind is a sign.</summary>
    public IReadOnlyList<string> MoneyWords { get; init; } = [];

    /// <summary>So many review cases of one customer in which something was paid…</summary>
    public int PatternCases { get; init; }

    /// <summary>…within so many days are a sign.</summary>
    public int PatternDays { get; init; }

    /// <summary>Over how many days it is counted what offers achieved.</summary>
    public int OfferDays { get; init; }

    /// <summary>Fewer cases than these say nothing about an offer.</summary>
    public int LeastCases { get; init; }

    public static ReviewPolicy Default { get; } = new()
    {
        Version = 1,
        ReviewWords = WordsOf("review"),
        MoneyWords = WordsOf("money"),
        PatternCases = 2,
        PatternDays = 180,
        OfferDays = 90,
        LeastCases = 5,
    };

    /// <summary>What demands money against a review in a line of the buyer; null where nothing does.</summary>
    public ExtortionDemand? DemandIn(string text)
    {
        var review = ReviewWords.FirstOrDefault(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
        var money = review is null ? null : MoneyWords.FirstOrDefault(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
        return money is null ? null : new ExtortionDemand(review!, money);
    }

    /// <summary>Whether so many cases are a pattern.</summary>
    public bool IsPattern(int paidCases) => paidCases >= PatternCases;

    /// <summary>As it may be kept: words without what nobody sees, each once.</summary>
    public ReviewPolicy Cleaned() => this with { ReviewWords = Clean(ReviewWords), MoneyWords = Clean(MoneyWords) };

    /// <summary>What cannot be so; null when all can.</summary>
    public Refusal? Problem() =>
        Of(ReviewWords, nameof(ReviewWords)) ?? Of(MoneyWords, nameof(MoneyWords))
        ?? Of(PatternCases, MostCases, nameof(PatternCases)) ?? Of(PatternDays, MostDays, nameof(PatternDays))
        ?? Of(OfferDays, MostDays, nameof(OfferDays)) ?? Of(LeastCases, MostCases, nameof(LeastCases));

    public bool SaysTheSameAs(ReviewPolicy other) =>
        ReviewWords.SequenceEqual(other.ReviewWords) && MoneyWords.SequenceEqual(other.MoneyWords)
        && (PatternCases, PatternDays, OfferDays, LeastCases) == (other.PatternCases, other.PatternDays, other.OfferDays, other.LeastCases);

    // The words a new store starts with: extortion-words.csv (set, word).
    private static List<string> WordsOf(string set)
    {
        using var reader = new StreamReader(typeof(ReviewPolicy).Assembly.GetManifestResourceStream("extortion-words.csv")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(',')).Where(cells => cells[0] == set).Select(cells => cells[1])];
    }

    private static Refusal? Of(IReadOnlyList<string> words, string field) =>
        words.Count > MostWords ? Refusal.Invalid("extortion.too_many_words", MostWords) with { Field = field }
        : words.FirstOrDefault(word => word.Length > MaxWord) is not null ? Refusal.Invalid("keyword.word_too_long", MaxWord) with { Field = field }
        : null;

    private static Refusal? Of(int number, int most, string field) =>
        number < 1 || number > most ? Refusal.Invalid("extortion.number_invalid", most) with { Field = field } : null;

    private static List<string> Clean(IEnumerable<string> words) =>
        [.. words.Select(word => PlainText.Storable(word).Trim()).Where(word => !PlainText.IsBlank(word)).Distinct(StringComparer.OrdinalIgnoreCase)];
}

/// <summary>What a line says that demands money against a review.</summary>
/// <param name="Review">The word that threatens.</param>
/// <param name="Money">The word that demands.</param>
public sealed record ExtortionDemand(string Review, string Money);
