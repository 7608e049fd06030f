using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using AfterSales.Application.Evidence.Packs;

namespace AfterSales.Application.Tests.Evidence;

public sealed class PackCheckTests
{
    private const string Photo = "售后问题图片/质量问题/2026-11/张三.jpg";
    private static readonly DateTime At = new(2026, 11, 22, 10, 0, 0);

    [Fact]
    public async Task Check_APack_IsRight()
    {
        var (zip, hash) = await PackAsync();

        var verdict = Check(zip, hash);

        verdict.Findings.ShouldBeEmpty();
        verdict.ManifestSha256.ShouldBe(hash);
        verdict.Manifest!.Case.ShouldBe("AS-261122-0001");
        using var archive = new ZipArchive(new MemoryStream(zip));
        archive.Entries.Select(e => e.FullName).ShouldBe(["说明.html", Photo, PackManifest.Path]);
        archive.Entries[0].LastWriteTime.DateTime.ShouldBe(At);
        using var page = new StreamReader(await archive.Entries[0].OpenAsync());
        (await page.ReadToEndAsync()).ShouldBe("<p>页</p>");
    }

    [Fact]
    public async Task Check_AnyByteFlipped_IsNoticed()
    {
        var (zip, hash) = await PackAsync();
        for (var i = 0; i < zip.Length; i++)
        {
            var changed = (byte[])zip.Clone();
            changed[i] ^= 1;
            Check(changed, hash).Findings.ShouldNotBeEmpty($"byte {i}");
        }
    }

    [Fact]
    public async Task Check_CutOffAnywhere_IsRefused()
    {
        var (zip, hash) = await PackAsync();
        for (var length = 0; length < zip.Length; length++) Check(zip[..length], hash).Findings.ShouldNotBeEmpty($"{length} bytes");
        Check(zip[..^1]).Findings.ShouldBe([new(PackProblem.CutOff)]);
    }

    [Fact]
    public async Task Check_FileChanged_NamesIt()
    {
        var (zip, _) = await PackAsync();
        var at = zip.AsSpan().IndexOf("JPEG"u8);
        zip[at] = (byte)'X';
        Check(zip).Findings.ShouldBe([new(PackProblem.WrongHash, Photo)]);
    }

    [Theory]
    [InlineData(0, "a.txt")]
    [InlineData(1, PackManifest.Path)]
    public async Task Check_CheckSumOfTheZipThatIsNotTheFiles_NamesIt(int place, string path)
    {
        var files = new[] { (Path: "a.txt", Bytes: "a"u8.ToArray()), (Path: PackManifest.Path, Bytes: Manifest(("a.txt", "a"))) };
        using var zip = new MemoryStream();
        await StoredZip.WriteAsync(zip, [.. files.Select((f, i) => new ZipPart(f.Path, f.Bytes.Length, i == place ? 7 : Crc32.Of(f.Bytes), At))], (i, _) => Task.FromResult<Stream>(new MemoryStream(files[i].Bytes)), default);

        Check(zip.ToArray()).Findings.ShouldBe([new(PackProblem.Foreign, path)]);
    }

    [Fact]
    public async Task Check_ManifestRewrittenToFit_IsNoticedByItsHash()
    {
        var (_, hash) = await PackAsync();
        var (other, otherHash) = await PackAsync(photo: "another");
        otherHash.ShouldNotBe(hash);
        Check(other).Findings.ShouldBeEmpty();
        Check(other, hash).Findings.ShouldBe([new(PackProblem.ManifestOther)]);
    }

    [Fact]
    public async Task Check_FileMissingOrTooMuch_NamesIt()
    {
        var manifest = Manifest(("a.txt", "a"), ("b.txt", "b"));
        Check(await ZipAsync(("a.txt", "a"u8.ToArray()), (PackManifest.Path, manifest))).Findings.ShouldBe([new(PackProblem.Missing, "b.txt")]);
        Check(await ZipAsync(("a.txt", "a"u8.ToArray()), ("b.txt", "b"u8.ToArray()), ("c.exe", [1]), (PackManifest.Path, manifest))).Findings.ShouldBe([new(PackProblem.Extra, "c.exe")]);
        Check(await ZipAsync(("a.txt", "a"u8.ToArray()), ("b.txt", "bb"u8.ToArray()), (PackManifest.Path, manifest))).Findings.ShouldBe([new(PackProblem.WrongSize, "b.txt")]);
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("a/../../outside.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/windows.txt")]
    [InlineData("a\\..\\b.txt")]
    [InlineData("a//b.txt")]
    [InlineData("a\u0000.txt")]
    public async Task Check_PathThatLeadsElsewhere_IsRefused(string path) =>
        Check(await ZipAsync((path, [1]), (PackManifest.Path, Manifest()))).Findings.ShouldBe([new(PackProblem.UnsafePath)]);

