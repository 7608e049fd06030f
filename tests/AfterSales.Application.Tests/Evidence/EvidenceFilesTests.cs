using System.Text;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Evidence;

namespace AfterSales.Application.Tests.Evidence;

public sealed class EvidenceFilesTests : IAsyncLifetime
{
    private EvidenceRoom _room = null!;

    public async Task InitializeAsync() => _room = await EvidenceRoom.OpenAsync();

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Fact]
    public async Task StoreAsync_Picture_LiesUnderItsHashAndGetsAThumbnail()
    {
        var png = SamplePictures.Png(1000, 500);

        var stored = await _room.StoreAsync(png);

        stored.Value.ShouldBe(new StoredFile(EvidenceRoom.HashOf(png), "image/png", png.Length, 1000, 500, true));
        var sha = stored.Value!.Sha256;
        (await _room.ReadAsync(sha)).ShouldBe(png);
        await using var thumbnail = (await _room.Evidence.OpenThumbnailAsync(sha, default)).ShouldNotBeNull();
        Thumbnails.DimensionsOf(await _room.ReadAsync(sha + ".webp")).ShouldBe(new Dimensions(480, 240));
        (await _room.Evidence.OpenPreviewAsync(sha, default)).ShouldBeNull("a screen shows the original");
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
        var drawn = await _room.DrawnAsync(SamplePictures.SidewaysJpeg);

        (drawn.Width, drawn.Height).ShouldBe((20, 40));
        (await _room.ReadAsync(drawn.Sha256)).ShouldBe(SamplePictures.SidewaysJpeg);
        (await _room.ReadAsync(drawn.Sha256 + ".webp")).AsSpan().IndexOf("SECRET"u8).ShouldBe(-1);
    }

    [Fact]
    public async Task StoreAsync_LargerThanAScreen_GetsAPreviewToo()
    {
        var drawn = await _room.DrawnAsync(SamplePictures.Png(4096, 1024));

        drawn.HasPreview.ShouldBeTrue();
        Thumbnails.DimensionsOf(await _room.ReadAsync(drawn.Sha256 + ".preview.webp")).ShouldBe(new Dimensions(2048, 512));
    }

    [Fact]
    public async Task StoreAsync_SameBytesTwice_AreStoredOnceAndSaidAlike()
    {
        var first = await _room.StoreAsync(SamplePictures.Gif);
        var second = await _room.StoreAsync(SamplePictures.Gif);

        second.Value.ShouldBe(first.Value);
        (await _room.NamesAsync()).ShouldBe([first.Value!.Sha256]);
    }

    [Fact]
    public async Task StoreAsync_TruncatedPicture_IsKeptWithoutThumbnail()
    {
        var png = SamplePictures.Png(400, 400);
        var half = png[..(png.Length / 2)];

        var drawn = await _room.DrawnAsync(half);

        (drawn.Width, drawn.Height, drawn.HasThumbnail).ShouldBe((400, 400, false));
        (await _room.ReadAsync(drawn.Sha256)).ShouldBe(half);
        (await _room.NamesAsync()).ShouldHaveSingleItem();
        (await _room.Evidence.OpenThumbnailAsync(drawn.Sha256, default)).ShouldBeNull();
    }

    [Fact]
    public async Task StoreAsync_TruncatedJpeg_IsKeptWithoutThumbnail()
    {
        var drawn = await _room.DrawnAsync(SamplePictures.SidewaysJpeg[..300]);

        (drawn.ContentType, drawn.HasThumbnail).ShouldBe(("image/jpeg", false));
    }

    [Fact]
    public async Task StoreAsync_TenThousandPixels_AreShrunk()
    {
        var drawn = await _room.DrawnAsync(SamplePictures.Png(10_000, 300));

        (drawn.Width, drawn.HasThumbnail, drawn.HasPreview).ShouldBe((10_000, true, true));
    }

    [Fact]
    public async Task StoreAsync_DeclaredSizeOfABomb_IsNotDecoded()
    {
        var stored = (await _room.StoreAsync(SamplePictures.PngWithoutPixels(30_000, 30_000))).Value!;

        (stored.Width, stored.Height, stored.HasThumbnail).ShouldBe((30_000, 30_000, false));
        (await _room.Evidence.OpenThumbnailAsync(stored.Sha256, default)).ShouldBeNull();
    }

    [Fact]
    public async Task StoreAsync_Heic_GetsAPreviewThatBrowsersDraw()
    {
        var drawn = await _room.DrawnAsync(SamplePictures.Heic);

        (drawn.ContentType, drawn.Width, drawn.Height).ShouldBe(("image/heic", 64, 48));
        (await _room.ReadAsync(drawn.Sha256)).ShouldBe(SamplePictures.Heic);
        Thumbnails.DimensionsOf(await _room.ReadAsync(drawn.Sha256 + ".preview.webp")).ShouldBe(new Dimensions(64, 48));
    }

    [Fact]
    public async Task StoreAsync_Video_SaysHowLongItPlays()
    {
        (await _room.StoreAsync(SampleVideos.Mp4(TimeSpan.FromSeconds(42)))).Value!.Seconds.ShouldBe(42);
        (await _room.StoreAsync(SampleVideos.Mp4(TimeSpan.FromHours(2)))).Refusal!.Code.ShouldBe("evidence.video_too_long");
        (await _room.StoreAsync(SampleVideos.CutOff)).Refusal!.Code.ShouldBe("evidence.video_unreadable");
        (await _room.NamesAsync()).ShouldHaveSingleItem();
        _room.Incoming.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script></html>", "evidence.type_not_allowed")]
    [InlineData("PK\u0003\u0004", "evidence.type_not_allowed")]
    [InlineData("", "evidence.empty")]
    public async Task StoreAsync_NotTaken_IsRefusedAndLeavesNothing(string content, string code)
    {
        var stored = await _room.StoreAsync(Encoding.Latin1.GetBytes(content));

        stored.Refusal!.Code.ShouldBe(code);
        (await _room.NamesAsync()).ShouldBeEmpty();
        _room.Incoming.ShouldBeEmpty();
    }

    [Fact]
    public async Task StoreAsync_OverTheLimit_StopsReadingThere()
    {
        await using var room = await EvidenceRoom.OpenAsync(new EvidenceLimits(200_000, 200_000, 200_000, 9));
        using var endless = new EndlessJpeg();

        var stored = await room.Evidence.StoreAsync(endless, CancellationToken.None);

        stored.Refusal!.Code.ShouldBe("evidence.too_large");
        endless.Given.ShouldBeLessThan(400_000);
        (await room.NamesAsync()).ShouldBeEmpty();
        room.Incoming.ShouldBeEmpty();
    }

    [Fact]
    public async Task StoreAsync_LimitOfItsKind_Counts()
    {
        await using var room = await EvidenceRoom.OpenAsync(new EvidenceLimits(Picture: 50, Video: 1_000_000, Document: 1_000_000, FilesPerMessage: 9));

        (await room.StoreAsync(SamplePictures.Png(100, 100))).Refusal!.Code.ShouldBe("evidence.too_large");
        (await room.StoreAsync([.. "%PDF-1.7\n"u8, .. new byte[1000]])).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task StoreAsync_CancelledHalfway_LeavesNoHalfFile()
    {
        using var cancel = new CancellationTokenSource();
        using var endless = new EndlessJpeg { AfterBytes = (300_000, cancel.Cancel) };

        await Should.ThrowAsync<OperationCanceledException>(() => _room.Evidence.StoreAsync(endless, cancel.Token));

        (await _room.NamesAsync()).ShouldBeEmpty();
        _room.Incoming.ShouldBeEmpty();
    }

    [Fact]
    public async Task StoreAsync_ConnectionBreaks_LeavesNoHalfFile()
    {
        using var endless = new EndlessJpeg { AfterBytes = (300_000, () => throw new IOException("gone")) };

        await Should.ThrowAsync<IOException>(() => _room.Evidence.StoreAsync(endless, CancellationToken.None));

        (await _room.NamesAsync()).ShouldBeEmpty();
        _room.Incoming.ShouldBeEmpty();
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
