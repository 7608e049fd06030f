using AfterSales.Domain.Importing;

namespace AfterSales.Application.Importing;

/// <summary>What a sheet was found to be, and what each of its columns means. A text file is one sheet without a name.</summary>
public sealed record SheetLayout(string Name, FileKind Kind, int HeaderRow, IReadOnlyList<ColumnMapping> Columns);
