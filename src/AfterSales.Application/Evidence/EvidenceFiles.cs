using System.Buffers;
using System.Security.Cryptography;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Evidence;

/// <summary>
/// Takes files in and hands them out, by the SHA-256 of their content: the same bytes are stored once. Bytes come first, rows
/// second: what is stored belongs to nobody until an <see cref="EvidenceItem"/> names it, and only rows are ever served.
/// </summary>
public sealed class EvidenceFiles(IEvidenceStore store, EvidenceLimits limits) : IDisposable
{
    public const int ThumbnailSize = 480;

    private const int BlockSize = 64 * 1024;

    // A picture unpacks to many times its file; two at once is what a small machine bears.
    private readonly SemaphoreSlim _thumbnailing = new(2);

    public EvidenceLimits Limits => limits;

    /// <summary>Reads the stream to its end. It is on disk for good when this returns; refused or cancelled, nothing remains.</summary>
    public async Task<Result<StoredFile>> StoreAsync(Stream content, CancellationToken ct)
    {
        await using var incoming = await store.ReceiveAsync(ct);
        var received = await ReceiveAsync(content, incoming, ct);
        if (received.Value is not { } file) return received;
        await incoming.KeepAsync(file.Sha256, ct);
        return FileType.Of(file.ContentType) is { Kind: FileKind.Picture } ? await WithThumbnailAsync(file, ct) : file;
    }

    /// <summary>A stored picture with its size and, where it can have one, its thumbnail; null when its bytes are not there.</summary>
    public async Task<StoredFile?> MeasureAsync(StoredFile picture, CancellationToken ct) => await store.HasAsync(Checked(picture.Sha256), ct) ? await WithThumbnailAsync(picture, ct) : null;

    /// <summary>The bytes, to be read from any place; null when they are not there.</summary>
    public Task<Stream?> OpenReadAsync(string sha256, CancellationToken ct) => store.OpenAsync(Checked(sha256), ct);

    /// <summary>A WebP of at most <see cref="ThumbnailSize"/> pixels a side; null when there is none.</summary>
    public Task<Stream?> OpenThumbnailAsync(string sha256, CancellationToken ct) => store.OpenAsync(ThumbnailOf(sha256), ct);

    public void Dispose() => _thumbnailing.Dispose();

    private async Task<Result<StoredFile>> ReceiveAsync(Stream content, IIncomingFile incoming, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            var read = await content.ReadAtLeastAsync(block, FileSignature.HeadLength, throwOnEndOfStream: false, ct);
            if (read == 0) return Refusal.Invalid("evidence.empty");
            if (FileSignature.Recognise(block.AsSpan(0, read)) is not { } type) return Refusal.Invalid("evidence.type_not_allowed");

            var limit = limits.For(type.Kind);
            long size = 0;
            for (; read > 0; read = await content.ReadAsync(block, ct))
            {
                size += read;
                if (size > limit) return Refusal.Invalid("evidence.too_large", EvidenceLimits.InMegabytes(limit));
                hash.AppendData(block, 0, read);
                await incoming.WriteAsync(block.AsMemory(0, read), ct);
            }
            return new StoredFile(Convert.ToHexStringLower(hash.GetHashAndReset()), type.ContentType, size, null, null, false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private async Task<StoredFile> WithThumbnailAsync(StoredFile file, CancellationToken ct)
    {
        if (!Thumbnails.Available) return file;
        await _thumbnailing.WaitAsync(ct);
        try
        {
            return await Task.Run(() => MakeThumbnailAsync(file, ct), ct);
        }
        finally
        {
            _thumbnailing.Release();
        }
    }

    // A picture that cannot be shrunk is still evidence: it keeps its original and has no thumbnail.
    private async Task<StoredFile> MakeThumbnailAsync(StoredFile file, CancellationToken ct)
    {
        var picture = new byte[file.Size];
        await using (var stream = (await OpenReadAsync(file.Sha256, ct))!) await stream.ReadExactlyAsync(picture, ct);
        var name = ThumbnailOf(file.Sha256);
        if (await store.HasAsync(name, ct))
            return Measured(file, Thumbnails.DimensionsOf(picture)) with { HasThumbnail = true, Print = Thumbnails.PrintOf(await ReadAsync(name, ct)) };

        var thumbnail = Thumbnails.ToWebp(picture, ThumbnailSize, ThumbnailSize);
        if (thumbnail.Webp is null) return Measured(file, thumbnail.Original);
        await using var incoming = await store.ReceiveAsync(ct);
        await incoming.WriteAsync(thumbnail.Webp, ct);
        await incoming.KeepAsync(name, ct);
        return Measured(file, thumbnail.Original) with { HasThumbnail = true, Print = Thumbnails.PrintOf(thumbnail.Webp) };
    }

    private async Task<byte[]> ReadAsync(string name, CancellationToken ct)
    {
        await using var stream = await store.OpenAsync(name, ct);
        using var bytes = new MemoryStream();
        if (stream is not null) await stream.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    private static StoredFile Measured(StoredFile file, Dimensions? size) => file with { Width = size?.Width, Height = size?.Height };

    private static string ThumbnailOf(string sha256) => Checked(sha256) + ".webp";

    // The name becomes a path: nothing but a hash may.
    private static string Checked(string sha256) =>
        sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower) ? sha256 : throw new ArgumentException("Not a SHA-256 in lower-case hex.", nameof(sha256));
}
