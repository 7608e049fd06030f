using System.Buffers;
using System.IO.Compression;
using AfterSales.Application.Evidence;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Evidence;

/// <summary>
/// Writes an export of the archive as a ZIP while it reads the files: the tree, and an index as CSV at the end. Nothing is held but a block of bytes, the index and the list of entries. Photos are
/// stored as they are: they would not become smaller. A file that is not there, or ends early, is a line of the index that says so, and the ZIP is whole.
/// </summary>
internal sealed class ArchiveZip(EvidenceFiles files, Texts texts)
{
    public const string IndexName = "index.csv";

    private const int BlockSize = 128 * 1024;

    public async Task WriteAsync(Stream to, ArchiveExport export, CancellationToken ct)
    {
        using var index = new MemoryStream();
        await using var lines = Csv.Writer(index);
        await lines.WriteLineAsync(Headers().AsMemory(), ct);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await using var body = new UnhurriedStream(to);
        await using (var zip = await ZipArchive.CreateAsync(body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            await foreach (var item in export.ItemsAsync(ct))
            {
                var path = ArchiveTree.Path(item);
                // A case that gets another type meanwhile moves its files among others, and their numbers with them: none may take the place of another.
                if (!taken.Add(path)) path = $"{path[..^Path.GetExtension(path).Length]}_{item.Id:N}{Path.GetExtension(path)}";
                var added = TimeZoneInfo.ConvertTime(item.AddedAt, export.Zone);
                await lines.WriteLineAsync(Line(item, path, added, await AddAsync(zip, path, item, added, ct)).AsMemory(), ct);
            }
            await lines.FlushAsync(ct);
            index.Position = 0;
            await using var last = await zip.CreateEntry(IndexName).OpenAsync(ct);
            await index.CopyToAsync(last, ct);
        }
        await body.FlushAsync(ct);
    }

    // Answers what is wrong with it, if something is.
    private async Task<string?> AddAsync(ZipArchive zip, string path, ArchiveItem item, DateTimeOffset added, CancellationToken ct)
    {
        await using var file = await files.OpenReadAsync(item.Sha256, ct);
        if (file is null) return texts["Archive.FileMissing"];
        var entry = zip.CreateEntry(path, CompressionLevel.NoCompression);
        entry.LastWriteTime = added;
        await using var target = await entry.OpenAsync(ct);
        return await CopyAsync(file, target, ct) == item.Size ? null : texts["Archive.FileDamaged"];
    }

    // What cannot be read any further ends there; what cannot be written is no fault of the file.
    private static async Task<long> CopyAsync(Stream file, Stream target, CancellationToken ct)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            for (long copied = 0; ;)
            {
                int read;
                try
                {
                    read = await file.ReadAsync(block, ct);
                }
                catch (IOException)
                {
                    return copied;
                }
                if (read == 0) return copied;
                await target.WriteAsync(block.AsMemory(0, read), ct);
                copied += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private string Headers() => Csv.Line(
        texts["Archive.Path"], texts["Archive.Case"], texts["Archive.Order"], texts["Archive.Customer"], texts["Archive.Type"], texts["Archive.Label"], texts["Archive.Verdict"], texts["Archive.AddedAt"],
        texts["Archive.By"], texts["Archive.Bytes"], texts["Archive.Sha256"], texts["Archive.Remark"]);

    private string Line(ArchiveItem item, string path, DateTimeOffset added, string? remark) => Csv.Line(
        path, item.CaseNumber, item.OrderNo, item.Customer, item.Type is { } type ? texts.Word(type) : texts["Archive.Unclassified"], item.Label is { } label ? texts.Label(label) : null,
        texts.Word(VerdictOf(item)), added.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), item.AddedBy ?? texts["Archive.Channel"], item.Size, item.Sha256, remark);

    private static ArchiveVerdict VerdictOf(ArchiveItem item) => item.Verdict switch
    {
        Domain.Evidence.EvidenceVerdict.Accepted => ArchiveVerdict.Accepted,
        Domain.Evidence.EvidenceVerdict.Rejected => ArchiveVerdict.Rejected,
        _ => ArchiveVerdict.None,
    };
}
