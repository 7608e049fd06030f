using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Tests.Evidence;

public sealed class AttachmentReaderTests : IAsyncLifetime
{
    private EvidenceRoom _room = null!;
    private AttachmentReader _reader = null!;

    public async Task InitializeAsync()
    {
        _room = await EvidenceRoom.OpenAsync();
        _reader = new(_room.Evidence);
    }

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Fact]
    public async Task ReadAsync_Base64_IsStoredAndNamedByItsContent()
    {
        var read = await ReadAsync("photo.exe", Convert.ToBase64String(SamplePictures.Gif), null);

        (read.Value!.Name, read.Value.Url, read.Value.File!.ContentType).ShouldBe(("photo.exe.gif", null, "image/gif"));
        (await _room.ReadAsync(read.Value.File.Sha256)).ShouldBe(SamplePictures.Gif);
    }

    [Theory]
    [InlineData("R0lGODlh CAAG")]
    [InlineData("R0lGODlh\n")]
    [InlineData("R0lGODlhCAAG-_==")]
    [InlineData("R0lGODlhCAA")]
    [InlineData("data:image/gif;base64,R0lGODlh")]
    [InlineData("not base64")]
    public async Task ReadAsync_LooseBase64_IsRefused(string base64)
    {
        var read = await ReadAsync("a.gif", base64, null);

        (read.Refusal!.Code, read.Refusal.Field).ShouldBe(("evidence.base64_invalid", "base64"));
        (await _room.NamesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ReadAsync_Base64OverTheLimit_IsRefusedBeforeDecoding()
    {
        var read = await ReadAsync("a.gif", new string('!', AttachmentReader.MaxDecoded / 3 * 4 + 8), null);

        (read.Refusal!.Code, read.Refusal.Args[0]).ShouldBe(("evidence.too_large", 20L));
    }

    [Fact]
    public async Task ReadAsync_HostileBytes_AreRefused()
    {
        (await ReadAsync("a.png", Convert.ToBase64String("<svg onload='alert(1)'/>"u8), null)).Refusal!.Code.ShouldBe("evidence.type_not_allowed");
    }

    [Theory]
    [InlineData("https://img.alicdn.com/imgextra/i1/1.jpg", "图.jpg", "https://img.alicdn.com/imgextra/i1/1.jpg", "图.jpg")]
    [InlineData("http://example.com/图 片.jpg", null, "http://example.com/%E5%9B%BE%20%E7%89%87.jpg", "example.com")]
    public async Task ReadAsync_Link_IsKeptAsALink(string url, string? name, string expected, string shown)
    {
        var read = await ReadAsync(name, null, url);

        (read.Value!.Url, read.Value.Name, read.Value.File).ShouldBe((expected, shown, null));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.com/a.jpg")]
    [InlineData("//example.com/a.jpg")]
    [InlineData("/etc/passwd")]
    [InlineData("https://taobao.com@evil.example/a.jpg")]
    [InlineData("https://")]
    [InlineData("a.jpg")]
    public async Task ReadAsync_LinkToElsewhere_IsRefused(string url)
    {
        var read = await ReadAsync("a.jpg", null, url);

        (read.Refusal!.Code, read.Refusal.Field).ShouldBe(("evidence.link_invalid", "url"));
    }

    [Fact]
    public async Task ReadAsync_LinkTooLong_IsRefused()
    {
        (await ReadAsync("a", null, "https://example.com/" + new string('a', 1981))).Refusal!.Code.ShouldBe("evidence.link_invalid");
        (await ReadAsync("a", null, "https://example.com/" + new string('a', 1980))).Ok.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("R0lG", "https://example.com/a.jpg")]
    public async Task ReadAsync_NeitherOrBoth_IsRefused(string? base64, string? url)
    {
        (await ReadAsync("a.jpg", base64, url)).Refusal!.Code.ShouldBe("evidence.bytes_or_link");
    }

    private Task<Result<Attachment>> ReadAsync(string? name, string? base64, string? url) => _reader.ReadAsync(name, base64, url, CancellationToken.None);
}
