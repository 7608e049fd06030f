using System.Buffers;
using System.Security.Cryptography;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Evidence;

/// <summary>Looks at content while it passes on into the store: type, size, hash, length of a video, size of a picture. Nothing of it is kept in memory.</summary>
internal sealed class IncomingContent(IIncomingFile incoming, EvidenceLimits limits) : IDisposable
{
    // Each write is a call of the system, and few large ones are quicker. The first holds a picture's size: behind a camera's own notes, in JPEG, it comes late.
    private const int BlockSize = 256 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _block = ArrayPool<byte>.Shared.Rent(BlockSize);
    private readonly Mp4Length _video = new();
    private long _size;

    /// <param name="content">Read to its end, or to where it is refused.</param>
    /// <param name="beforeEach">Called before each block is passed on.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result<StoredFile>> ReadAsync(Stream content, Func<Task> beforeEach, CancellationToken ct)
    {
        var read = await FillAsync(content, ct);
        if (read == 0) return Refusal.Invalid("evidence.empty");
        if (FileSignature.Recognise(_block.AsSpan(0, read)) is not { } type) return Refusal.Invalid("evidence.type_not_allowed");

        var limit = limits.For(type.Kind);
        var pixels = type.Kind == FileKind.Picture ? Thumbnails.DimensionsOf(_block.AsSpan(0, read)) : null;
        for (; read > 0; read = await FillAsync(content, ct))
        {
            _size += read;
            if (_size > limit) return Refusal.Invalid("evidence.too_large", EvidenceLimits.InMegabytes(limit));
            Look(type, _block.AsSpan(0, read));
            await beforeEach();
            await incoming.WriteAsync(_block.AsMemory(0, read), ct);
        }
        return WhatCame(type, pixels);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_block);
        _hash.Dispose();
    }

    private async ValueTask<int> FillAsync(Stream content, CancellationToken ct) => await content.ReadAtLeastAsync(_block.AsMemory(0, BlockSize), BlockSize, throwOnEndOfStream: false, ct);

    private void Look(FileType type, ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        if (type == FileType.Mp4) _video.Read(bytes);
    }

    private Result<StoredFile> WhatCame(FileType type, Dimensions? pixels)
    {
        if (type == FileType.Mp4 && !_video.HasMovie) return Refusal.Invalid("evidence.video_unreadable");
        if (_video.Length > limits.LongestVideo) return Refusal.Invalid("evidence.video_too_long", (int)limits.LongestVideo.TotalMinutes);
        return new StoredFile(Convert.ToHexStringLower(_hash.GetHashAndReset()), type.ContentType, _size, pixels?.Width, pixels?.Height, pixels is { } p && p.Pixels <= Thumbnails.MostPixels)
        {
            Seconds = _video.Length is { } length ? (int)length.TotalSeconds : null,
        };
    }
}
