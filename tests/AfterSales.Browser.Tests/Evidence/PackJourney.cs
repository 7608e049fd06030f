using System.Globalization;
using System.Text.RegularExpressions;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using AfterSales.Web.Evidence;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Evidence;

public sealed class PackJourney(BrowserDesk desk) : Journey(desk)
{
    [Theory]
    [InlineData(1440, 900)]
    [InlineData(360, 740)]
    public async Task Pack_OneClick_IsMade_Downloaded_AndVerifiedOffline(int width, int height)
    {
        var store = await OwnStoreAsync($"举证小店{width}");
        var agent = await store.JoinAsync("林举证", Role.AfterSales);
        var number = await store.Api.BuyerSaysAsync("举证买家", "收到是破的");
        var bench = new Workbench(await Desk.SignInAsync(agent, "zh-CN", "light", width, height));
        await bench.OpenAsync(number);
        await bench.TypeAsync("亲，这是出库时的照片");
        await bench.AttachAsync(new() { Name = "出库.png", MimeType = "image/png", Buffer = await bench.Page.ScreenshotAsync() });
        await bench.Page.GetByLabel("待发送的附件").Locator("li img").WaitForAsync();
        await bench.Composer.PressAsync("Control+Enter");
        await bench.Conversation.Locator(".bubble.reply", new() { HasText = "出库时的照片" }).WaitForAsync();

        await bench.Header.GetByTitle("更多").Locator("..").PickAsync("举证包…");
        var dialog = bench.Page.OpenDialog();
        await dialog.Button("生成举证包").ClickAsync();
        await dialog.GetByText("可以下载").WaitForAsync();
        (await Axe.FindingsAsync(bench.Page)).ShouldBeEmpty();
        var hash = Regex.Match(await dialog.Locator("code").First.InnerTextAsync(), "[0-9a-f]{64}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        var download = await bench.Page.RunAndWaitForDownloadAsync(() => dialog.GetByRole(AriaRole.Link, new() { NameRegex = new("^下载", RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync());

        download.SuggestedFilename.ShouldBe($"举证包_{number}_{hash[..8]}.zip");
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        new EvidenceCommand(said, said, CultureInfo.GetCultureInfo("zh-CN")).Execute(["verify", await download.PathAsync(), "--sha256", hash]).ShouldBe(0, said.ToString());
        said.ToString().ShouldContain(number);
    }
}
