using AfterSales.Domain.Cases;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Conversations;

/// <summary>One row of a store's keyword table: words of buyers that suggest a case type.</summary>
public sealed class Keyword : IStoreOwned
{
    private Keyword() { }

    public Keyword(Guid storeId, string word, CaseSubtype subtype, int weight)
    {
        StoreId = storeId;
        Word = word;
        Subtype = subtype;
        Weight = weight;
    }

    public Guid StoreId { get; private set; }

    /// <summary>Found anywhere in a message; unique in the store.</summary>
    public string Word { get; private set; } = "";

    public CaseSubtype Subtype { get; private set; }

    /// <summary>The heaviest word found wins; among equals the longest.</summary>
    public int Weight { get; private set; }

    /// <summary>Longest word, in characters.</summary>
    public const int MaxWord = 40;

    /// <summary>The greatest weight.</summary>
    public const int MaxWeight = 100;

    /// <summary>Suggests another type, or weighs otherwise.</summary>
    public void Change(CaseSubtype subtype, int weight) => (Subtype, Weight) = (subtype, weight);
}
