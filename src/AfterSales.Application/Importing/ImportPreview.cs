using AfterSales.Domain.Importing;

namespace AfterSales.Application.Importing;

/// <summary>What a file is, before anything of it is taken in: kind, encoding, what each column means, and the first rows of each sheet.</summary>
public sealed record ImportPreview(
    FileKind Kind,
    FileContainer Container,
    string? EncodingName,
    IReadOnlyList<SheetLayout> Sheets,
    IReadOnlyList<ImportRow> Rows,
    IReadOnlyList<FileProblem> Problems)
{
    private const int RowsPerSheet = 20;

    /// <summary>The stream must be seekable, stays open, and stands at its beginning afterwards.</summary>
    public static ImportPreview Of(Stream content, TimeZoneInfo zone, CancellationToken ct = default)
    {
        using var file = ImportFile.Open(content, zone);
        var rows = file.Rows(RowsPerSheet, ct).ToList();
        var isChat = file.Kind == FileKind.Unknown && file.Sniffed.Container == FileContainer.Text && ChatFile.IsChat(content, file.Sniffed);
        content.Position = 0;

        return new ImportPreview(
            isChat ? FileKind.Chat : file.Kind,
            file.Sniffed.Container,
            file.Sniffed.Encoding?.WebName.ToUpperInvariant(),
            file.Sheets,
            rows,
            isChat ? [] : file.Problems);
    }
}
