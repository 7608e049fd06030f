using System.Security.Cryptography;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AfterSales.Application.Tests.Evidence;

/// <summary>A desk whose evidence lies on a disk or in an S3 store of its own.</summary>
internal sealed class EvidenceRoom : IAsyncDisposable
{
    private EvidenceRoom(TestDesk desk, S3Settings? bucket) => (Desk, Bucket) = (desk, bucket);

    public TestDesk Desk { get; }

    /// <summary>Null: on disk.</summary>
    public S3Settings? Bucket { get; }

    public EvidenceFiles Evidence => Desk.Get<EvidenceFiles>();

    public IEvidenceStore Store => Desk.Get<IEvidenceStore>();

    public string Root => Path.Combine(Desk.DataFolder, "evidence");

    public string[] Incoming => Directory.GetFiles(Path.Combine(Root, "incoming"));

    public static async Task<EvidenceRoom> OpenAsync(EvidenceLimits? limits = null, bool onS3 = false)
    {
        var bucket = onS3 ? await S3Server.BucketAsync() : null;
        var desk = await TestDesk.CreateAsync(services =>
        {
            if (limits is not null) services.AddSingleton(limits);
            if (bucket is not null) services.AddSingleton<IEvidenceStore>(_ => new S3Store(bucket));
        });
        // A file's time is the machine's: what happens later in a test happens after it.
        desk.Time.MoveTo(TimeProvider.System.GetUtcNow());
        _ = desk.Get<IEvidenceStore>();
        return new(desk, bucket);
    }

    public async Task<Result<StoredFile>> StoreAsync(byte[] bytes) => await StoreAsync(Evidence, bytes);

    public static async Task<Result<StoredFile>> StoreAsync(EvidenceFiles files, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return await files.StoreAsync(stream, CancellationToken.None);
    }

    /// <summary>The same, with its small pictures made and what they told.</summary>
    public async Task<StoredFile> DrawnAsync(byte[] bytes)
    {
        var stored = (await StoreAsync(bytes)).Value!;
        await Desk.Get<SmallPictures>().MakeAsync(CancellationToken.None);
        return (await Desk.Get<FileRegistry>().FindAsync(stored.Sha256, CancellationToken.None))!;
    }

    /// <summary>Everything that was kept.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync() => await Store.ListAsync(CancellationToken.None).Select(f => f.Name).Order().ToListAsync();

    public async Task<byte[]> ReadAsync(string name)
    {
        await using var stream = (await Store.OpenAsync(name, CancellationToken.None)).ShouldNotBeNull(name);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    /// <summary>Puts other bytes under a name, as no one should.</summary>
    public async Task OverwriteAsync(string name, byte[] bytes)
    {
        await using var incoming = await Store.ReceiveAsync(CancellationToken.None);
        await incoming.WriteAsync(bytes, CancellationToken.None);
        await incoming.KeepAsync(name, CancellationToken.None);
    }

    /// <summary>The hashes of all rows.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync()
    {
        await using var command = Desk.Get<NpgsqlDataSource>().CreateCommand("select sha256 from stored_files order by 1");
        await using var rows = await command.ExecuteReaderAsync();
        var hashes = new List<string>();
        while (await rows.ReadAsync()) hashes.Add(rows.GetString(0));
        return hashes;
    }

    /// <summary>No row without its whole bytes.</summary>
    public async Task RowsShouldHaveBytesAsync()
    {
        foreach (var sha256 in await RowsAsync()) HashOf(await ReadAsync(sha256)).ShouldBe(sha256);
    }

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public string PathOf(string name) => Path.Combine(Root, name[..2], name[2..4], name);

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
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
