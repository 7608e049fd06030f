using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AfterSales.Application.Evidence;
using AfterSales.Web.Evidence;

namespace AfterSales.Web.Tests.Evidence;

public sealed class PieceEndpointsTests(EvidenceHost host) : IClassFixture<EvidenceHost>
{
    private static readonly byte[] Video = SampleVideos.Mp4(TimeSpan.FromSeconds(7), 600_000);

    [Fact]
    public async Task Pieces_OneAfterTheOther_AnswerATicketLikeAWholeFile()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        var id = await BeginAsync(agent);
        (await ReceivedAsync(await AppendAsync(agent, id, 0, 250_000))).ShouldBe(250_000);
        var wrong = await AppendAsync(agent, id, 0, 250_000);
        wrong.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await ReceivedAsync(wrong)).ShouldBe(250_000);

        // As after a reload: another page, the same person.
        var reloaded = await host.BrowserAsync(host.Desk.Agent);
        (await ReceivedAsync(await reloaded.GetAsync($"{EvidenceLinks.Pieces}/{id}"))).ShouldBe(250_000);
        (await ReceivedAsync(await AppendAsync(reloaded, id, 250_000, Video.Length - 250_000))).ShouldBe(Video.Length);
        var finished = await reloaded.PostAsync($"{EvidenceLinks.Pieces}/{id}/finish", null);

        var answer = (await finished.Content.ReadFromJsonAsync<UploadAnswer>())!;
        (answer.Name, answer.Size, answer.ContentType).ShouldBe(("现场.mp4", Video.Length, "video/mp4"));
        host.Get<EvidenceTickets>().Read(answer.Ticket, host.Desk.Agent).Value!.File!.Seconds.ShouldBe(7);
    }

    [Theory]
    [InlineData(true, 507, "evidence.not_stored")]
    [InlineData(false, 503, "evidence.storage_away")]
    public async Task Pieces_WhileTheDiskIsFullOrTheStorageIsAway_AreRefusedWithASentence_AndGoOnAfterwards(bool isDisk, int status, string code)
    {
        const int NoSpaceLeft = 28;
        var agent = await host.BrowserAsync(host.Desk.Agent);
        var id = await BeginAsync(agent);
        await AppendAsync(agent, id, 0, 250_000);
        host.Trouble = isDisk ? new IOException("No space left on device", NoSpaceLeft) : new StorageAwayException("Connection refused", new HttpRequestException());
        try
        {
            foreach (var refused in new[] { await AppendAsync(agent, id, 250_000, Video.Length - 250_000), await EvidenceHost.UploadAsync(agent, Video, "现场.mp4") })
            {
                ((int)refused.StatusCode).ShouldBe(status);
                (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe(code);
            }
        }
        finally
        {
            host.Trouble = null;
        }
        (await ReceivedAsync(await agent.GetAsync($"{EvidenceLinks.Pieces}/{id}"))).ShouldBe(250_000);
        (await ReceivedAsync(await AppendAsync(agent, id, 250_000, Video.Length - 250_000))).ShouldBe(Video.Length);
    }

    [Fact]
    public async Task Pieces_OfSomebodyElse_AreNotThere()
    {
        var id = await BeginAsync(await host.BrowserAsync(host.Desk.Agent));
        foreach (var other in new[] { host.Desk.OtherAgent, host.Stranger })
        {
            var browser = await host.BrowserAsync(other);
            (await browser.GetAsync($"{EvidenceLinks.Pieces}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await AppendAsync(browser, id, 0, 1000)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await browser.PostAsync($"{EvidenceLinks.Pieces}/{id}/finish", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Pieces_WithoutTokenOrPermissionOrSession_AreRefused()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        agent.DefaultRequestHeaders.Remove("RequestVerificationToken");
        (await agent.PostAsJsonAsync($"{EvidenceLinks.Pieces}/", new { name = "a.mp4", size = 10 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await (await host.BrowserAsync(host.Administrator)).PostAsJsonAsync($"{EvidenceLinks.Pieces}/", new { name = "a.mp4", size = 10 })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await host.BrowserAsync(null)).PostAsJsonAsync($"{EvidenceLinks.Pieces}/", new { name = "a.mp4", size = 10 })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Begin_OfMoreThanAnyFileMayHave_IsRefused()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        (await agent.PostAsJsonAsync($"{EvidenceLinks.Pieces}/", new { name = "a.mp4", size = 200_000_000 })).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Cancel_LeavesNothing()
    {
        var agent = await host.BrowserAsync(host.Desk.Agent);
        var id = await BeginAsync(agent);
        await AppendAsync(agent, id, 0, 1000);

        (await agent.DeleteAsync($"{EvidenceLinks.Pieces}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await agent.GetAsync($"{EvidenceLinks.Pieces}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<Guid> BeginAsync(HttpClient browser)
    {
        var begun = await browser.PostAsJsonAsync($"{EvidenceLinks.Pieces}/", new { name = "../现场.mp4", size = Video.Length });
        begun.StatusCode.ShouldBe(HttpStatusCode.OK, await begun.Content.ReadAsStringAsync());
        return (await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static Task<HttpResponseMessage> AppendAsync(HttpClient browser, Guid id, int offset, int length) =>
        browser.PatchAsync(FormattableString.Invariant($"{EvidenceLinks.Pieces}/{id}?offset={offset}"), new ByteArrayContent(Video, offset, length));

    private static async Task<long> ReceivedAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("received").GetInt64();
}
