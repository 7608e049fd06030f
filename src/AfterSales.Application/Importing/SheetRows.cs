using AfterSales.Domain.Importing;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Importing;

/// <summary>Turns the rows of one sheet into rows of orders, lines, deliveries and refunds, once it has found the row that names the columns.</summary>
internal sealed class SheetRows(string name, TimeZoneInfo zone, OrderLineRowReader lines)
{
    // Some exports put a title, a shop name or a hint above the headers.
    private const int RowsToFindHeaders = 20;

    // Enough to recognise a refused row by.
    private const int LongestText = 380;

    private HeaderMap? map;
    private int searched;

    public string Name => name;

    public SheetLayout? Layout { get; private set; }

    public int RowsRead { get; private set; }

    /// <summary>True when no row that could be headers has come for too long.</summary>
    public bool GaveUp => Layout is null && searched >= RowsToFindHeaders;

    public IEnumerable<ImportRow> Read(TableRow row)
    {
        if (row.IsBlank) return [];
        if (map is null)
        {
            FindHeaders(row);
            return [];
        }

        if (row.ProblemCode is { } code) return Counted([Refused(row, [new RowProblem(code)])]);
        return IsHeadersAgain(row) ? [] : Counted(ReadCells(row, map));
    }

    private IEnumerable<ImportRow> Counted(IEnumerable<ImportRow> rows)
    {
        RowsRead++;
        return rows;
    }

    private void FindHeaders(TableRow row)
    {
        searched++;
        var kind = row.ProblemCode is null ? SheetKinds.Of(row.Cells) : FileKind.Unknown;
        if (kind == FileKind.Unknown) return;

        map = new HeaderMap(row.Cells);
        Layout = new SheetLayout(name, kind, row.Number, map.Columns);
    }

    private ImportRow[] ReadCells(TableRow row, HeaderMap headers)
    {
        var cells = new RowCells(headers, row.Cells, zone);
        var kind = Layout!.Kind;
        ImportRow[] read = kind switch
        {
            FileKind.Refunds => [RefundRowReader.Read(cells, name, row.Number)],
            FileKind.Deliveries => [DeliveryRowReader.Read(cells, name, row.Number)],
            _ when SheetKinds.HasOrders(kind) && SheetKinds.HasLines(kind) => ReadBoth(cells, row.Number),
            _ when SheetKinds.HasLines(kind) => [lines.Read(cells, name, row.Number)],
            _ => [OrderRowReader.Read(cells, name, row.Number)],
        };
        return cells.Problems.Count == 0 ? read : [Refused(row, cells.Problems)];
    }

    private ImportRow[] ReadBoth(RowCells cells, int number)
    {
        // The order comes last, so that what is left over for it is left over by both.
        var line = lines.Read(cells, name, number);
        var order = OrderRowReader.Read(cells, name, number);
        return [order, line with { Extra = order.Extra }];
    }

    // Files glued together carry their headers along.
    private bool IsHeadersAgain(TableRow row)
    {
        var same = 0;
        for (var i = 0; i < row.Cells.Count && i < map!.Columns.Count; i++)
        {
            if (row.Cells[i].Length == 0) continue;
            if (CellText.Clean(row.Cells[i]) != map.Columns[i].Header) return false;
            same++;
        }

        return same > 1;
    }

    private RefusedRow Refused(TableRow row, IReadOnlyList<RowProblem> problems) => new() { Sheet = name, RowNumber = row.Number, Problems = problems, Text = TextOf(row) };

    private static string TextOf(TableRow row)
    {
        var text = string.Join(" | ", row.Cells.Select(CellText.Clean).Where(cell => cell.Length > 0));
        return text.Length <= LongestText ? text : PlainText.Storable(text[..LongestText]) + "…";
    }
}
