using System.Globalization;
using System.IO.Compression;
using System.Text;
using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Application.Evidence.Packs;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Application.Reviews;
using AfterSales.Application.Stores;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Evidence;
using AfterSales.Web.Evidence;
using AfterSales.Web.Evidence.Packs;
using AfterSales.Web.Shared;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace AfterSales.Web.Tests.Evidence;

/// <summary>What is in a pack, in its real words; and that it is the same whoever makes it, wherever.</summary>
public sealed class EvidencePackTests : IAsyncLifetime
{
    private const string Attack = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhCAAGAIAAAExpcTPMMyH5BAUAAAAALAAAAAAIAAYAAAIGjI+py30FADs=");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TestDesk _desk = null!;
    private string _number = "";

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        _number = await _desk.BuyerSaysAsync("张三", "收到是破的，电话13812345678");
        (await _desk.Get<ClassifyCase>().ExecuteAsync(new(_number, CaseType.Quality, CaseSubtype.Defect, null), _desk.Agent)).Refusal.ShouldBeNull();
        using var stream = new MemoryStream(Gif);
        var file = (await _desk.Get<EvidenceFiles>().StoreAsync(stream, default)).Value!;
        (await _desk.Get<WriteNote>().ExecuteAsync(new(_number, "只给自己人看的话", [new("瑕疵.gif", file)]), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(_number, Attack), _desk.Agent)).Refusal.ShouldBeNull();
        await using var db = _desk.Db();
        var line = await db.Messages.Where(m => m.Kind == MessageKind.Buyer).Select(m => m.Id).SingleAsync();
        (await _desk.Get<MarkLine>().ExecuteAsync(new(_number, line, true), _desk.Agent)).Refusal.ShouldBeNull();
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Pack_Opened_TellsTheCaseAndNothingMore()
    {
        using var archive = new ZipArchive(new MemoryStream(await MadeAsync()));

        archive.Entries.Select(e => e.FullName).ShouldBe(["举证说明.html", "举证说明.pdf", "售后问题图片/质量/2026-11/张三.gif", PackManifest.Path]);
        var html = Encoding.UTF8.GetString(Bytes(archive, "举证说明.html"));
        var page = await new HtmlParser().ParseDocumentAsync(html);
        page.QuerySelectorAll("script, iframe, object, embed, form, link, a, [onerror], [onload]").ShouldBeEmpty();
        page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!.ShouldStartWith("default-src 'none'");
        page.QuerySelectorAll("img").ShouldHaveSingleItem().GetAttribute("src")!.ShouldStartWith("data:image/webp;base64,");
        page.Body!.TextContent.ShouldContain(Attack);
        page.Body.TextContent.ShouldContain(_number);
        page.Body.TextContent.ShouldContain("质量");
        page.QuerySelectorAll(".marked").ShouldHaveSingleItem().TextContent.ShouldContain("收到是破的，电话138****5678");
        html.ShouldNotContain("13812345678");
        html.ShouldNotContain("只给自己人看的话", customMessage: "an internal note");
        Encoding.ASCII.GetString(Bytes(archive, "举证说明.pdf"), 0, 5).ShouldBe("%PDF-");
        Bytes(archive, "售后问题图片/质量/2026-11/张三.gif").ShouldBe(Gif);
    }

    [Fact]
    public async Task Pack_WithoutAFont_IsMadeAndSaysSo()
    {
        using var archive = new ZipArchive(new MemoryStream(await MadeAsync(font: "/nowhere/at/all.ttf")));
        archive.GetEntry("举证说明.pdf").ShouldBeNull();
        PackManifest.Read(Bytes(archive, PackManifest.Path))!.HasPdf.ShouldBeFalse();
    }

    [Fact]
    public async Task Pack_InOtherProcessesZonesAndLanguages_HasTheSameBytes_AlsoAfterAKill()
    {
        var here = await InCultureAsync("tr-TR", () => MadeAsync());
        Guid killed;
        await using (var dying = await StartAsync("Asia/Tokyo", "ja_JP.UTF-8"))
        await using (await LockCaseAsync())
        {
            killed = await AskAsync();
            await Eventually.TrueAsync(async () => await PackAsync(killed) is { Done: 1, Total: 1 }, Patience);
            await dying.KillAsync();
        }
        (await PackAsync(killed)).State.ShouldBe(PackState.Building);

        await using var next = await StartAsync("America/St_Johns", "de_DE.UTF-8");

        await Eventually.TrueAsync(async () => (await PackAsync(killed)).State == PackState.Ready, Patience);
        (await DownloadAsync(killed)).ShouldBe(here);
        await using var db = _desk.Db();
        (await db.History.CountAsync(h => h.Kind == CaseEventKind.EvidencePacked)).ShouldBe(2);
    }

