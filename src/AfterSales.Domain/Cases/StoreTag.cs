using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Cases;

/// <summary>
/// One tag of a store's list, which agents are offered (SPEC 2). Cases carry its name, and may carry tags that are on no list. It is retired, never
/// deleted: the cases that carry it keep it.
/// </summary>
public sealed class StoreTag : IStoreOwned
{
    /// <summary>What stands between tags that are typed in one line.</summary>
    public static readonly char[] Commas = [',', '，', '、'];

    /// <summary>The same, and spaces; no name has them.</summary>
    public static readonly char[] Separators = [.. Commas, ' ', '\u3000'];

    private StoreTag() { }

    public StoreTag(Guid id, Guid storeId, int place)
    {
        Id = id;
        StoreId = storeId;
        Place = place;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }

    /// <summary>What cases carry; unique in the store.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What people who read English see instead; null: the same.</summary>
    public string? EnglishName { get; private set; }

    /// <summary>Of its chip; null: none of its own.</summary>
    public FlagColour? Colour { get; private set; }

    /// <summary>Not offered any more.</summary>
    public bool IsRetired { get; private set; }

    /// <summary>In which order they are offered, the smallest first.</summary>
    public int Place { get; private set; }

    /// <summary>Says what it is called and how it looks. Names are trimmed; a blank English name is none.</summary>
    public Result Describe(string name, string? englishName, FlagColour? colour)
    {
        name = PlainText.Name(name);
        if (PlainText.IsBlank(name)) return Refusal.Invalid("tag.name_needed") with { Field = nameof(Name) };
        if (name.Length > Case.MaxTag) return Refusal.Invalid("tag.too_long", Case.MaxTag) with { Field = nameof(Name) };
        if (name.IndexOfAny(Separators) >= 0) return Refusal.Invalid("tag.separator") with { Field = nameof(Name) };
        if (englishName is { Length: > Case.MaxTag }) return Refusal.Invalid("tag.too_long", Case.MaxTag) with { Field = nameof(EnglishName) };
        (Name, EnglishName, Colour) = (name, PlainText.IsBlank(englishName) ? null : PlainText.Name(englishName!), colour);
        return Result.Done;
    }

    public void MoveTo(int place) => Place = place;

    /// <summary>Takes it out of what is offered.</summary>
    public void Retire() => IsRetired = true;

    /// <summary>Offers it again, where it was.</summary>
    public void Restore() => IsRetired = false;
}
