using AfterSales.Domain.Cases;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

/// <summary>A tag of a store's list as pages show it.</summary>
public sealed record ListedTag(string Name, string? EnglishName, FlagColour? Colour, bool IsRetired);

/// <summary>A store's tags, in the order in which they are offered. Two lists that say the same are equal, so that a page is not drawn anew for nothing.</summary>
public sealed class TagList(IReadOnlyList<ListedTag> all) : IEquatable<TagList>
{
    public static readonly TagList Empty = new([]);

    public IReadOnlyList<ListedTag> All => all;

    public IEnumerable<ListedTag> Offered => all.Where(tag => !tag.IsRetired);

    public IEnumerable<ListedTag> Retired => all.Where(tag => tag.IsRetired);

    /// <summary>A tag by the name that cases carry; null for one that is on no list.</summary>
    public ListedTag? Find(string name) => all.FirstOrDefault(tag => tag.Name == name);

    /// <summary>
    /// The tags that somebody typed in one line, separated by commas or spaces. What is on the list, in either language and however its letters are written, is
    /// called by the list's name; an English name may have spaces, if it stands between commas.
    /// </summary>
    public IEnumerable<string> Read(string typed) =>
        typed.Split(StoreTag.Commas, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(part => Called(part) is { } tag ? [tag] : part.Split(StoreTag.Separators, StringSplitOptions.RemoveEmptyEntries).Select(word => Called(word) ?? word)).Distinct(StringComparer.Ordinal);

    private string? Called(string typed) =>
        (Find(typed) ?? all.FirstOrDefault(tag => string.Equals(tag.Name, typed, StringComparison.OrdinalIgnoreCase) || string.Equals(tag.EnglishName, typed, StringComparison.OrdinalIgnoreCase)))?.Name;

    public bool Equals(TagList? other) => other is not null && all.SequenceEqual(other.All);

    public override bool Equals(object? obj) => Equals(obj as TagList);

    public override int GetHashCode() => all.Count;

    internal static ListedTag Listed(StoreTag tag) => new(tag.Name, tag.EnglishName, tag.Colour, tag.IsRetired);
}
