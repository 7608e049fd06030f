using System.Security.Cryptography;
using System.Text;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Evidence;

namespace AfterSales.Application.Tests.Evidence;

public sealed class EvidenceFilesTests : IDisposable
{
    private readonly EvidenceRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task StoreAsync_Picture_LiesUnderItsHashWithAThumbnail()
    {
        var png = SamplePictures.Png(1000, 500);

        var stored = await _room.StoreAsync(png);

        stored.Value.ShouldBe(new StoredFile(Convert.ToHexStringLower(SHA256.HashData(png)), "image/png", png.Length, 1000, 500, true) { Print = PicturePrint.Blank });
        var sha = stored.Value!.Sha256;
        _room.Original(sha).ShouldBe(png);
        Thumbnails.DimensionsOf(_room.Thumbnail(sha)).ShouldBe(new Dimensions(480, 240));
        _room.Incoming.ShouldBeEmpty();
    }

    [Fact]
    public async Task StoreAsync_OnUnix_IsNeverExecutable()
    {
        if (OperatingSystem.IsWindows()) return;
        var stored = await _room.StoreAsync(SamplePictures.Gif);

        var mode = File.GetUnixFileMode(_room.PathOf(stored.Value!.Sha256));

        mode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task StoreAsync_PhotoWithPosition_KeepsTheOriginalAndStripsTheThumbnail()
    {
        var stored = await _room.StoreAsync(SamplePictures.SidewaysJpeg);

        (stored.Value!.Width, stored.Value.Height).ShouldBe((20, 40));
        _room.Original(stored.Value.Sha256).ShouldBe(SamplePictures.SidewaysJpeg);
        _room.Thumbnail(stored.Value.Sha256).AsSpan().IndexOf("SECRET"u8).ShouldBe(-1);
    }

    [Fact]
    public async Task StoreAsync_SameBytesTwice_AreStoredOnceAndSaidAlike()
    {
        var first = await _room.StoreAsync(SamplePictures.Gif);
        var second = await _room.StoreAsync(SamplePictures.Gif);

        second.Value.ShouldBe(first.Value);
        _room.Files.Count.ShouldBe(2);   // the picture and its thumbnail
    }

    [Fact]
    public async Task StoreAsync_SameBytesAtOnce_AreStoredOnce()
    {
        var png = SamplePictures.Png(600, 600);

        var stored = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => _room.StoreAsync(png))));

        stored.Select(s => s.Value).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        _room.Files.Count.ShouldBe(2);
        _room.Original(stored[0].Value!.Sha256).ShouldBe(png);
        _room.Incoming.ShouldBeEmpty();
    }

    [Fact]
    public async Task StoreAsync_TruncatedPicture_IsKeptWithoutThumbnail()
    {
        var png = SamplePictures.Png(400, 400);
        var half = png[..(png.Length / 2)];

        var stored = await _room.StoreAsync(half);

        stored.Value!.HasThumbnail.ShouldBeFalse();
        (stored.Value.Width, stored.Value.Height).ShouldBe((400, 400));
        _room.Original(stored.Value.Sha256).ShouldBe(half);
        _room.Files.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task StoreAsync_TruncatedJpeg_IsKeptWithoutThumbnail()
    {
        var stored = await _room.StoreAsync(SamplePictures.SidewaysJpeg[..300]);

        stored.Value!.ContentType.ShouldBe("image/jpeg");
        stored.Value.HasThumbnail.ShouldBeFalse();
    }

    [Fact]
    public async Task StoreAsync_TenThousandPixels_AreShrunk()
    {
        var stored = await _room.StoreAsync(SamplePictures.Png(10_000, 300));

        (stored.Value!.Width, stored.Value.HasThumbnail).ShouldBe((10_000, true));
    }

    [Fact]
    public async Task StoreAsync_DeclaredSizeOfABomb_IsNotDecoded()
    {
        var stored = await _room.StoreAsync(SamplePictures.PngWithoutPixels(30_000, 30_000));

        stored.Value.ShouldNotBeNull();
        (stored.Value.Width, stored.Value.Height, stored.Value.HasThumbnail).ShouldBe((30_000, 30_000, false));
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script></html>", "evidence.type_not_allowed")]
    [InlineData("PK\u0003\u0004", "evidence.type_not_allowed")]
    [InlineData("", "evidence.empty")]
    public async Task StoreAsync_NotTaken_IsRefusedAndLeavesNothing(string content, string code)
    {
        var stored = await _room.StoreAsync(Encoding.Latin1.GetBytes(content));

        stored.Refusal!.Code.ShouldBe(code);
        _room.Files.ShouldBeEmpty();
        _room.Incoming.ShouldBeEmpty();
    }

    [Fact]
    public async Task StoreAsync_OverTheLimit_StopsReadingThere()
    {
        using var room = new EvidenceRoom(new EvidenceLimits(200_000, 200_000, 200_000, 9));
        using var endless = new EndlessJpeg();

        var stored = await room.Evidence.StoreAsync(endless, CancellationToken.None);

        stored.Refusal!.Code.ShouldBe("evidence.too_large");
        endless.Given.ShouldBeLessThan(400_000);
        room.Files.ShouldBeEmpty();
        room.Incoming.ShouldBeEmpty();
    }

    [Fact]
    public async Task StoreAsync_LimitOfItsKind_Counts()
    {
        using var room = new EvidenceRoom(new EvidenceLimits(Picture: 50, Video: 1_000_000, Document: 1_000_000, FilesPerMessage: 9));

        (await room.StoreAsync(SamplePictures.Png(100, 100))).Refusal!.Code.ShouldBe("evidence.too_large");
        (await room.StoreAsync([.. "%PDF-1.7\n"u8, .. new byte[1000]])).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task StoreAsync_CancelledHalfway_LeavesNoHalfFile()
    {
        using var cancel = new CancellationTokenSource();
        using var endless = new EndlessJpeg { AfterBytes = (300_000, cancel.Cancel) };

        await Should.ThrowAsync<OperationCanceledException>(() => _room.Evidence.StoreAsync(endless, cancel.Token));

        _room.Files.ShouldBeEmpty();
        _room.Incoming.ShouldBeEmpty();
    }

    [Fact]
    public async Task StoreAsync_ConnectionBreaks_LeavesNoHalfFile()
    {
        using var endless = new EndlessJpeg { AfterBytes = (300_000, () => throw new IOException("gone")) };

        await Should.ThrowAsync<IOException>(() => _room.Evidence.StoreAsync(endless, CancellationToken.None));

        _room.Files.ShouldBeEmpty();
        _room.Incoming.ShouldBeEmpty();
    }

    [Fact]
    public void Folder_AfterACrash_SweepsWhatWasLeftHalfWritten()
    {
        var time = new MovableTime(new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
        var left = Path.Combine(_room.Root, "incoming", "left");
        var running = Path.Combine(_room.Root, "incoming", "running");
        File.WriteAllText(left, "half");
        File.SetLastWriteTimeUtc(left, time.GetUtcNow().UtcDateTime.AddHours(-25));
        File.WriteAllText(running, "half");
        File.SetLastWriteTimeUtc(running, time.GetUtcNow().UtcDateTime.AddHours(-23));

        _ = new DiskStore(_room.Root, time);

        _room.Incoming.ShouldBe([running]);
    }

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    public void OpenRead_NoHash_IsABug(string sha256)
    {
        Should.Throw<ArgumentException>(() => _room.Evidence.OpenReadAsync(sha256, default));
    }

    [Fact]
    public async Task OpenRead_Unknown_IsNull()
    {
        (await _room.Evidence.OpenReadAsync(new string('0', 64), default)).ShouldBeNull();
        (await _room.Evidence.OpenThumbnailAsync(new string('0', 64), default)).ShouldBeNull();
    }
}
