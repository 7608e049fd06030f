using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;
using AfterSales.Web.Evidence;

namespace AfterSales.Web.Tests.Evidence;

public sealed class EvidenceEndpointsTests(EvidenceHost host) : IClassFixture<EvidenceHost>
{
    // 8 × 6.
    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhCAAGAIAAAExpcTPMMyH5BAUAAAAALAAAAAAIAAYAAAIGjI+py30FADs=");
    private static readonly byte[] Video = SampleVideos.Mp4(TimeSpan.FromSeconds(5));

    [Fact]
    public async Task Upload_Picture_AnswersATicketAndAThumbnail()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);

        var response = await EvidenceHost.UploadAsync(agent, Gif, "外箱 破损.GIF", "text/html");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = (await response.Content.ReadFromJsonAsync<UploadAnswer>())!;
        (answer.Name, answer.Size, answer.ContentType).ShouldBe(("外箱 破损.GIF", Gif.Length, "image/gif"));
        host.Get<EvidenceTickets>().Read(answer.Ticket, host.Desk.Agent).Value!.File!.Sha256.Length.ShouldBe(64);
        var thumbnail = await agent.GetAsync(answer.Thumbnail);
        thumbnail.Content.Headers.ContentType!.MediaType.ShouldBe("image/webp");
        thumbnail.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Upload_NameThatLies_IsMadeSafe()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);

        var response = await EvidenceHost.UploadAsync(agent, Gif, "..\\..\\run\u202Efig.hta");

        (await response.Content.ReadFromJsonAsync<UploadAnswer>())!.Name.ShouldBe("runfig.hta.gif");
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script>", 415, "evidence.type_not_allowed")]
    [InlineData("", 400, "evidence.empty")]
    public async Task Upload_NotTaken_IsRefusedWithASentence(string content, int status, string code)
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);

        var response = await EvidenceHost.UploadAsync(agent, System.Text.Encoding.UTF8.GetBytes(content), "photo.jpg", "image/jpeg");

        await ShouldBeProblemAsync(response, status, code);
    }

    [Fact]
    public async Task Upload_OverItsLimit_IsRefused()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);

        await ShouldBeProblemAsync(await EvidenceHost.UploadAsync(agent, [.. Gif, .. new byte[400_000]], "a.gif"), 413, "evidence.too_large");
    }

    [Fact]
    public async Task Upload_BodyLargerThanAnyFile_IsRefused()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);

        await ShouldBeProblemAsync(await EvidenceHost.UploadAsync(agent, [.. Video, .. new byte[1_200_000]], "a.mp4"), 413, "evidence.too_large");
    }

    [Fact]
    public async Task Upload_NotMultipart_IsRefused()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);

        await ShouldBeProblemAsync(await agent.PostAsJsonAsync("/evidence/uploads", new { file = "x" }), 400, "evidence.no_file");
    }

    [Fact]
    public async Task Upload_FormThatEndsEarly_IsRefused()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        var body = new ByteArrayContent([.. "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.gif\"\r\n\r\n"u8, .. Gif]);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        await ShouldBeProblemAsync(await agent.PostAsync("/evidence/uploads", body), 400, "evidence.no_file");
    }

    [Fact]
    public async Task Upload_WithoutItsToken_IsRefused()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        agent.DefaultRequestHeaders.Remove("RequestVerificationToken");

        await ShouldBeProblemAsync(await EvidenceHost.UploadAsync(agent, Gif, "a.gif"), 400, "evidence.page_expired");
    }

    [Fact]
    public async Task Upload_WithSomebodyElsesToken_IsRefused()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        var other = await host.BrowserAsync(host.Desk.OtherAgent);
        agent.DefaultRequestHeaders.Remove("RequestVerificationToken");
        agent.DefaultRequestHeaders.Add("RequestVerificationToken", other.DefaultRequestHeaders.GetValues("RequestVerificationToken"));

        await ShouldBeProblemAsync(await EvidenceHost.UploadAsync(agent, Gif, "a.gif"), 400, "evidence.page_expired");
    }

    [Fact]
    public async Task Upload_SignedOut_IsUnauthorized()
    {
        (await EvidenceHost.UploadAsync(await host.BrowserAsync(null), Gif, "a.gif")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Upload_WithoutPermission_IsForbidden()
    {
        await ShouldBeProblemAsync(await EvidenceHost.UploadAsync(await host.BrowserAsync(host.Administrator), Gif, "a.gif"), 403, "forbidden");
    }

    [Fact]
    public async Task File_OfTheStore_IsServedCaged()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        var item = await host.SavedAsync(Gif, "外箱\"; x.gif");

        var response = await agent.GetAsync(EvidenceLinks.File(item.Id));

        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(Gif);
        response.Content.Headers.ContentType!.ToString().ShouldBe("image/gif");
        Header(response, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(response, "Content-Security-Policy").ShouldStartWith("sandbox; default-src 'none'");
        Header(response, "Cache-Control").ShouldBe("no-cache, private");
        var disposition = response.Content.Headers.ContentDisposition!;
        (disposition.DispositionType, disposition.FileNameStar).ShouldBe(("inline", "外箱\"; x.gif"));
    }

    // A video is fetched in many pieces: that is one look. A small picture is none.
    [Fact]
    public async Task File_InFullSize_IsALook_WhoeverFetchesItHoweverOften()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        var item = await host.SavedAsync(Gif, "a.gif");

        (await agent.GetAsync(EvidenceLinks.Thumbnail(item.Id))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await LooksAsync(item)).ShouldBeEmpty();
        for (var i = 0; i < 3; i++)
        {
            using var piece = new HttpRequestMessage(HttpMethod.Get, EvidenceLinks.File(item.Id));
            piece.Headers.Range = new RangeHeaderValue(i, i + 3);
            (await agent.SendAsync(piece)).StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        }
        (await (await host.BrowserAsync(host.Stranger)).GetAsync(EvidenceLinks.File(item.Id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await LooksAsync(item)).ShouldBe([(EvidenceAccessKind.Viewed, host.Desk.Agent.Name)]);
    }

    [Fact]
    public async Task File_WhoseLookCannotBeWrittenDown_IsNotShown()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        var item = await host.SavedAsync(Gif, "a.gif");
        await RunAsync("alter table evidence_accesses rename to evidence_accesses_away");
        try
        {
            var response = await agent.GetAsync(EvidenceLinks.File(item.Id));

            response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            (await response.Content.ReadAsByteArrayAsync()).Length.ShouldBe(0);
        }
        finally
        {
            await RunAsync("alter table evidence_accesses_away rename to evidence_accesses");
        }
    }

    private async Task<List<(EvidenceAccessKind, string)>> LooksAsync(EvidenceItem item) =>
        (await host.Get<CaseEvidenceQueries>().LooksAsync(item.Id, host.Desk.Owner)).Value!.Select(look => (look.Kind, look.By)).ToList();

    private async Task RunAsync(string sql)
    {
        await using var command = host.Get<AfterSales.Application.Persistence.Databases>().Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task File_SeenBefore_IsNotSentAgain()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        var address = EvidenceLinks.File((await host.SavedAsync(Gif, "a.gif")).Id);
        var tag = (await agent.GetAsync(address)).Headers.ETag!;
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(tag);

        (await agent.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task File_PartOfAVideo_IsSentAlone()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        var address = EvidenceLinks.File((await host.SavedAsync(Video, "a.mp4")).Id);
        using var part = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(1000, 1999) } };
        using var beyond = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(1_000_000, null) } };

        var response = await agent.SendAsync(part);

        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        Header(response, "Content-Security-Policy").ShouldStartWith("default-src 'none'");
        response.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes 1000-1999/{Video.Length}");
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(Video[1000..2000]);
        (await agent.SendAsync(beyond)).StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
    }

    [Fact]
    public async Task File_OfATypeNoLongerTaken_IsDownloaded()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        var stored = await host.SavedAsync(Gif, "a.gif");
        var now = host.Desk.Time.Now;
        var old = new EvidenceItem(Ids.New(now), host.Desk.StoreId, Ids.New(now), null, "a.svg", now, null).WithFile(stored.Sha256!, "image/svg+xml", Gif.Length, null, null, false);
        await host.SaveAsync(old);

        var response = await agent.GetAsync(EvidenceLinks.File(old.Id));

        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/octet-stream");
    }

    [Fact]
    public async Task Thumbnail_OfTheStore_IsServed()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        var item = await host.SavedAsync(Gif, "a.gif");

        var response = await agent.GetAsync(EvidenceLinks.Thumbnail(item.Id));

        (response.StatusCode, response.Content.Headers.ContentType!.ToString()).ShouldBe((HttpStatusCode.OK, "image/webp"));
    }

    [Fact]
    public async Task Everything_ForAStranger_IsAsIfItWereNotThere()
    {
        var item = await host.SavedAsync(Gif, "a.gif");
        var upload = await (await EvidenceHost.UploadAsync(await host.BrowserAsync(host.Desk.Agent), Gif, "a.gif")).Content.ReadFromJsonAsync<UploadAnswer>();
        var missing = Ids.New(host.Desk.Time.Now);
        string[] addresses =
        [
            EvidenceLinks.File(item.Id), EvidenceLinks.Preview(item.Id), EvidenceLinks.Thumbnail(item.Id), await LinkAsync(item.Id), upload!.Thumbnail!,
            EvidenceLinks.File(missing), EvidenceLinks.Thumbnail(missing), EvidenceLinks.PendingThumbnail("forged"),
        ];

        foreach (var outsider in new[] { host.Stranger, host.Administrator })
        {
            var browser = await host.BrowserAsync(outsider);
            foreach (var address in addresses)
            {
                var response = await browser.GetAsync(address);
                (response.StatusCode, (await response.Content.ReadAsStringAsync()).Length).ShouldBe((HttpStatusCode.NotFound, 0), address);
                response.Headers.ETag.ShouldBeNull();
            }
        }
    }

    [Fact]
    public async Task Everything_SignedOut_IsUnauthorized()
    {
        var item = await host.SavedAsync(Gif, "a.gif");
        var nobody = await host.BrowserAsync(null);

        foreach (var address in new[] { EvidenceLinks.File(item.Id), EvidenceLinks.Preview(item.Id), EvidenceLinks.Thumbnail(item.Id), await LinkAsync(item.Id), EvidenceLinks.PendingThumbnail("x") })
            (await nobody.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, address);
    }

    [Fact]
    public async Task Original_WithAnotherKey_IsAsIfItWereNotThere()
    {
        var (item, other) = (await host.SavedAsync(Gif, "a.gif"), await host.SavedAsync(Gif, "b.gif"));
        var agent = await host.BrowserAsync(host.Desk.Agent);
        var key = host.Get<SealedLinks>().KeyOf(other.Id, host.Desk.Agent);
        var right = await LinkAsync(item.Id);

        foreach (var address in new[] { EvidenceLinks.Original(item.Id, key), EvidenceLinks.Original(item.Id, ""), EvidenceLinks.Original(item.Id, "AAAA"), $"/evidence/{item.Id}/original", right[..^2] })
            (await agent.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        (await agent.GetAsync(right)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await host.BrowserAsync(host.Desk.OtherAgent)).GetAsync(right)).StatusCode.ShouldBe(HttpStatusCode.OK, "a colleague may follow it");
    }

    [Fact]
    public async Task Preview_OfASmallPicture_IsTheOriginal()
    {
        var item = await host.SavedAsync(Gif, "a.gif");

        var response = await (await host.BrowserAsync(host.Desk.Agent)).GetAsync(EvidenceLinks.Preview(item.Id));

        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(Gif);
    }

    // Where the plain address leads an agent of the store.
    private async Task<string> LinkAsync(Guid id) =>
        (await (await host.BrowserAsync(host.Desk.Agent)).GetAsync(EvidenceLinks.File(id))).RequestMessage!.RequestUri!.PathAndQuery;

    private static async Task ShouldBeProblemAsync(HttpResponseMessage response, int status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, body);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonSerializer.Deserialize<JsonElement>(body);
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("detail").GetString()!.ShouldNotContain("Refusals.");
        problem.GetProperty("detail").GetString()!.ShouldContain("。");
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));
}
