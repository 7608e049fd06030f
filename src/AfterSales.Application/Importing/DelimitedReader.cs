using System.Text;
using AfterSales.Domain.Importing;

namespace AfterSales.Application.Importing;

/// <summary>
/// Rows of a comma, tab, semicolon or bar separated text. Our own and not a library's, because the platforms break the format in
/// ways that a strict reader answers by swallowing good rows: `="123"` has its quote after an equals sign, titles hold bare quotes,
/// and one quote without its end would eat the file. Here such a quote costs the row it stands in, and no other.
/// </summary>
internal sealed class DelimitedReader(TextReader text)
{
    private const string Delimiters = ",\t;|";
    private const int MostLinesInCell = 200;

    private readonly BoundedLines lines = new(text);
    private readonly List<string> cells = [];
    private readonly StringBuilder cell = new();
    private char delimiter = ',';

    private enum Outcome
    {
        Complete,

        /// <summary>The text ends inside quotes.</summary>
        Open,

        /// <summary>A quote that spans lines ends amid other text: it was never meant to span them.</summary>
        Stray,
    }

    public IEnumerable<TableRow> Read()
    {
        var number = 0;
        var isFirst = true;
        while (lines.Next() is { } line)
        {
            number++;
            if (isFirst && line.Trim().Length > 0)
            {
                isFirst = false;
                if (TakeDelimiter(line)) continue;
            }

            yield return ReadRow(line, number);
        }
    }

    /// <summary>True if the line was Excel's `sep=;`, which is no row.</summary>
    private bool TakeDelimiter(string line)
    {
        if (line.TrimStart('\uFEFF') is ['s', 'e', 'p', '=', var told])
        {
            delimiter = told;
            return true;
        }

        delimiter = Delimiters.MaxBy(candidate => line.Count(c => c == candidate));
        return false;
    }

    private TableRow ReadRow(string line, int number)
    {
        if (Parse(line) == Outcome.Complete || TryJoin(line)) return Row(number);

        return new TableRow("", number, [Cut(line)], ProblemCodes.QuoteUnclosed);
    }

    /// <summary>Adds lines until the open quote closes. If it does not, the lines are handed back, to be rows of their own.</summary>
    private bool TryJoin(string line)
    {
        var joined = new StringBuilder(line);
        var taken = new List<string>();
        while (taken.Count < MostLinesInCell && joined.Length <= TableRow.LongestCell && lines.Next() is { } more)
        {
            taken.Add(more);
            joined.Append('\n').Append(more);
            if (!more.Contains('"', StringComparison.Ordinal)) continue;

            var outcome = Parse(joined.ToString());
            if (outcome == Outcome.Complete) return true;
            if (outcome == Outcome.Stray) break;
        }

        lines.HandBack(taken);
        return false;
    }

    private TableRow Row(int number)
    {
        var tooLong = false;
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length <= TableRow.LongestCell) continue;
            tooLong = true;
            cells[i] = Cut(cells[i]);
        }

        return new TableRow("", number, cells.ToArray(), tooLong ? ProblemCodes.CellTooLong : null);
    }

    private Outcome Parse(string row)
    {
        cells.Clear();
        for (var at = 0; cells.Count < TableRow.MostCells; at++)
        {
            var quote = QuoteAt(row, at);
            if (quote >= 0)
            {
                var outcome = ParseQuoted(row, quote + 1, out at);
                if (outcome != Outcome.Complete) return outcome;
            }
            else
            {
                var stop = row.IndexOf(delimiter, at);
                if (stop < 0) stop = row.Length;
                cells.Add(row[at..stop]);
                at = stop;
            }

            if (at >= row.Length) break;
        }

        return Outcome.Complete;
    }

    /// <summary>Where the quote of the field that starts here is: at its start, after blanks, or after an equals sign. Else -1.</summary>
    private int QuoteAt(string row, int at)
    {
        at = SkipBlanks(row, at);
        if (at < row.Length && row[at] == '=') at++;
        return at < row.Length && row[at] == '"' ? at : -1;
    }

    private Outcome ParseQuoted(string row, int from, out int at)
    {
        cell.Clear();
        for (at = from; ; at++)
        {
            var quote = row.IndexOf('"', at);
            if (quote < 0) return Outcome.Open;

            cell.Append(row, at, quote - at);
            at = quote + 1;
            if (at < row.Length && row[at] == '"')
            {
                cell.Append('"');
                continue;
            }

            var end = SkipBlanks(row, at);
            if (end >= row.Length || row[end] == delimiter)
            {
                cells.Add(cell.ToString());
                at = end;
                return Outcome.Complete;
            }

            // A bare quote inside: `"他说"好"，谢谢"`.
            if (row.AsSpan(from, quote - from).Contains('\n')) return Outcome.Stray;
            cell.Append('"');
            at--;
        }
    }

    private int SkipBlanks(string row, int at)
    {
        while (at < row.Length && row[at] is (' ' or '\t') && row[at] != delimiter) at++;
        return at;
    }

    private static string Cut(string text) => text.Length <= TableRow.LongestCell ? text : text[..TableRow.LongestCell];
}
