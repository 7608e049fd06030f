namespace AfterSales.Application.Evidence;

/// <summary>The pieces of an upload, read as the one file they make.</summary>
internal sealed class PartsStream(IEvidenceStore store, IReadOnlyList<string> parts) : Stream
{
    private Stream? _part;
    private int _next;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_part is not null && await _part.ReadAsync(buffer, cancellationToken) is > 0 and var read) return read;
            if (_part is not null) await _part.DisposeAsync();
            _part = null;
            if (_next == parts.Count) return 0;
            _part = await store.OpenAsync(parts[_next], cancellationToken) ?? throw new FileNotFoundException($"A piece of an upload is gone: {parts[_next]}");
            _next++;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _part?.Dispose();
        base.Dispose(disposing);
    }
}
