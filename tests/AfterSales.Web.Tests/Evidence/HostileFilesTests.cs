using System.Net;
using System.Net.Http.Json;
using System.Text;
using AfterSales.Application.Tests.Evidence;
using AfterSales.Web.Evidence;

namespace AfterSales.Web.Tests.Evidence;

/// <summary>Files that mean harm, sent for real: refused with a sentence, or kept and harmless.</summary>
public sealed class HostileFilesTests(EvidenceHost host) : IClassFixture<EvidenceHost>
{
    private static readonly Dictionary<string, byte[]> Refused = new(StringComparer.Ordinal)
    {
        ["a page in a picture's name"] = Text("<!doctype html><script>alert(1)</script>"),
        ["a picture that is a page, too"] = [.. SamplePictures.Gif[..13], .. Text("!\u00fe\u0020<script>alert(1)</script>"), 0, .. SamplePictures.Gif[13..]],
        ["a picture that is a document, too"] = [.. SamplePictures.SidewaysJpeg[..20], .. Text("%PDF-1.7\n"), .. SamplePictures.SidewaysJpeg[20..]],
        ["a document that is a page, too"] = Text("%PDF-1.7\n<html><body onload=alert(1)>"),
        ["a script that begins like a picture"] = Text("GIF89a=1;alert(document.cookie)//"),
        ["a drawing with a script"] = Text("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
        ["an archive"] = Text("PK\u0003\u0004 archive"),
        ["a program"] = Text("MZ\u0090\0\u0003 program"),
        ["a video cut off"] = SampleVideos.CutOff,
        ["a video of two hours"] = SampleVideos.Mp4(TimeSpan.FromHours(2)),
        ["nothing"] = [],
    };

    private static readonly Dictionary<string, byte[]> Harmless = new(StringComparer.Ordinal)
    {
        ["a bomb of 900 million pixels"] = SamplePictures.PngWithoutPixels(30_000, 30_000),
        ["a picture cut off"] = SamplePictures.SidewaysJpeg[..300],
        ["a picture with something behind it"] = [.. SamplePictures.Gif, .. new byte[5000], .. Text("<script>alert(1)</script>")],
    };

    public static TheoryData<string> NotTaken => [.. Refused.Keys];

    public static TheoryData<string> Kept => [.. Harmless.Keys];

    [Theory]
    [MemberData(nameof(NotTaken))]
    public async Task Upload_OfWhatMeansHarm_IsRefusedWithASentence(string what)
    {
        var response = await EvidenceHost.UploadAsync(await host.BrowserAsync(host.Desk.Agent), Refused[what], "photo.jpg", "image/jpeg");

        ((int)response.StatusCode).ShouldBeInRange(400, 415);
        (await response.Content.ReadAsStringAsync()).ShouldContain("。");
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task Upload_OfWhatCannotBeDrawn_IsKeptAndHarmless(string what)
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        var item = await host.SavedAsync(Harmless[what], "photo.jpg");

        var original = await agent.GetAsync(EvidenceLinks.File(item.Id));

        (await original.Content.ReadAsByteArrayAsync()).ShouldBe(Harmless[what]);
        original.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        original.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("sandbox; default-src 'none'");
        original.Content.Headers.ContentType!.MediaType!.ShouldStartWith("image/");
        if (what != "a picture with something behind it") (await agent.GetAsync(EvidenceLinks.Thumbnail(item.Id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Upload_TenThousandPixelsWide_IsShownSmall()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        var wide = SamplePictures.Png(10_000, 20);
        var item = await host.SavedAsync(wide, "wide.png");

        var thumbnail = await (await agent.GetAsync(EvidenceLinks.Thumbnail(item.Id))).Content.ReadAsByteArrayAsync();
        var preview = await (await agent.GetAsync(EvidenceLinks.Preview(item.Id))).Content.ReadAsByteArrayAsync();

        Application.Evidence.Thumbnails.DimensionsOf(thumbnail)!.Value.Width.ShouldBe(480);
        Application.Evidence.Thumbnails.DimensionsOf(preview)!.Value.Width.ShouldBe(2048);
        (await (await agent.GetAsync(EvidenceLinks.File(item.Id))).Content.ReadAsByteArrayAsync()).ShouldBe(wide);
    }

    [Theory]
    [InlineData("../../../../etc/cron.d/evil.gif")]
    [InlineData("..\\..\\Windows\\evil.gif")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\evil.gif")]
    [InlineData("a\u0000b.gif")]
    [InlineData("gif.\u202Efig.exe")]
    [InlineData("<script>alert(1)</script>.gif")]
    [InlineData("\r\nSet-Cookie: a=b.gif")]
    public async Task Upload_NameWithTricks_IsANameAndNothingElse(string name)
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        var response = await EvidenceHost.UploadAsync(agent, SamplePictures.Gif, name.Replace("\r\n", "%0d%0a", StringComparison.Ordinal).Replace("\0", "%00", StringComparison.Ordinal));

        var answer = (await response.Content.ReadFromJsonAsync<UploadAnswer>())!;
        answer.Name.ShouldEndWith(".gif");
        answer.Name.IndexOfAny(['/', '\\', '\0', '\r', '\n', '\u202E']).ShouldBe(-1);
        var item = await host.SavedAsync(SamplePictures.Gif, answer.Name);
        var original = await agent.GetAsync(EvidenceLinks.File(item.Id));
        original.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe(answer.Name);
        original.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    private static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);
}
