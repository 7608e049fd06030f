using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Importing;

/// <summary>Why a row is refused: a code (rendered in the reader's language), the column it is about and what stood there.</summary>
public sealed record RowProblem(string Code, string Column = "", string Value = "")
{
    private const int LongestValue = 60;

    /// <summary>A problem with a cell; a long value is cut, since it is there to be recognised, not to be read.</summary>
    public static RowProblem At(string code, string column, string value) =>
        new(code, column, value.Length <= LongestValue ? value : PlainText.Storable(value[..LongestValue]) + "…");
}

/// <summary>Why a whole file, or a sheet of it, is not read. <see cref="Detail"/> names the sheet, when there is one.</summary>
public sealed record FileProblem(string Code, string Detail = "");
