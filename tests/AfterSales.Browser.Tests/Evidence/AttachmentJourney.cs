using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Evidence;

public sealed class AttachmentJourney(BrowserDesk desk) : Journey(desk)
{
    private const string PasteFile = """
        (box, { name, type, base64 }) => {
          const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
          const clipboard = new DataTransfer();
          clipboard.items.add(new File([bytes], name, { type }));
          box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
        }
        """;

    [Fact]
    public async Task Pictures_AreChosenAndPasted_ShownSmallAndLarge_AndOthersAreRefusedInASentence()
    {
        var store = await OwnStoreAsync("照片小店");
        var agent = await store.JoinAsync("林照片", Role.AfterSales);
        var number = await store.Api.BuyerSaysAsync("照片买家", "收到是破的");
        var bench = new Workbench(await Desk.SignInAsync(agent));
        await bench.OpenAsync(number);
        var page = bench.Page;
        await bench.TypeAsync("亲，这是我们出库时的照片");
        var photo = await page.ScreenshotAsync();
        var clipping = await bench.Header.ScreenshotAsync();
        var pending = page.GetByLabel("待发送的附件").Locator("li");

        await bench.AttachAsync(new() { Name = "出库照片.png", MimeType = "image/png", Buffer = photo });
        await ShownAsync(pending.Filter(new() { HasText = "出库照片.png" }).Locator("img"));

        await bench.Composer.EvaluateAsync(PasteFile, new { name = "截图.png", type = "image/png", base64 = Convert.ToBase64String(clipping) });
        await ShownAsync(pending.Filter(new() { HasText = "截图.png" }).Locator("img"));

        await bench.Composer.EvaluateAsync(PasteFile, new { name = "说明.png", type = "image/png", base64 = Convert.ToBase64String("这不是图片"u8.ToArray()) });
        await pending.Filter(new() { HasText = "说明.png" }).GetByText("只收图片（JPG、PNG、WebP、GIF、HEIC）、MP4 视频和 PDF。").WaitForAsync();
        await page.Button("移除 说明.png").ClickAsync();
        await Assertions.Expect(pending).ToHaveCountAsync(2);

        await bench.Composer.PressAsync("Control+Enter");
        var sent = bench.Conversation.Locator(".bubble.reply", new() { HasText = "出库时的照片" });
        await sent.WaitForAsync();
        await Assertions.Expect(sent.Locator("button.thumb img")).ToHaveCountAsync(2);
        await ShownAsync(sent.Locator("button.thumb img").First);
        await Assertions.Expect(pending).ToHaveCountAsync(0);

        await page.Button("查看 出库照片.png").ClickAsync();
        await ShownAsync(page.OpenDialog().Locator(".stage img"));
        await page.Keyboard.PressAsync("ArrowRight");
        await page.OpenDialog().GetByText("2 / 2").WaitForAsync();
        await page.OpenDialog().Button("关闭").ClickAsync();
        await Assertions.Expect(page.OpenDialog()).ToHaveCountAsync(0);
    }

    // Not only there: the browser got a picture it could draw.
    private static async Task ShownAsync(ILocator picture)
    {
        await picture.WaitForAsync();
        await Eventually.TrueAsync(() => picture.EvaluateAsync<bool>("img => img.complete && img.naturalWidth > 0"), Limit);
    }
}
