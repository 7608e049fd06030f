using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Feel;

/// <summary>
/// The names a cell may use, with their types, and the zone in which a date and time without one is read. A name's place is its symbol.
/// Names may hold spaces and dots; the longest one that fits is meant.
/// </summary>
public sealed class FeelScope
{
    private readonly (string Name, FactType Type, int Symbol)[] _longestFirst;

    public FeelScope(IEnumerable<(string Name, FactType Type)> names, TimeZoneInfo zone)
    {
        Zone = zone;
        _longestFirst = [.. names.Select((name, symbol) => (name.Name, name.Type, Symbol: symbol)).Where(name => name.Name.Length > 0).OrderByDescending(name => name.Name.Length)];
    }

    public static FeelScope Empty { get; } = new([], TimeZoneInfo.Utc);

    public TimeZoneInfo Zone { get; }

    /// <summary>The name that stands at a position, and where it ends.</summary>
    internal (Expression.Name Name, int End)? NameAt(string text, int position)
    {
        foreach (var (name, type, symbol) in _longestFirst)
        {
            if (EndOf(name, text, position) is { } end)
                return (new Expression.Name(symbol, name, type), end);
        }

        return null;
    }

    internal static bool IsNamePart(char character) => char.IsLetterOrDigit(character) || character == '_';

    /// <summary>A space in a name is any whitespace in the cell.</summary>
    private static int? EndOf(string name, string text, int position)
    {
        foreach (var character in name)
        {
            if (position >= text.Length)
                return null;
            if (character == ' ' && char.IsWhiteSpace(text[position]))
            {
                while (position < text.Length && char.IsWhiteSpace(text[position]))
                    position++;
            }
            else if (text[position++] != character)
            {
                return null;
            }
        }

        return position < text.Length && IsNamePart(text[position]) && IsNamePart(name[^1]) ? null : position;
    }
}
