using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Evidence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Web.Tests.Evidence;

public sealed class ArchiveZipTests(EvidenceHost host) : IClassFixture<EvidenceHost>
{
    private static readonly DateTimeOffset October = new(2026, 10, 5, 2, 3, 4, TimeSpan.Zero);

    [Fact]
    public async Task Zip_OfASearch_HasTheTreeAndAnIndexOfEveryFile()
    {
        var number = await CaseAsync("=HYPERLINK(\"//evil\")/张三", CaseType.Quality);
        var other = await CaseAsync("=hyperlink(\"//evil\")/张三", type: null);
        var first = await FileAsync(number, October, Noise(5000, 1));
        var second = await FileAsync(number, October.AddSeconds(1), Noise(4000, 2));
        var missing = await FileAsync(number, October.AddSeconds(2), content: null);
        var loose = await FileAsync(other, October.AddSeconds(3), Noise(100, 3));
        var browser = await host.BrowserAsync(await host.Desk.PersonAsync($"主管{number}", Role.Supervisor));

        using var answer = await browser.GetAsync("/archive.zip?from=2026-10-05&until=2026-10-05");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldStartWith("售后问题图片-");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var safe = ArchiveNames.Customer("=HYPERLINK(\"//evil\")/张三");
        zip.Entries.Select(e => e.FullName).ShouldBe(
        [
            $"售后问题图片/质量/2026-10/{safe}.jpg", $"售后问题图片/质量/2026-10/{safe}-2.jpg", $"售后问题图片/未分类/2026-10/{ArchiveNames.Customer("=hyperlink(\"//evil\")/张三")}.jpg", "index.csv",
        ]);
        foreach (var (entry, content) in zip.Entries.Zip([Noise(5000, 1), Noise(4000, 2), Noise(100, 3)]))
        {
            using var copy = new MemoryStream();
            await using (var stream = await entry.OpenAsync()) await stream.CopyToAsync(copy);
            copy.ToArray().ShouldBe(content);
            entry.CompressedLength.ShouldBe(entry.Length, "photos are stored as they are");
        }
        zip.Entries[0].LastWriteTime.DateTime.ShouldBe(new DateTime(2026, 10, 5, 10, 3, 4), "by the store's clock");

