using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;

namespace AfterSales.Application.Conversations;

/// <summary>The keyword table a new store starts with; shipped as default-keywords.csv (word, subtype, weight).</summary>
internal static class DefaultKeywords
{
    public static IEnumerable<Keyword> For(Guid storeId)
    {
        using var stream = typeof(DefaultKeywords).Assembly.GetManifestResourceStream("AfterSales.Application.default-keywords.csv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            yield return new(storeId, cells[0], Enum.Parse<CaseSubtype>(cells[1]), int.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
