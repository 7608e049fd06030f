using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

/// <summary>What a store says for a phrase (话术) in one language: instead of what the product says, or for a phrase of its own.</summary>
public sealed class StorePhrase : IStoreOwned
{
    /// <summary>Longest text, in characters.</summary>
    public const int MaxText = 1_000;

    private StorePhrase() { }

    public StorePhrase(Guid storeId, string key, string language)
    {
        StoreId = storeId;
        Key = key;
        Language = language;
    }

    public Guid StoreId { get; private set; }

    /// <summary>A word of <see cref="Domain.Playbooks.Catalogue.OutcomeCatalogue.Phrases"/>, or the key of an <see cref="OwnPhrase"/>.</summary>
    public string Key { get; private set; } = "";

    /// <summary><c>zh-CN</c> or <c>en</c>.</summary>
    public string Language { get; private set; } = "";

    public string Text { get; private set; } = "";
    public string ChangedBy { get; private set; } = "";
    public DateTimeOffset ChangedAt { get; private set; }

    public void Say(string text, Actor actor, DateTimeOffset at) => (Text, ChangedBy, ChangedAt) = (text, actor.Name, at);
}
