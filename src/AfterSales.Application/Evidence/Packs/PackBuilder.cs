using System.Buffers;
using System.Security.Cryptography;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence.Packs;

/// <summary>A pack that was put together, before it is saved.</summary>
internal sealed record BuiltPack(IReadOnlyList<PackFile> Files, string ManifestSha256, long Size, bool HasPdf)
{
    public IReadOnlyList<Guid> Evidence => [.. Files.Select(f => f.EvidenceId).OfType<Guid>()];
}

/// <summary>Puts a pack together: reads the case, reads every file of it once and checks it against its hash, and has the summary and the manifest written.</summary>
public sealed class PackBuilder(Databases databases, EvidenceFiles files, StoreZones zones, PeopleQueries people, IPackSummary summary)
{
    private const int BlockSize = 256 * 1024;

    /// <param name="read">Told of every file: how many were read, of how many.</param>
    internal async Task<Result<BuiltPack>> BuildAsync(Guid storeId, Guid packId, Guid caseId, Func<int, int, Task> read, CancellationToken ct)
    {
        var content = await ReadAsync(storeId, caseId, ct);
        var bytes = content.Pieces.Sum(p => p.Item.Size!.Value);
        if (bytes > StoredZip.MostBytes - (64 << 20) || content.Pieces.Count > PackCheck.MostFiles - 3) return Refusal.Rule("pack.too_large");

        List<PackedPiece> pieces = [];
        List<PackFile> packed = [];
        foreach (var piece in content.Pieces)
        {
            await read(pieces.Count, content.Pieces.Count);
            var item = piece.Item;
            if (await SumAsync(item.Sha256!, item.Size!.Value, ct) is not { } sum) return Refusal.Rule("pack.piece_damaged", item.Name);
            packed.Add(new PackFile(storeId, packId, 0, piece.Path, item.Size.Value, item.Sha256!, sum, WallOf(item.AddedAt, content.Zone)).Of(item.Id));
            pieces.Add(piece with { Thumbnail = await ThumbnailAsync(item, ct) });
        }
        await read(pieces.Count, pieces.Count);
        return Assemble(storeId, packId, content with { Pieces = pieces }, packed);
    }

    private BuiltPack Assemble(Guid storeId, Guid packId, PackContent content, List<PackFile> pieces)
    {
        var documents = summary.Write(content);
        var opened = WallOf(content.Case.OpenedAt, content.Zone);
        List<(PackFile File, string Type)> written = [(Document(summary.Title + ".html", documents.Html), "text/html")];
        if (documents.Pdf is { } pdf) written.Add((Document(summary.Title + ".pdf", pdf), FileType.Pdf.ContentType));
        var manifest = new PackManifest(content.Case.Number, content.Case.Type?.ToString(), content.Case.OrderNo, content.StoreName, documents.Pdf is not null,
        [
            .. written.Select(d => new ManifestFile(d.File.Path, d.File.Size, d.File.Sha256, d.Type, null, null)),
            .. content.Pieces.Select(p => new ManifestFile(p.Path, p.Item.Size!.Value, p.Item.Sha256!, p.Item.ContentType!, p.Item.Label, p.Item.AddedAt)),
        ]).Write();
        var said = Document(PackManifest.Path, manifest);
        IReadOnlyList<PackFile> all = [.. written.Select(d => d.File).Concat(pieces).Append(said).Select((file, place) => file.In(place))];
        return new(all, said.Sha256, StoredZip.LengthOf([.. all.Select(PackZip.PartOf)]), documents.Pdf is not null);

        PackFile Document(string path, byte[] bytes) =>
            new PackFile(storeId, packId, 0, path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), Crc32.Of(bytes), opened).Holding(bytes);
    }

    private async Task<PackContent> ReadAsync(Guid storeId, Guid caseId, CancellationToken ct)
    {
        var zone = await zones.OfAsync(storeId, ct);
        var directory = await people.DirectoryAsync(Actor.System(storeId), ct);
        await using var db = databases.For(storeId);
        await using var moment = await db.OneMomentAsync(ct);
        var name = await db.Stores.Where(s => s.Id == storeId).Select(s => s.Name).SingleAsync(ct);
        return await PackReading.ReadAsync(db, caseId, name, zone, summary, directory, ct);
    }

    /// <summary>The ZIP's check sum of a stored file; null when its bytes are not there, or not what they were.</summary>
    private async Task<uint?> SumAsync(string sha256, long size, CancellationToken ct)
    {
        await using var stream = await files.OpenReadAsync(sha256, ct);
        if (stream is null || stream.Length != size) return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var sum = new Crc32();
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            for (int read; (read = await stream.ReadAsync(block.AsMemory(0, BlockSize), ct)) > 0;)
            {
                hash.AppendData(block, 0, read);
                sum.Append(block.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset()) == sha256 ? sum.Value : null;
    }

    private async Task<byte[]?> ThumbnailAsync(EvidenceItem item, CancellationToken ct)
    {
        if (!item.HasThumbnail) return null;
        await using var stream = await files.OpenThumbnailAsync(item.Sha256!, ct);
        if (stream is null) return null;
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, ct);
        return bytes;
    }

    private static DateTime WallOf(DateTimeOffset at, TimeZoneInfo zone) => DateTime.SpecifyKind(TimeZoneInfo.ConvertTime(at, zone).DateTime, DateTimeKind.Unspecified);
}
