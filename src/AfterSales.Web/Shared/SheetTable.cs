namespace AfterSales.Web.Shared;

/// <summary>A table to take away. Cells are text, whole numbers, money (decimal yuan), days, or nothing.</summary>
/// <param name="Name">What the sheet is called.</param>
/// <param name="At">When it is of: the file says the same every time it is made of the same.</param>
public sealed record SheetTable(string Name, DateTimeOffset At, IReadOnlyList<string> Headers, IEnumerable<IReadOnlyList<object?>> Rows);