    [Theory]
    [InlineData("en", "cut off")]
    [InlineData("zh-CN", "截断")]
    public async Task Command_OnAPack_SaysWhatIsWrongAndEndsWithIt(string language, string word)
    {
        var zip = await MadeAsync();
        var hash = await ManifestHashAsync();
        var folder = Directory.CreateTempSubdirectory("aftersales-packs-");
        try
        {
            var (whole, cut) = (Path.Combine(folder.FullName, "whole.zip"), Path.Combine(folder.FullName, "cut.zip"));
            await File.WriteAllBytesAsync(whole, zip);
            await File.WriteAllBytesAsync(cut, zip[..^100]);

            Run("verify", whole, "--sha256", hash).Status.ShouldBe(0);
            Run("verify", whole).Status.ShouldBe(0);
            Run("verify", whole, "--sha256", new('0', 64)).Status.ShouldBe(1);
            var (status, output) = Run("verify", cut);
            (status, output.Contains(word, StringComparison.Ordinal)).ShouldBe((1, true), output);
            var (notThere, also) = Run("verify", Path.Combine(folder.FullName, "none.zip"), whole);
            (notThere, also.Contains(hash, StringComparison.Ordinal)).ShouldBe((1, true), "the other is looked at");
            Run("verify", whole, "--sha256", "abc").Status.ShouldBe(1);
            Run().Status.ShouldBe(1);
            Run("--help").Status.ShouldBe(0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        (int Status, string Output) Run(params string[] arguments)
        {
            using var said = new StringWriter(CultureInfo.InvariantCulture);
            var status = new EvidenceCommand(said, said, CultureInfo.GetCultureInfo(language)).Execute(arguments);
            return (status, said.ToString());
        }
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Command_EveryProblem_HasASentence(string language)
    {
        var texts = new Texts(CultureInfo.GetCultureInfo(language));
        foreach (var problem in Enum.GetValues<PackProblem>())
        {
            texts.Find($"PackCommand.{problem}").ShouldNotBeNull();
            texts.Find($"PackCommand.{problem}.Of").ShouldNotBeNull();
        }
    }

    private static async Task<T> InCultureAsync<T>(string name, Func<Task<T>> act)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.GetCultureInfo(name), CultureInfo.GetCultureInfo(name));
        try
        {
            return await act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    private async Task<byte[]> MadeAsync(string? font = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(PackFont.Setting, font)]).Build();
        using var summary = new PackSummary(configuration, NullLogger<PackSummary>.Instance);
        var builder = new PackBuilder(_desk.Get<Databases>(), _desk.Get<EvidenceFiles>(), _desk.Get<StoreZones>(), _desk.Get<PeopleQueries>(), summary);
        using var worker = new PackWorker(_desk.Get<Databases>(), builder, _desk.Get<CaseLocks>(), _desk.Get<EvidenceAccesses>(), _desk.Get<ChangeSignal>(), _desk.Time, NullLogger<PackWorker>.Instance);
        var id = await AskAsync();
        (await worker.WorkAsync(default)).ShouldBe(1);
        return await DownloadAsync(id);
    }

    private async Task<Guid> AskAsync() => (await _desk.Get<RequestPack>().ExecuteAsync(_number, _desk.Agent)).Value;

    private async Task<EvidencePack> PackAsync(Guid id) => (await _desk.Get<PackQueries>().OfCaseAsync(_number, _desk.Agent)).Value!.Single(p => p.Id == id);

    private async Task<string> ManifestHashAsync() => (await _desk.Get<PackQueries>().OfCaseAsync(_number, _desk.Agent)).Value![0].ManifestSha256!;

    private async Task<byte[]> DownloadAsync(Guid id)
    {
        using var bytes = new MemoryStream();
        await (await _desk.Get<PackQueries>().OpenAsync(id, _desk.Agent)).Value!.WriteAsync(bytes, default);
        return bytes.ToArray();
    }

    private Task<DeskProcess> StartAsync(string zone, string language) => DeskProcess.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["ConnectionStrings__AfterSales"] = _desk.ConnectionString,
        ["AFTERSALES_DATA"] = _desk.DataFolder,
        ["AFTERSALES_DEMO"] = "false",
        ["TZ"] = zone,
        ["LANG"] = language,
        ["LC_ALL"] = language,
    });

    // Whoever makes the pack comes to write it into the case's history, and waits.
    private async Task<IAsyncDisposable> LockCaseAsync()
    {
        var connection = await _desk.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await using var command = new NpgsqlCommand("begin; select 1 from cases where number = @number for share", connection);
        command.Parameters.AddWithValue("number", _number);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static byte[] Bytes(ZipArchive archive, string path)
    {
        using var bytes = new MemoryStream();
        using (var entry = archive.GetEntry(path)!.Open()) entry.CopyTo(bytes);
        return bytes.ToArray();
    }
}
