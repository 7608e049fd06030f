using AfterSales.Domain.Importing;

namespace AfterSales.Application.Importing;

/// <summary>Rows of text out of any container, one at a time: a file of a million rows takes no more memory than one of ten.</summary>
internal sealed class TableReader : IDisposable
{
    private readonly Stream content;
    private readonly TextReader? text;
    private readonly WorkbookReader? workbook;
    private readonly IEnumerator<TableRow>? rows;
    private bool skipsRest;

    public TableReader(Stream content, SniffedFile file)
    {
        this.content = content;
        content.Position = 0;
        try
        {
            switch (file.Container)
            {
                case FileContainer.Text:
                    text = Open(file);
                    rows = new DelimitedReader(text).Read().GetEnumerator();
                    break;
                case FileContainer.Html:
                    text = Open(file);
                    rows = new HtmlTableReader(text).Read().GetEnumerator();
                    break;
                case FileContainer.Xlsx or FileContainer.Xls:
                    workbook = new WorkbookReader(content, isOld: file.Container == FileContainer.Xls);
                    rows = workbook.Read().GetEnumerator();
                    break;
            }
        }
        catch (Exception e) when (IsDamage(e))
        {
            Problem = ProblemOf(e);
        }
    }

    /// <summary>Set when the file turned out to be damaged. What was read before stands.</summary>
    public FileProblem? Problem { get; private set; }

    public double Fraction => workbook?.Fraction ?? (content.Length == 0 ? 1 : (double)content.Position / content.Length);

    public TableRow? Next()
    {
        if (rows is null || Problem is not null || skipsRest) return null;
        try
        {
            return rows.MoveNext() ? rows.Current : null;
        }
        catch (Exception e) when (IsDamage(e))
        {
            Problem = ProblemOf(e);
            return null;
        }
    }

    /// <summary>Passes over what is left of the sheet.</summary>
    public void SkipSheet()
    {
        if (workbook is null) skipsRest = true;
        else workbook.SkipsSheet = true;
    }

    public void Dispose()
    {
        rows?.Dispose();
        workbook?.Dispose();
        text?.Dispose();
    }

    private StreamReader Open(SniffedFile file) => new(content, file.Encoding!, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024, leaveOpen: true);

    // A damaged workbook surfaces as any exception its parsers know, from a bad zip entry to an index out of range.
    private static bool IsDamage(Exception e) => e is not (OperationCanceledException or OutOfMemoryException or ObjectDisposedException);

    private static FileProblem ProblemOf(Exception e) => new(
        e is ExcelDataReader.Exceptions.InvalidPasswordException ? ProblemCodes.EncryptedOffice : ProblemCodes.FileDamaged);
}
