using System.IO.Compression;
using System.Text;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Evidence;
using AfterSales.Web.Evidence;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Customers.Privacy;

/// <summary>Writes the copy of a buyer's data as a ZIP while it is read: one JSON file for each kind, and the files they sent as they were. A file that is not there is left out and stands in the list of evidence.</summary>
internal sealed class PersonalZip(EvidenceFiles files, Texts texts)
{
    public async Task WriteAsync(Stream to, PersonalExport export, CancellationToken ct)
    {
        await using var body = new UnhurriedStream(to);
        await using (var zip = await ZipArchive.CreateAsync(body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: Encoding.UTF8, ct))
        {
            foreach (var kind in PersonalExport.Kinds) await AddAsync(zip, kind, export, ct);
            var place = 0;
            await foreach (var file in export.FilesAsync(ct)) await AddAsync(zip, file, ++place, ct);
        }
        await body.FlushAsync(ct);
    }

    private async Task AddAsync(ZipArchive zip, PersonalKind kind, PersonalExport export, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry(texts.Word(kind) + ".json").OpenAsync(ct);
        await using var lines = new StreamWriter(entry, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        var between = "[";
        await foreach (var row in export.RowsAsync(kind, ct))
        {
            await lines.WriteLineAsync(between.AsMemory(), ct);
            await lines.WriteAsync(row.AsMemory(), ct);
            between = ",";
        }
        await lines.WriteLineAsync((between == "[" ? "[]" : "\n]").AsMemory(), ct);
    }

    private async Task AddAsync(ZipArchive zip, PersonalFile file, int place, CancellationToken ct)
    {
        await using var content = await files.OpenReadAsync(file.Sha256, ct);
        if (content is null) return;
        // Names are the buyer's own and may be anything: only their type is taken over.
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{texts.Word(PersonalKind.Evidence)}/{file.CaseNumber}-{place}{FileType.Of(file.ContentType)?.Extension}");
        await using var target = await zip.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(ct);
        await content.CopyToAsync(target, ct);
    }
}
