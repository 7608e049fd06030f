using AfterSales.Domain.Importing;

namespace AfterSales.Application.Importing;

/// <summary>
/// An uploaded file of orders, lines, deliveries and refunds, read row by row. The stream must be seekable and stays open; it is read once.
/// <code>
/// using var file = ImportFile.Open(stream, store.Zone);
/// foreach (var row in file.Rows(ct)) …   // OrderRow, OrderLineRow, DeliveryRow, RefundRow or RefusedRow
/// </code>
/// </summary>
public sealed class ImportFile : IDisposable
{
    private readonly TableReader? table;
    private readonly TimeZoneInfo zone;
    private readonly List<SheetLayout> sheets = [];
    private readonly List<FileProblem> problems = [];

    private ImportFile(SniffedFile sniffed, TableReader? table, TimeZoneInfo zone)
    {
        Sniffed = sniffed;
        this.table = table;
        this.zone = zone;
        if (sniffed.Problem is { } problem) problems.Add(problem);
    }

    public SniffedFile Sniffed { get; }

    /// <summary>Known once the rows have been read, as are sheets and problems.</summary>
    public FileKind Kind => SheetKinds.OfFile(sheets.Select(sheet => sheet.Kind));

    public IReadOnlyList<SheetLayout> Sheets => sheets;

    public IReadOnlyList<FileProblem> Problems => problems;

    /// <summary>How much of the file has been read, 0 to 1.</summary>
    public double Fraction => table?.Fraction ?? 1;

    public static ImportFile Open(Stream content, TimeZoneInfo zone)
    {
        var sniffed = FileSniffer.Sniff(content);
        return new ImportFile(sniffed, sniffed.Problem is null ? new TableReader(content, sniffed) : null, zone);
    }

    /// <summary>Every row below the headers, good or refused. A row of a platform that puts order and item in one row comes as both.</summary>
    public IEnumerable<ImportRow> Rows(CancellationToken ct = default) => Rows(int.MaxValue, ct);

    internal IEnumerable<ImportRow> Rows(int mostPerSheet, CancellationToken ct)
    {
        if (table is null) yield break;

        var lines = new OrderLineRowReader();
        SheetRows? sheet = null;
        var number = 0;
        while (table.Next() is { } row)
        {
            ct.ThrowIfCancellationRequested();
            if (sheet is null || row.Sheet != sheet.Name) sheet = new SheetRows(row.Sheet, zone, lines);

            number = row.Number;
            var isKnown = sheet.Layout is not null;
            foreach (var read in sheet.Read(row)) yield return read;

            if (!isKnown && sheet.Layout is { } layout) sheets.Add(layout);
            if (sheet.GaveUp || sheet.RowsRead >= mostPerSheet) table.SkipSheet();
        }

        if (table.Problem is { } damage)
        {
            problems.Add(damage);
            if (sheet?.Layout is not null) yield return new RefusedRow { Sheet = sheet.Name, RowNumber = number + 1, Problems = [new RowProblem(damage.Code)] };
        }
        else if (sheets.Count == 0)
        {
            problems.Add(new FileProblem(ProblemCodes.HeadersUnknown));
        }
    }

    public void Dispose() => table?.Dispose();
}
