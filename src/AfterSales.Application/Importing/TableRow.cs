namespace AfterSales.Application.Importing;

/// <summary>
/// One row as it stands in the file. <see cref="Number"/> is the row a spreadsheet shows. <see cref="ProblemCode"/> is set when the
/// row itself is broken (a quote without its end, a cell beyond all measure).
/// </summary>
internal sealed record TableRow(string Sheet, int Number, IReadOnlyList<string> Cells, string? ProblemCode = null)
{
    /// <summary>More than any cell of a spreadsheet can hold.</summary>
    public const int LongestCell = 32_767;

    public const int MostCells = 1_024;

    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);
}
