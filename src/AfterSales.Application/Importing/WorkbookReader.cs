using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace AfterSales.Application.Importing;

/// <summary>Rows of the sheets of an .xlsx or .xls. The size a sheet claims for itself is never asked: 千牛 writes `A1` over thousands of rows.</summary>
internal sealed class WorkbookReader : IDisposable
{
    // One stray cell at the far corner makes a sheet a million blank rows long: past so many, it has ended.
    private const int MostBlankRows = 2_000;

    // The old format has room for no more rows. One damaged byte makes a sheet claim two thousand million, and the parser looks
    // for each of them in turn: half a minute in which nothing comes and nobody can stop it.
    private const int MostRowsOfOldSheet = 65_536;

    // Past XFD there are no columns. One damaged letter makes a cell claim the three hundred millionth, and the parser makes room
    // for each of them in every row: gigabytes out of a file of four thousand bytes.
    private const int MostColumns = 16_384;

    // Far more than anybody exports; a small file can name thousands that are all the same one.
    private const int MostSheets = 256;

    private readonly IExcelDataReader reader;
    private readonly bool isOld;
    private int sheet;
    private int row;

    static WorkbookReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public WorkbookReader(Stream content, bool isOld)
    {
        this.isOld = isOld;
        content.Position = 0;
        reader = ExcelReaderFactory.CreateReader(content, new ExcelReaderConfiguration { LeaveOpen = true });
    }

    /// <summary>How much has been read, each sheet counting the same.</summary>
    public double Fraction => (sheet + Math.Min(1d, (double)row / Math.Max(1, reader.RowCount))) / Math.Max(1, reader.ResultsCount);

    public bool SkipsSheet { get; set; }

    public IEnumerable<TableRow> Read()
    {
        if (reader.ResultsCount > MostSheets) throw new InvalidDataException("The workbook names more sheets than one can have.");
        do
        {
            if (isOld && reader.RowCount > MostRowsOfOldSheet) throw new InvalidDataException("The sheet claims more rows than it can have.");
            if (reader.FieldCount is < 0 or > MostColumns) throw new InvalidDataException("The sheet claims more columns than it can have.");
            row = 0;
            SkipsSheet = false;
            for (var blank = 0; !SkipsSheet && blank < MostBlankRows && reader.Read(); blank++)
            {
                row++;
                var cells = ReadCells();
                if (cells.Length == 0) continue;

                yield return new TableRow(reader.Name ?? "", row, cells);
                blank = 0;
            }

            sheet++;
        }
        while (reader.NextResult());
    }

    public void Dispose() => reader.Dispose();

    private string[] ReadCells()
    {
        var count = Math.Min(reader.FieldCount, TableRow.MostCells);
        while (count > 0 && reader.GetValue(count - 1) is (null or "")) count--;

        var cells = new string[count];
        for (var i = 0; i < count; i++) cells[i] = ToText(reader.GetValue(i));
        return cells;
    }

    // A number of more than fifteen digits comes out with an exponent, and is refused as an id for it: Excel keeps no more of it.
    private static string ToText(object? value) => value switch
    {
        null => "",
        string text => text.Length <= TableRow.LongestCell ? text : text[..TableRow.LongestCell],
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