    [Fact]
    public async Task Check_TheSameNameTwice_IsRefused()
    {
        Check(await ZipAsync(("a.txt", [1]), ("a.txt", [2]), (PackManifest.Path, Manifest()))).Findings.ShouldBe([new(PackProblem.Duplicate, "a.txt")]);
        // On Windows and macOS one would take the other's place.
        Check(await ZipAsync(("a.txt", [1]), ("A.txt", [2]), (PackManifest.Path, Manifest()))).Findings.ShouldBe([new(PackProblem.Duplicate, "A.txt")]);
    }

    [Fact]
    public void Check_PackedAgainOrBlownUp_IsRefusedWithoutUnpacking()
    {
        using var bomb = new MemoryStream();
        using (var archive = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("bomb", CompressionLevel.SmallestSize).Open();
            entry.Write(new byte[50_000_000]);
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        Check(bomb.ToArray()).Findings.ShouldHaveSingleItem().Problem.ShouldBe(PackProblem.Foreign);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public async Task Check_MoreFilesThanAPackHolds_IsRefused() =>
        Check(await ZipAsync([.. Enumerable.Range(0, PackCheck.MostFiles + 1).Select(i => ($"{i}", Array.Empty<byte>()))])).Findings.ShouldBe([new(PackProblem.TooMuch)]);

    [Theory]
    [InlineData("")]
    [InlineData("no zip at all, but long enough to be looked at")]
    public void Check_NoZip_SaysSo(string text) => Check(Encoding.UTF8.GetBytes(text)).Findings.ShouldBe([new(PackProblem.NotAZip)]);

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("{\"version\":2}")]
    [InlineData("{\"version\":1,\"case\":1}")]
    [InlineData("{\"version\":1,\"case\":null,\"case_type\":null,\"order_no\":null,\"store\":\"s\",\"pdf\":\"made\",\"files\":[]}")]
    [InlineData("{\"version\":1,\"case\":\"c\",\"case_type\":null,\"order_no\":null,\"store\":\"s\",\"pdf\":\"made\",\"files\":[{\"path\":null,\"size\":1,\"sha256\":\"a\",\"type\":\"t\",\"label\":null,\"added_at\":null}]}")]
    public async Task Check_ManifestThatIsNone_SaysSo(string json) =>
        Check(await ZipAsync((PackManifest.Path, Encoding.UTF8.GetBytes(json)))).Findings.ShouldBe([new(PackProblem.ManifestUnreadable)]);

    [Fact]
    public async Task Check_WithoutManifest_SaysSo() => Check(await ZipAsync(("a.txt", [1]))).Findings.ShouldBe([new(PackProblem.NoManifest)]);

    [Fact]
    public void Manifest_WrittenAndRead_IsTheSame()
    {
        var manifest = new PackManifest("AS-1", null, "12", "店", true, [new(Photo, 4, new('a', 64), "image/jpeg", "photo of the goods", new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero))]);
        var read = PackManifest.Read(manifest.Write())!;
        read.Files.ShouldBe(manifest.Files);
        (read with { Files = manifest.Files }).ShouldBe(manifest);
        Encoding.UTF8.GetString(manifest.Write()).ShouldContain(Photo, customMessage: "people can read it");
    }

    private static PackVerdict Check(byte[] zip, string? sha256 = null) => PackCheck.Check(new MemoryStream(zip, writable: false), sha256);

    private static async Task<(byte[] Zip, string ManifestSha256)> PackAsync(string photo = "JPEG")
    {
        var manifest = Manifest(("说明.html", "<p>页</p>"), (Photo, photo));
        var zip = await ZipAsync(("说明.html", Encoding.UTF8.GetBytes("<p>页</p>")), (Photo, Encoding.UTF8.GetBytes(photo)), (PackManifest.Path, manifest));
        return (zip, Convert.ToHexStringLower(SHA256.HashData(manifest)));
    }

    private static byte[] Manifest(params (string Path, string Text)[] files) => new PackManifest("AS-261122-0001", "Quality", null, "店", false,
        [.. files.Select(f => new ManifestFile(f.Path, Encoding.UTF8.GetByteCount(f.Text), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(f.Text))), "text/plain", null, null))]).Write();

    private static async Task<byte[]> ZipAsync(params (string Path, byte[] Bytes)[] files)
    {
        using var zip = new MemoryStream();
        await StoredZip.WriteAsync(zip, [.. files.Select(f => new ZipPart(f.Path, f.Bytes.Length, Crc32.Of(f.Bytes), At))], (i, _) => Task.FromResult<Stream>(new MemoryStream(files[i].Bytes)), default);
        return zip.ToArray();
    }
}
