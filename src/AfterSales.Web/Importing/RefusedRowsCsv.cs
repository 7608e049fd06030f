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
        await using var writer = Csv.Writer(body);
        await writer.WriteLineAsync(Csv.Line(texts["Importing.Sheet"], texts["Importing.RowNumber"], texts["Importing.Reason"], texts["Importing.RowText"]));
        for (long? after = 0; after is not null;)
        {
            if ((await imports.RefusalsAsync(importId, null, after.Value, actor, RowsAtOnce, ct)).Value is not { } page) return;
            foreach (var row in page.Rows)
                await writer.WriteLineAsync(Csv.Line(row.Sheet ?? "", row.RowNumber, string.Join(' ', row.Reasons.Select(r => texts.Sentence(r.Code, r.Args))), row.RowText));
            after = page.Next;
        }
    }
}
