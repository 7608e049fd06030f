using AfterSales.Application.Evidence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Tests.Evidence;

/// <summary>Evidence in a folder of its own, gone with the test.</summary>
internal sealed class EvidenceRoom : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evidence-");

    public EvidenceRoom(EvidenceLimits? limits = null) =>
        Evidence = new(new DiskStore(_folder.FullName, TimeProvider.System), limits ?? EvidenceLimits.Default);

    public EvidenceFiles Evidence { get; }

    public string Root => _folder.FullName;

    public string[] Incoming => Directory.GetFiles(Path.Combine(Root, "incoming"));

    /// <summary>Everything that was kept.</summary>
    public IReadOnlyList<string> Files => [.. Directory.GetFiles(Root, "*", SearchOption.AllDirectories).Except(Incoming)];

    public async Task<Result<StoredFile>> StoreAsync(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return await Evidence.StoreAsync(stream, CancellationToken.None);
    }

    public string PathOf(string sha256) => Path.Combine(Root, sha256[..2], sha256[2..4], sha256);

    public byte[] Original(string sha256) => File.ReadAllBytes(PathOf(sha256));

    public byte[] Thumbnail(string sha256) => File.ReadAllBytes(PathOf(sha256 + ".webp"));

    public void Dispose()
    {
        Evidence.Dispose();
        _folder.Delete(recursive: true);
    }
}

/// <summary>A JPEG that goes on for ever, in small pieces as a network gives them.</summary>
internal sealed class EndlessJpeg : Stream
{
    public long Given { get; private set; }

    /// <summary>What happens once that many bytes were given.</summary>
    public (long Bytes, Action Then) AfterBytes { get; init; } = (long.MaxValue, () => { });

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => Given; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (Given >= AfterBytes.Bytes) AfterBytes.Then();
        var piece = buffer[..Math.Min(buffer.Length, 1400)];
        piece.Fill(7);
        if (Given == 0) ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(piece);
        Given += piece.Length;
        return piece.Length;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(buffer.Span));
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
