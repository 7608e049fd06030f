using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Evidence;

public sealed class LargeUploadJourney(BrowserDesk desk) : Journey(desk)
{
    private const int Piece = 4 << 20;

    private static readonly byte[] Video = SampleVideos.Mp4(TimeSpan.FromSeconds(30), 14 << 20);

    [Fact]
    public async Task Video_WhoseNetworkBreaks_GoesOnWhereItWas_AlsoAfterAReload_AndMayBeGivenUp()
    {
        var store = await OwnStoreAsync("视频小店");
        var agent = await store.JoinAsync("林视频", Role.AfterSales);
        var number = await store.Api.BuyerSaysAsync("视频买家", "收到是破的");
        var bench = new Workbench(await Desk.SignInAsync(agent));
        await bench.OpenAsync(number);
        var page = bench.Page;
        var pending = page.GetByLabel("待发送的附件").Locator("li");
        var offsets = new List<string>();
        var away = true;
        // The network is gone when the third piece is on its way, and stays away until somebody loads the page again.
        await page.RouteAsync("**/evidence/uploads/pieces/*?offset=*", async route =>
        {
            var offset = route.Request.Url.Split('=')[^1];
            if (offset == $"{2 * Piece}" && away)
            {
                await route.AbortAsync("internetdisconnected");
                return;
            }
            lock (offsets) offsets.Add(offset);
            await route.ContinueAsync();
        });
        // On a disk, so that the browser knows it again.
        var folder = Directory.CreateTempSubdirectory("aftersales-video-");
        var file = Path.Combine(folder.FullName, "现场.mp4");
        await File.WriteAllBytesAsync(file, Video);

        await bench.AttachFromDiskAsync(file);
        await Eventually.TrueAsync(async () => await pending.Locator("progress").EvaluateAsync<double>("bar => bar.value") > 50, Limit);
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await page.ReloadAsync();
        away = false;
        await bench.OpenAsync(number);
        await bench.AttachFromDiskAsync(file);
        await pending.GetByText("14 MB").WaitForAsync();
        folder.Delete(recursive: true);
        offsets.ShouldBe(new[] { 0, 1, 2, 3 }.Select(piece => $"{piece * Piece}"), "nothing was sent twice");

        await bench.TypeAsync("这是现场视频");
        await bench.Composer.PressAsync("Control+Enter");
        var sent = bench.Conversation.Locator(".bubble.reply", new() { HasText = "现场视频" });
        await sent.WaitForAsync();
        await page.Button("查看 现场.mp4").ClickAsync();
        await page.OpenDialog().Locator("video").WaitForAsync();
        await page.OpenDialog().Button("关闭").ClickAsync();

        var gone = page.WaitForRequestAsync(request => request.Method == "DELETE");
        away = true;
        await bench.AttachAsync(new() { Name = "另一段.mp4", MimeType = "video/mp4", Buffer = SampleVideos.Mp4(TimeSpan.FromSeconds(20), 13 << 20) });
        await Eventually.TrueAsync(async () => await pending.Locator("progress").EvaluateAsync<double>("bar => bar.value") > 50, Limit);
        await page.Button("移除 另一段.mp4").ClickAsync();
        (await gone).Url.ShouldContain("/evidence/uploads/pieces/");
        await Assertions.Expect(pending).ToHaveCountAsync(0);
    }
}
