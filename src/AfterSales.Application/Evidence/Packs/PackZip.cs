using AfterSales.Domain.Evidence;

namespace AfterSales.Application.Evidence.Packs;

/// <summary>A pack on its way out: put together anew each time from what it is made of, always the same bytes.</summary>
public sealed class PackZip
{
    private readonly IReadOnlyList<PackFile> _files;
    private readonly EvidenceFiles _store;

    internal PackZip(string caseNumber, string manifestSha256, IReadOnlyList<PackFile> files, EvidenceFiles store)
    {
        (CaseNumber, ManifestSha256, _files, _store) = (caseNumber, manifestSha256, files, store);
        Length = StoredZip.LengthOf([.. files.Select(PartOf)]);
    }

    public string CaseNumber { get; }

    /// <summary>Stands for all of it.</summary>
    public string ManifestSha256 { get; }

    /// <summary>Bytes.</summary>
    public long Length { get; }

    /// <exception cref="InvalidDataException">A file is not there any more; what was written until then is no ZIP.</exception>
    public Task WriteAsync(Stream output, CancellationToken ct) => StoredZip.WriteAsync(output, [.. _files.Select(PartOf)], OpenAsync, ct);

    internal static ZipPart PartOf(PackFile file) => new(file.Path, file.Size, (uint)file.Crc32, file.At);

    private async Task<Stream> OpenAsync(int place, CancellationToken ct)
    {
        var file = _files[place];
        return file.Content is { } content ? new MemoryStream(content, writable: false)
            : await _store.OpenReadAsync(file.Sha256, ct) ?? throw new InvalidDataException($"{file.Path} is not there any more.");
    }
}
