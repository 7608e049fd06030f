using Amazon.S3.Model;

namespace AfterSales.Application.Evidence;

/// <summary>
/// An object of an <see cref="S3Store"/>, read from any place. It is asked for from there on; where the connection breaks, it is asked for again from where it broke, a few
/// times.
/// </summary>
internal sealed class S3ReadStream(S3Store store, string key, long length) : Stream
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private GetObjectResponse? _answer;
    private long _position;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            if (value == _position) return;
            Let();
            _position = value;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.Length == 0) return 0;
        for (var tries = 0; ; tries++)
        {
            try
            {
                var read = await (await AskedAsync(cancellationToken)).ReadAsync(buffer, cancellationToken);
                // Fewer bytes than were promised: the connection ended, whatever it said.
                if (read == 0) throw new EndOfStreamException($"{key} ended at {_position} of {length}.");
                _position += read;
                return read;
            }
            catch (Exception e) when (e is IOException or StorageAwayException)
            {
                Let();
                // Not an error of the file: it may be whole, and we cannot know.
                if (tries == S3Store.Retries) throw new StorageAwayException($"{key} cannot be read.", e);
                await Task.Delay(Pause * (1 << tries), cancellationToken);
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) Let();
        base.Dispose(disposing);
    }

    private async Task<Stream> AskedAsync(CancellationToken ct)
    {
        _answer ??= await store.AskAsync(s3 => s3.GetObjectAsync(new() { BucketName = store.Bucket, Key = key, ByteRange = new ByteRange(_position, length - 1) }, ct), ct);
        return _answer.ResponseStream;
    }

    private void Let()
    {
        _answer?.Dispose();
        _answer = null;
    }
}
