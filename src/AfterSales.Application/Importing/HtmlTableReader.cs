using System.Net;
using System.Text;

namespace AfterSales.Application.Importing;

/// <summary>
/// Rows of the tables in an HTML page that calls itself .xls. Reads tags and text and nothing else: such files are machine
/// made, seldom well formed, and need no document in memory.
/// </summary>
internal sealed class HtmlTableReader(TextReader text)
{
    private const int LongestTag = 4_096;

    private readonly List<string> cells = [];
    private readonly StringBuilder content = new();
    private readonly StringBuilder tag = new();
    private bool inCell;

    public IEnumerable<TableRow> Read()
    {
        var number = 0;
        while (ReadContent())
        {
            var name = ReadTag();
            switch (name)
            {
                case "td" or "th":
                    EndCell();
                    inCell = true;
                    break;
                case "/td" or "/th":
                    EndCell();
                    break;
                case "br" or "br/" when inCell:
                    content.Append('\n');
                    break;
                case "script" or "style":
                    SkipTo($"</{name}");
                    break;
                case "tr" or "/tr" or "/table":
                    EndCell();
                    if (cells.Count > 0) yield return Row(++number);
                    break;
            }
        }

        EndCell();
        if (cells.Count > 0) yield return Row(++number);
    }

    /// <summary>Takes text up to the next tag; false at the end of the file.</summary>
    private bool ReadContent()
    {
        for (var next = text.Read(); next >= 0; next = text.Read())
        {
            if (next == '<') return true;
            if (inCell && content.Length < TableRow.LongestCell) content.Append((char)next);
        }

        return false;
    }

    /// <summary>The name of the tag in lower case, `/` before an end tag; empty for a comment. Stands after its `&gt;`.</summary>
    private string ReadTag()
    {
        tag.Clear();
        for (var next = text.Read(); next >= 0 && next != '>'; next = text.Read())
        {
            if (tag.Length < LongestTag) tag.Append((char)next);
            if (tag.Length != 3 || tag[0] != '!' || tag[1] != '-' || tag[2] != '-') continue;
            SkipTo("-->");
            return "";
        }

        var name = tag.ToString();
        var stop = name.AsSpan().IndexOfAny(" \t\r\n");
        return (stop < 0 ? name : name[..stop]).ToLowerInvariant();
    }

    private void SkipTo(string mark)
    {
        var matched = 0;
        for (var next = text.Read(); next >= 0; next = text.Read())
        {
            if (char.ToLowerInvariant((char)next) == mark[matched]) matched++;
            else matched = next == mark[0] ? 1 : matched == 2 && mark[0] == '-' && next == '-' ? 2 : 0;
            if (matched == mark.Length) return;
        }
    }

    private void EndCell()
    {
        if (inCell && cells.Count < TableRow.MostCells) cells.Add(WebUtility.HtmlDecode(content.ToString()).Trim());
        content.Clear();
        inCell = false;
    }

    private TableRow Row(int number)
    {
        var row = new TableRow("", number, cells.ToArray());
        cells.Clear();
        return row;
    }
}
