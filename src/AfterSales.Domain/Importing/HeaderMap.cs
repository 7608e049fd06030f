namespace AfterSales.Domain.Importing;

/// <summary>One column of a sheet; <see cref="Field"/> is null for a column kept as it is.</summary>
public sealed record ColumnMapping(string Header, ImportField? Field);

/// <summary>Which columns of a sheet hold which field, best name first.</summary>
public sealed class HeaderMap
{
    private static readonly int FieldCount = Enum.GetValues<ImportField>().Length;

    private readonly int[][] columnsOfField;

    public HeaderMap(IReadOnlyList<string> headers)
    {
        var found = headers.Select(HeaderNames.Find).ToList();
        Columns = [.. headers.Select((header, i) => new ColumnMapping(CellText.Clean(header), found[i]?.Field))];
        columnsOfField = [.. Enumerable.Range(0, FieldCount).Select(field => Enumerable.Range(0, headers.Count)
            .Where(i => found[i]?.Field == (ImportField)field)
            .OrderBy(i => found[i]!.Value.Preference)
            .ToArray())];
    }

    public IReadOnlyList<ColumnMapping> Columns { get; }

    public ReadOnlySpan<int> ColumnsOf(ImportField field) => columnsOfField[(int)field];

    public bool Has(ImportField field) => columnsOfField[(int)field].Length > 0;
}
