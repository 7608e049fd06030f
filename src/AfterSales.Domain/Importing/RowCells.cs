namespace AfterSales.Domain.Importing;

/// <summary>
/// The cells of one row, read by field. Collects every problem on the way, so that a refused row says all that is wrong
/// with it, and remembers what was read, so that the rest can be kept.
/// </summary>
public sealed class RowCells
{
    private const int LongestName = 80;

    private static readonly IReadOnlyDictionary<string, string> NoExtra = new Dictionary<string, string>(StringComparer.Ordinal);

    private readonly HeaderMap map;
    private readonly string[] cells;
    private readonly bool[] read;
    private readonly TimeZoneInfo zone;
    private List<RowProblem>? problems;

    public RowCells(HeaderMap map, IReadOnlyList<string> cells, TimeZoneInfo zone)
    {
        this.map = map;
        this.zone = zone;
        this.cells = new string[map.Columns.Count];
        read = new bool[map.Columns.Count];
        for (var i = 0; i < this.cells.Length; i++)
            this.cells[i] = i < cells.Count ? CellText.Clean(cells[i]) : "";

        // One comma too many at the end is a habit of the platform; a value there means that the row slipped.
        for (var i = this.cells.Length; i < cells.Count; i++)
        {
            if (CellText.Clean(cells[i]) is not { Length: > 0 } stray) continue;
            Refuse(RowProblem.At(ProblemCodes.TooManyCells, "", stray));
            break;
        }
    }

    public IReadOnlyList<RowProblem> Problems => problems ?? (IReadOnlyList<RowProblem>)[];

    public bool Has(ImportField field) => map.Has(field);

    public void Refuse(RowProblem problem)
    {
        // A row read as order and as line meets the same bad cell twice.
        problems ??= [];
        if (!problems.Contains(problem)) problems.Add(problem);
    }

    public string? Text(ImportField field) => Column(field) is >= 0 and var column ? cells[column] : null;

    /// <summary>A name: of a person, a store, a carrier. A longer text there means that the row slipped.</summary>
    public string? Name(ImportField field)
    {
        var column = Column(field);
        if (column < 0) return null;
        if (cells[column].Length <= LongestName) return cells[column];

        RefuseCell(ProblemCodes.CellTooLong, column);
        return null;
    }

    /// <summary>An id, or null; one that Excel destroyed or that is no id refuses the row.</summary>
    public string? Id(ImportField field)
    {
        var column = Column(field);
        if (column < 0) return null;

        var id = CellText.Narrow(cells[column]);
        if (CellNumbers.ProblemOfId(id) is not { } code) return id;

        RefuseCell(code, column);
        return null;
    }

    /// <summary>A number that names something elsewhere and is kept as it came; only one that Excel destroyed refuses the row.</summary>
    public string? OutsideId(ImportField field)
    {
        var column = Column(field);
        if (column < 0) return null;
        if (!CellText.IsScientific(cells[column])) return cells[column];

        RefuseCell(ProblemCodes.IdScientific, column);
        return null;
    }

    public string RequiredId(ImportField field, string missingCode)
    {
        if (Column(field) >= 0) return Id(field) ?? "";

        Refuse(new RowProblem(missingCode));
        return "";
    }

    public decimal? Amount(ImportField field) => Column(field) is >= 0 and var column ? Accept(column, CellNumbers.Amount(cells[column])) : null;

    public int? Quantity(ImportField field) => Column(field) is >= 0 and var column ? Accept(column, CellNumbers.Quantity(cells[column])) : null;

    public DateTimeOffset? Time(ImportField field) => Column(field) is >= 0 and var column ? Accept(column, CellDates.Read(cells[column], zone)) : null;

    /// <summary>A time, or the words that stand there instead: `剩余1天2小时` says when only together with when it was said, which no cell tells.</summary>
    public (DateTimeOffset? Time, string? Text) TimeOrText(ImportField field) =>
        Column(field) is not (>= 0 and var column) ? default
        : CellDates.Read(cells[column], zone) is { ProblemCode: null } time ? (time.Value, null)
        : (null, cells[column]);

    /// <summary>`No:SF123,No:SF124`, or `顺丰速运:SF123`: the numbers alone.</summary>
    public IReadOnlyList<string> Waybills(ImportField field)
    {
        var column = Column(field);
        if (column < 0) return [];

        var numbers = new List<string>(1);
        foreach (var part in cells[column].Split([',', '，', ';', '；', '、', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var number = CellText.Narrow(part[(part.LastIndexOfAny([':', '：']) + 1)..]);
            if (number.Length == 0) continue;
            if (CellText.IsScientific(number)) RefuseCell(ProblemCodes.IdScientific, column);
            else if (number.Length > CellNumbers.LongestId) RefuseCell(ProblemCodes.CellTooLong, column);
            else numbers.Add(number);
        }

        return numbers;
    }

    /// <summary>Every value that nothing above took, under its own header.</summary>
    public IReadOnlyDictionary<string, string> Extra()
    {
        Dictionary<string, string>? extra = null;
        for (var i = 0; i < cells.Length; i++)
        {
            if (read[i] || cells[i].Length == 0) continue;
            extra ??= new Dictionary<string, string>(StringComparer.Ordinal);
            if (!extra.TryAdd(map.Columns[i].Header, cells[i])) extra[$"{map.Columns[i].Header} ({i + 1})"] = cells[i];
        }

        return extra ?? NoExtra;
    }

    /// <summary>The first filled column of a field, or -1.</summary>
    private int Column(ImportField field)
    {
        foreach (var column in map.ColumnsOf(field))
        {
            if (cells[column].Length == 0) continue;
            read[column] = true;
            return column;
        }

        return -1;
    }

    private T? Accept<T>(int column, CellValue<T> value)
        where T : struct
    {
        if (value.ProblemCode is { } code) RefuseCell(code, column);
        return value.Value;
    }

    private void RefuseCell(string code, int column) => Refuse(RowProblem.At(code, map.Columns[column].Header, cells[column]));
}
