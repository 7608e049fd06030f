using System.Globalization;
using System.Text;
using AfterSales.Application.Importing;
using AfterSales.Domain.People;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Importing;

/// <summary>Refused rows for a spreadsheet, written page by page: a file of a million mistakes is not held in memory.</summary>
internal static class RefusedRowsCsv
{
    private const int RowsAtOnce = 2_000;

    public static async Task WriteAsync(Stream body, Guid importId, Actor actor, ImportQueries imports, Texts texts, CancellationToken ct)
    {
        // The mark at the beginning makes Excel read UTF-8.
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Line(texts["Importing.Sheet"], texts["Importing.RowNumber"], texts["Importing.Reason"], texts["Importing.RowText"]));
        for (long? after = 0; after is not null;)
        {
            if ((await imports.RefusalsAsync(importId, null, after.Value, actor, RowsAtOnce, ct)).Value is not { } page) return;
            foreach (var row in page.Rows)
                await writer.WriteLineAsync(Line(row.Sheet ?? "", row.RowNumber.ToString(CultureInfo.InvariantCulture), string.Join(' ', row.Reasons.Select(r => texts.Sentence(r.Code, r.Args))), row.RowText));
            after = page.Next;
        }
    }

    private static string Line(params string[] cells) => string.Join(',', cells.Select(Cell));

    // A cell that begins like a formula would be one: the quote keeps it text.
    internal static string Cell(string text)
    {
        var safe = text.Length > 0 && "=+-@\t".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
