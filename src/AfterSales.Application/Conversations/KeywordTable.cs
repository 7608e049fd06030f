using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;

namespace AfterSales.Application.Conversations;

/// <summary>A store's keyword table, ready to look through a message: the heaviest word found wins, among equals the longest.</summary>
internal sealed class KeywordTable(IEnumerable<Keyword> keywords)
{
    private readonly Keyword[] _words = [.. keywords.OrderByDescending(k => k.Weight).ThenByDescending(k => k.Word.Length)];

    public (CaseSubtype Subtype, string Word)? Match(string text)
    {
        foreach (var keyword in _words)
            if (text.Contains(keyword.Word, StringComparison.OrdinalIgnoreCase)) return (keyword.Subtype, keyword.Word);
        return null;
    }
}
