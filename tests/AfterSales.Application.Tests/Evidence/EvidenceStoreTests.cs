using System.Net;
using System.Net.Sockets;
using System.Text;
using AfterSales.Application.Evidence;

namespace AfterSales.Application.Tests.Evidence;

/// <summary>What every evidence store promises, on a disk and on S3.</summary>
public abstract class EvidenceStoreTests(bool onS3) : IAsyncLifetime
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private EvidenceRoom _room = null!;

    private IEvidenceStore Store => _room.Store;

    public async Task InitializeAsync() => _room = await EvidenceRoom.OpenAsync(onS3: onS3);

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(8 << 20)]
    [InlineData((20 << 20) + 17)]
    public async Task Keep_AnySize_IsReadBackAndListed(int size)
    {
        var bytes = Bytes(size);
        await KeepAsync("aabbcc", bytes);

        (await _room.ReadAsync("aabbcc")).ShouldBe(bytes);
        var listed = await Store.ListAsync(Ct).ToListAsync();
        listed.ShouldHaveSingleItem();
        (listed[0].Name, listed[0].Size).ShouldBe(("aabbcc", size));
        (TimeProvider.System.GetUtcNow() - listed[0].At).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(2));
        (await Store.HasAsync("aabbcc", Ct)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(70_000)]
    [InlineData(20 << 20)]
    public async Task Receive_NotKept_LeavesNothing(int size)
    {
        await using (var incoming = await Store.ReceiveAsync(Ct))
        {
            await incoming.WriteAsync(Bytes(size), Ct);
            await incoming.CompleteAsync(Ct);
            (await Store.ListAsync(Ct).ToListAsync()).ShouldBeEmpty();
        }

        (await Store.ListAsync(Ct).ToListAsync()).ShouldBeEmpty();
        await Store.SweepAsync(DateTimeOffset.MaxValue, Ct);
        if (!onS3) _room.Incoming.ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_FromAnyPlace_ReadsOnFromThere()
    {
        var bytes = Bytes(300_000);
        await KeepAsync("aabbcc", bytes);
        await using var stream = (await Store.OpenAsync("aabbcc", Ct))!;
        var piece = new byte[1000];

        stream.Length.ShouldBe(bytes.Length);
        foreach (var place in new[] { 250_000, 0, 299_000, 17 })
        {
            stream.Position = place;
            await stream.ReadExactlyAsync(piece, Ct);
            piece.ShouldBe(bytes[place..(place + 1000)]);
        }
        stream.Seek(0, SeekOrigin.End);
        (await stream.ReadAsync(piece, Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task Remove_Twice_IsGone()
    {
        await KeepAsync("aabbcc", Bytes(10));
        await Store.RemoveAsync("aabbcc", Ct);
        await Store.RemoveAsync("aabbcc", Ct);

        (await Store.HasAsync("aabbcc", Ct)).ShouldBeFalse();
        (await Store.OpenAsync("aabbcc", Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Keep_SameNameAtOnce_IsThereOnce()
    {
        var bytes = Bytes(100_000);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => KeepAsync("aabbcc", bytes))));

        (await _room.ReadAsync("aabbcc")).ShouldBe(bytes);
        (await Store.ListAsync(Ct).ToListAsync()).ShouldHaveSingleItem();
    }

    private Task KeepAsync(string name, byte[] bytes) => _room.OverwriteAsync(name, bytes);

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }
}

public sealed class DiskStoreTests() : EvidenceStoreTests(onS3: false)
{
    [Fact]
    public async Task Sweep_AfterACrash_RemovesWhatWasLeftHalfWritten()
    {
        await using var room = await EvidenceRoom.OpenAsync();
        var left = Path.Combine(room.Root, "incoming", "left");
        var running = Path.Combine(room.Root, "incoming", "running");
        await File.WriteAllTextAsync(left, "half");
        await File.WriteAllTextAsync(running, "half");
        File.SetLastWriteTimeUtc(left, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-25));

        await room.Store.SweepAsync(TimeProvider.System.GetUtcNow().AddDays(-1), CancellationToken.None);

        room.Incoming.ShouldBe([running]);
    }

    [Fact]
    public async Task Open_FolderThatIsNotThere_IsNoAnswer()
    {
        await using var room = await EvidenceRoom.OpenAsync();
        Directory.Delete(room.Root, recursive: true);

        await Should.ThrowAsync<IOException>(() => room.Store.OpenAsync("aabbcc", CancellationToken.None));
    }
}

public sealed class S3StoreTests() : EvidenceStoreTests(onS3: true)
{
    [Fact]
    public async Task Problem_OfABucketThatIsNotThere_IsSaid()
    {
        var bucket = await S3Server.BucketAsync();
        using var there = new S3Store(bucket);
        using var missing = new S3Store(bucket with { Bucket = "not-there" });
        using var nobody = new S3Store(bucket with { Endpoint = new Uri("http://127.0.0.1:9") });

        (await there.ProblemAsync(CancellationToken.None)).ShouldBeNull();
        (await missing.ProblemAsync(CancellationToken.None)).ShouldNotBeNull().ShouldContain("NoSuchBucket");
        (await nobody.ProblemAsync(CancellationToken.None)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("")]
    public async Task Anything_AskedOfAStoreThatIsAway_SaysSo(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var over = new CancellationTokenSource();
        var answering = AnswerAsync(listener, answer, over.Token);
        using var store = new S3Store((await S3Server.BucketAsync()) with { Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}") });
        await using var small = await store.ReceiveAsync(default);
        await small.WriteAsync(new byte[10], default);
        await using var large = await store.ReceiveAsync(default);

        await Task.WhenAll(
            Should.ThrowAsync<StorageAwayException>(() => store.HasAsync("a", default)),
            Should.ThrowAsync<StorageAwayException>(() => store.OpenAsync("a", default)),
            Should.ThrowAsync<StorageAwayException>(() => store.RemoveAsync("a", default)),
            Should.ThrowAsync<StorageAwayException>(async () => await store.ListAsync(default).ToListAsync()),
            Should.ThrowAsync<StorageAwayException>(() => store.SweepAsync(DateTimeOffset.MaxValue, default)),
            Should.ThrowAsync<StorageAwayException>(() => small.KeepAsync("a", default)),
            Should.ThrowAsync<StorageAwayException>(async () => await large.WriteAsync(new byte[S3File.PartSize + 1], default)));
        await over.CancelAsync();
        await answering;
    }

    // Says the same to whoever comes, and hangs up.
    private static async Task AnswerAsync(TcpListener listener, string answer, CancellationToken ct)
    {
        var heard = new byte[64 << 10];
        while (!ct.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(ct);
                await using var stream = client.GetStream();
                if (answer.Length == 0) continue;
                if (await stream.ReadAsync(heard, ct) > 0) await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), ct);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // Gone already, or over.
            }
        }
    }

    [Fact]
    public void Settings_AsText_TellNoSecret() =>
        new S3Settings("b", new Uri("http://s3.example"), "r", "the-key", "the-secret", PathStyle: true).ToString().ShouldBe("http://s3.example/ b");
}
