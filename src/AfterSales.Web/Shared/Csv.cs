using System.Globalization;
using System.Text;

namespace AfterSales.Web.Shared;

/// <summary>Tables as CSV (RFC 4180) that spreadsheets open as they are meant: UTF-8 with its mark, and no text that is taken for a formula.</summary>
public static class Csv
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>What makes a spreadsheet calculate when a cell begins with it (OWASP, CSV injection).</summary>
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    /// <summary>A writer for lines of <see cref="Line"/>.</summary>
    public static StreamWriter Writer(Stream to) => new(to, Utf8, leaveOpen: true) { NewLine = "\r\n" };

    public static async Task WriteAsync(Stream to, SheetTable table, CancellationToken ct)
    {
        await using var writer = Writer(to);
        await writer.WriteLineAsync(Line([.. table.Headers]).AsMemory(), ct);
        foreach (var row in table.Rows) await writer.WriteLineAsync(Line([.. row]).AsMemory(), ct);
    }

    public static string Line(params object?[] cells) => string.Join(',', cells.Select(Cell));

    /// <summary>A number as it is, everything else in quotes; a text that begins like a formula is kept one by an apostrophe.</summary>
    public static string Cell(object? value) => value switch
    {
        null => "",
        decimal yuan => yuan.ToString("0.00", CultureInfo.InvariantCulture),
        int or long => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Quoted(value.ToString()!),
    };

    private static string Quoted(string text)
    {
        var safe = text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
