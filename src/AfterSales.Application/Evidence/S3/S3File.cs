using System.Buffers;
using Amazon.S3;
using Amazon.S3.Model;

namespace AfterSales.Application.Evidence;

/// <summary>
/// A file on its way into an <see cref="S3Store"/>. One that fits into a part is sent when it gets its name; a larger one goes part by part to a key of its own and is
/// copied within the store, so that one part at a time is held in memory.
/// </summary>
internal sealed class S3File(S3Store store, string key) : IIncomingFile
{
    // The store takes no part under 5 MB but the last.
    internal const int PartSize = 8 << 20;

    private readonly byte[] _part = ArrayPool<byte>.Shared.Rent(PartSize);
    private readonly List<PartETag> _sent = [];
    private string? _upload;
    private int _held;
    private bool _complete;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        while (bytes.Length > 0)
        {
            if (_held == PartSize) await SendPartAsync(ct);
            var piece = bytes[..Math.Min(bytes.Length, PartSize - _held)];
            piece.CopyTo(_part.AsMemory(_held));
            _held += piece.Length;
            bytes = bytes[piece.Length..];
        }
    }

    public async Task CompleteAsync(CancellationToken ct)
    {
        if (_upload is null || _complete) return;
        await SendPartAsync(ct);
        await store.AskAsync(s3 => s3.CompleteMultipartUploadAsync(new() { BucketName = store.Bucket, Key = key, UploadId = _upload, PartETags = _sent }, ct), ct);
        _complete = true;
    }

    public async Task KeepAsync(string name, CancellationToken ct)
    {
        var target = S3Store.KeyOf(name);
        if (_upload is null)
        {
            using var content = Held();
            await store.AskAsync(s3 => s3.PutObjectAsync(new() { BucketName = store.Bucket, Key = target, InputStream = content, AutoCloseStream = false, UseChunkEncoding = false }, ct), ct);
            return;
        }
        await CompleteAsync(ct);
        await store.AskAsync(s3 => s3.CopyObjectAsync(new() { SourceBucket = store.Bucket, SourceKey = key, DestinationBucket = store.Bucket, DestinationKey = target }, ct), ct);
    }

    public async ValueTask DisposeAsync()
    {
        ArrayPool<byte>.Shared.Return(_part);
        if (_upload is null) return;
        try
        {
            if (_complete) await store.DeleteAsync(key, CancellationToken.None);
            else await store.AskAsync(s3 => s3.AbortMultipartUploadAsync(new() { BucketName = store.Bucket, Key = key, UploadId = _upload }), CancellationToken.None);
        }
        catch (Exception e) when (e is AmazonS3Exception or Amazon.Runtime.AmazonClientException or StorageAwayException)
        {
            // The store is away, or cannot do that: the sweep comes later.
        }
    }

    private async Task SendPartAsync(CancellationToken ct)
    {
        _upload ??= (await store.AskAsync(s3 => s3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = store.Bucket, Key = key }, ct), ct)).UploadId;
        using var content = Held();
        var number = _sent.Count + 1;
        var sent = await store.AskAsync(s3 => s3.UploadPartAsync(new() { BucketName = store.Bucket, Key = key, UploadId = _upload, PartNumber = number, InputStream = content, PartSize = _held, UseChunkEncoding = false }, ct), ct);
        _sent.Add(new(number, sent.ETag));
        _held = 0;
    }

    private MemoryStream Held() => new(_part, 0, _held, writable: false);
}
