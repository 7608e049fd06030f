using AfterSales.Domain.Playbooks.Catalogue;

namespace AfterSales.Application.Playbooks;

/// <summary>What a store says to its buyers: in which language, in which words of its own, and which phrases of its own invention there are.</summary>
public sealed class PhraseBook(string language, IReadOnlyList<StorePhrase> sayings, IReadOnlyList<OwnPhrase> own)
{
    private readonly Dictionary<(string Key, string Language), StorePhrase> _sayings = sayings.ToDictionary(saying => (saying.Key, saying.Language));
    private readonly Dictionary<string, OwnPhrase> _own = own.ToDictionary(phrase => phrase.Key, StringComparer.Ordinal);

    /// <summary>In which buyers are spoken to, whatever language the agent reads.</summary>
    public string Language => language;

    public IReadOnlyList<StorePhrase> Sayings => sayings;

    /// <summary>By their names.</summary>
    public IReadOnlyList<OwnPhrase> Own => own;

    /// <summary>What the store says for a phrase in a language; null where it has no words of its own.</summary>
    public StorePhrase? Say(string phrase, string language) => _sayings.GetValueOrDefault((phrase, language));

    /// <summary>A phrase of the store's own invention by its key; null for another one.</summary>
    public OwnPhrase? Find(string key) => _own.GetValueOrDefault(key);

    /// <summary>What playbooks of the store may say.</summary>
    internal static OwnPhrases KeysOf(IEnumerable<OwnPhrase> phrases)
    {
        var keys = phrases.ToLookup(phrase => phrase.IsRetired, phrase => phrase.Key);
        return new(keys[false].ToHashSet(StringComparer.Ordinal), keys[true].ToHashSet(StringComparer.Ordinal));
    }
}