        var raw = await ReadAsync(zip.Entries[^1]);
        raw.Take(3).ShouldBe([0xEF, 0xBB, 0xBF]);
        var lines = Encoding.UTF8.GetString(raw).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(5);
        lines[1].ShouldContain($"\"'=HYPERLINK(\"\"//evil\"\")/张三\"");
        lines[1].ShouldContain("\"2026-10-05 10:03:04\"");
        lines[1].ShouldContain(first.Sha256!);
        lines[2].ShouldContain(second.Sha256!);
        lines[3].ShouldContain(missing.Sha256!);
        lines[3].ShouldEndWith("\"文件缺失，未打包\"");
        lines[4].ShouldContain(loose.Sha256!);
        lines[4].ShouldContain("未分类");
        await using var db = host.Desk.Db();
        (await db.EvidenceAccesses.CountAsync(a => a.Kind == EvidenceAccessKind.Exported && new[] { first.Id, second.Id, missing.Id, loose.Id }.Contains(a.EvidenceId))).ShouldBe(4);
    }

    [Fact]
    public async Task Zip_TheSameAgain_HasTheSameBytes()
    {
        var number = await CaseAsync("王五", CaseType.Quality);
        await FileAsync(number, October.AddMonths(-2), Noise(300, 4));
        await FileAsync(number, October.AddMonths(-2), Noise(300, 5));
        var browser = await host.BrowserAsync(host.Desk.Agent);

        var once = await browser.GetByteArrayAsync($"/archive.zip?case={number}");
        var again = await browser.GetByteArrayAsync($"/archive.zip?case={number}");

        using var one = new ZipArchive(new MemoryStream(once));
        using var other = new ZipArchive(new MemoryStream(again));
        one.Entries.SkipLast(1).Select(e => (e.FullName, e.Crc32, e.LastWriteTime)).ShouldBe(other.Entries.SkipLast(1).Select(e => (e.FullName, e.Crc32, e.LastWriteTime)));
        (await ReadAsync(one.Entries[^1])).ShouldBe(await ReadAsync(other.Entries[^1]));
    }

    [Fact]
    public async Task Zip_OfChosenFiles_HasThoseAlone()
    {
        var number = await CaseAsync("李四", CaseType.Quality);
        var (one, two) = (await FileAsync(number, October.AddMonths(-1), Noise(200, 6)), await FileAsync(number, October.AddMonths(-1).AddSeconds(1), Noise(200, 7)));
        await using (var db = host.Desk.Db()) await db.Evidence.Where(e => e.Id == two.Id).ExecuteUpdateAsync(e => e.SetProperty(x => x.Label, "photo of the goods"));
        var address = new ArchiveAddress(new() { Chosen = [two.Id] }).ToZip();

        using var zip = new ZipArchive(new MemoryStream(await (await host.BrowserAsync(host.Desk.Agent)).GetByteArrayAsync(address)));

        zip.Entries.Select(e => e.FullName).ShouldBe(["售后问题图片/质量/2026-09/李四-2.jpg", "index.csv"], "its number is that of the folder");
        Encoding.UTF8.GetString(await ReadAsync(zip.Entries[^1])).ShouldContain("\"全部商品\"", customMessage: "as on the case");
        one.Id.ShouldNotBe(two.Id);
    }

    [Fact]
    public async Task Zip_WhoMayNot_GetsASentenceAndNoByte()
    {
        var number = await CaseAsync("赵六", CaseType.Quality);
        var item = await FileAsync(number, October.AddMonths(-3), Noise(200, 8));
        var chosen = new ArchiveAddress(new() { Chosen = [item.Id] }).ToZip();

        await RefusedAsync(host.Desk.Agent, "/archive.zip", 403, "archive.of_many_cases");
        await RefusedAsync(host.Administrator, $"/archive.zip?case={number}", 403, "forbidden");
        await RefusedAsync(host.Stranger, $"/archive.zip?case={number}", 404, "archive.nothing");
        await RefusedAsync(host.Stranger, chosen, 404, "archive.nothing");
        var nobody = await host.BrowserAsync(null);
        (await nobody.GetAsync(chosen)).StatusCode.ShouldBeOneOf(HttpStatusCode.Found, HttpStatusCode.Unauthorized);
        await using var db = host.Desk.Db();
        (await db.EvidenceAccesses.AnyAsync(a => a.EvidenceId == item.Id)).ShouldBeFalse();
    }

    private async Task RefusedAsync(Actor actor, string address, int status, string code)
    {
        using var answer = await (await host.BrowserAsync(actor)).GetAsync(address);
        ((int)answer.StatusCode).ShouldBe(status, address);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("detail").GetString()!.ShouldNotStartWith("Refusals.");
    }

    private async Task<string> CaseAsync(string customer, CaseType? type)
    {
        var number = await host.Desk.BuyerSaysAsync(customer, "看图");
        if (type is { } of)
        {
            await using var db = host.Desk.Db();
            await db.Cases.Where(c => c.Number == number).ExecuteUpdateAsync(c => c.SetProperty(x => x.Type, of).SetProperty(x => x.Subtype, CaseTypes.SubtypesOf(of)[0]));
        }
        return number;
    }

    private async Task<EvidenceItem> FileAsync(string number, DateTimeOffset at, byte[]? content)
    {
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Ids.New(at).ToByteArray()));
        long size = 77;
        if (content is not null)
        {
            using var stream = new MemoryStream(content);
            (sha256, size) = (await host.Get<EvidenceFiles>().StoreAsync(stream, default)).Value is { } stored ? (stored.Sha256, stored.Size) : throw new InvalidOperationException("refused");
        }
        await using var db = host.Desk.Db();
        var subject = await db.Cases.AsNoTracking().SingleAsync(c => c.Number == number);
        var item = new EvidenceItem(Ids.New(at), host.Desk.StoreId, subject.Id, null, "图.jpg", at, null).In(subject.Type?.ToString(), subject.CustomerNick).WithFile(sha256, "image/jpeg", size, 4, 3, hasThumbnail: false);
        db.Evidence.Add(item);
        await db.SaveChangesAsync();
        return item;
    }

    // A JPEG by its first bytes.
    private static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(bytes);
        return bytes;
    }

    private static async Task<byte[]> ReadAsync(ZipArchiveEntry entry)
    {
        using var copy = new MemoryStream();
        await using (var stream = await entry.OpenAsync()) await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
