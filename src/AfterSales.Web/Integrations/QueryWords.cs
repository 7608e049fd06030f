using System.Globalization;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Shared;

namespace AfterSales.Web.Integrations;

/// <summary>Reads the words of a query string; remembers the first that cannot be read.</summary>
internal sealed class QueryWords
{
    private const string Open = "open";
    private const int MaxText = 200;

    public Refusal? Refusal { get; private set; }

    /// <summary>A name of the enumeration, in any case.</summary>
    public T? Word<T>(string? text, string field) where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (Enum.GetNames<T>().FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name) return Enum.Parse<T>(name);
        Refuse(Refusal.Invalid("query.word_unknown", text, string.Join(", ", Enum.GetNames<T>())), field);
        return null;
    }

    /// <summary>Several states separated by commas, or "open" for all in which work is to be done.</summary>
    public IReadOnlyList<CaseState> States(string? text, string field) => text switch
    {
        null or "" => [],
        Open => CaseStates.Working,
        _ => [.. text.Split(',').Select(word => Word<CaseState>(word, field)).OfType<CaseState>()],
    };

    public int? Number(string? text, string field)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        Refuse(Refusal.Invalid("query.number_needed", text), field);
        return null;
    }

    /// <summary>A number that only ever grows.</summary>
    public long? Long(string? text, string field)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        Refuse(Refusal.Invalid("query.number_needed", text), field);
        return null;
    }

    /// <summary>2026-11-22.</summary>
    public DateOnly? Day(string? text, string field)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 3000) return day;
        Refuse(Refusal.Invalid("query.day_needed", text), field);
        return null;
    }

    public string? Text(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        // PostgreSQL takes no NUL.
        if (text.Length <= MaxText && !text.Contains('\0', StringComparison.Ordinal)) return text.Trim();
        Refuse(Refusal.Invalid("query.text_unreadable", MaxText), field);
        return null;
    }

    private void Refuse(Refusal refusal, string field) => Refusal ??= refusal with { Field = field };
}
