using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Web.Playbooks;

/// <summary>The reasons of rows: an annotation for each language, under the language's name.</summary>
public static class RowReasons
{
    public static readonly IReadOnlyList<string> Languages = ["zh-CN", "en"];

    /// <summary>The reason in one language; empty when there is none.</summary>
    public static string Of(DecisionTable table, TableRow row, string language)
    {
        var place = PlaceOf(table, language);
        return place < 0 ? "" : row.Annotations.ElementAtOrDefault(place)?.Trim() ?? "";
    }

    /// <summary>The same table with a reason of one row said; a heading that is missing is added.</summary>
    public static DecisionTable WithReason(this DecisionTable table, int row, string language, string reason)
    {
        if (PlaceOf(table, language) < 0) table = table with { Annotations = [.. table.Annotations, language] };
        var place = PlaceOf(table, language);
        return table.WithRow(row, one => one with { Annotations = [.. Enumerable.Range(0, table.Annotations.Count).Select(i => i == place ? reason.Trim() : one.Annotations.ElementAtOrDefault(i) ?? "")] });
    }

    private static int PlaceOf(DecisionTable table, string language) => table.Annotations.ToList().IndexOf(language);
}
