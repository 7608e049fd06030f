using System.Net.Http.Json;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Evidence;

public sealed class EvidenceJourney(BrowserDesk desk) : Journey(desk)
{
    private const string DropFiles = """
        (target, { names, base64 }) => {
          const carried = new DataTransfer();
          names.forEach((name, i) => carried.items.add(new File([Uint8Array.from(atob(base64[i]), c => c.charCodeAt(0))], name, { type: "image/png" })));
          target.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
        }
        """;

    [Fact]
    public async Task Photos_AreLabelledJudgedAskedForAgainAndDrawnOn()
    {
        var store = await OwnStoreAsync("证据小店");
        var agent = await store.JoinAsync("林证据", Role.AfterSales);
        var number = await store.Api.BuyerSaysAsync("证据买家", "少发了一件");
        var bench = new Workbench(await Desk.SignInAsync(agent));
        var page = bench.Page;
        await bench.OpenAsync(number);
        await bench.Facts.Button("是 发错货·漏发").ClickAsync();
        var goods = bench.Facts.Locator("[data-evidence='photo of the goods']");
        await goods.WaitForAsync();
        string[] names = ["外箱.png", "商品.png", "面单.png"];
        var pictures = new[] { await page.ScreenshotAsync(), await bench.Header.ScreenshotAsync(), await bench.Facts.ScreenshotAsync() };

        await page.Keyboard.PressAsync("e");
        var panel = page.OpenDialog();
        // The panel takes files as soon as it is alive.
        await Eventually.TrueAsync(async () =>
        {
            await panel.Locator("#evidence-add").EvaluateAsync(DropFiles, new { names, base64 = pictures.Select(Convert.ToBase64String) });
            try
            {
                await panel.Locator(".file").First.WaitForAsync(new() { Timeout = 2_000 });
                return true;
            }
            catch (TimeoutException)
            {
                return false;
            }
        }, Limit);
        await Assertions.Expect(panel.Locator(".file img")).ToHaveCountAsync(3);
        string[] labels = ["外包装", "瑕疵", "面单"];
        for (var i = 0; i < 3; i++) await panel.GetByLabel($"{names[i]} 的标签").SelectOptionAsync(new SelectOptionValue { Label = labels[i] });
        await panel.Button("加入工单（3）").ClickAsync();
        await Assertions.Expect(panel.Locator(".piece")).ToHaveCountAsync(3);

        await Piece("面单.png").Button("采信").ClickAsync();
        await Piece("面单.png").Locator(".thumb.accepted").WaitForAsync();
        await Piece("商品.png").Button("不采信…").ClickAsync();
        await Piece("商品.png").Button("照片模糊，看不清").ClickAsync();
        await Piece("商品.png").Button("确认不采信").ClickAsync();
        await Piece("商品.png").Locator(".thumb.rejected").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await bench.SaysAsync("林证据 对 商品.png 的判断：不采信（照片模糊，看不清）");

        await goods.GetByText("不采信：照片模糊，看不清").WaitForAsync();
        await goods.Button("再次索取：商品照片").ClickAsync();
        await Assertions.Expect(bench.Composer).ToHaveValueAsync("亲，您发的商品照片我们收到了，但是照片模糊，看不清，暂时没法作为依据。麻烦您再补发一下，收到后马上帮您核实～");
        await page.Locator("[data-send]").ClickAsync();
        await goods.GetByText("已索取").WaitForAsync();

        await BuyerSendsAsync(store, "证据买家", "重拍了", "重拍.png", pictures[1]);
        await goods.GetByText("已收到 1 张").WaitForAsync();
        await goods.Button("查看商品照片").ClickAsync();
        await panel.GetByLabel("按标签筛选").SelectOptionAsync("");
        await Piece("重拍.png").Button("标为“全部商品”").ClickAsync();
        await Piece("重拍.png").Button("采信").ClickAsync();
        await Piece("重拍.png").Locator(".thumb.accepted").WaitForAsync();
        await Assertions.Expect(goods.Locator(".state")).ToHaveTextAsync("已采信 1 件");

        await Piece("重拍.png").Locator(".thumb").ClickAsync();
        var viewer = page.Locator("dialog.lightbox[open]");
        var shown = viewer.Locator("[data-stage] img").First;
        await Eventually.TrueAsync(() => shown.EvaluateAsync<bool>("img => img.complete && img.naturalWidth > 0"), Limit);
        await page.Keyboard.PressAsync("+");
        await page.Keyboard.PressAsync("+");
        await page.Keyboard.PressAsync("r");
        await Assertions.Expect(viewer.Locator("[data-scale]")).ToHaveTextAsync("100%");
        (await shown.EvaluateAsync<string>("img => img.style.transform")).ShouldContain("rotate(90deg)");
        await page.Keyboard.PressAsync("0");

        await viewer.Button("标注").ClickAsync();
        var canvas = (await viewer.Locator("canvas").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(canvas.X + 20, canvas.Y + 10);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(canvas.X + canvas.Width / 2, canvas.Y + canvas.Height / 2, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await viewer.Button("保存副本").ClickAsync();
        await viewer.GetByText("已存为一件新证据，并记下了原件。").WaitForAsync();

        await viewer.Button("对比").ClickAsync();
        await Assertions.Expect(viewer.Locator("[data-stage]")).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("+");
        var moved = await viewer.Locator("[data-stage] img").EvaluateAllAsync<string[]>("all => all.map(img => img.style.transform)");
        moved.Distinct().ShouldBe(["translate(0px, 0px) rotate(0deg) scale(1.4)"], "they zoom together");
        await page.Keyboard.PressAsync("Escape");
        await Piece("重拍-标注.jpg").GetByText("标注自 重拍.png").WaitForAsync();

        var told = (await store.Api.CaseAsync(number)).GetProperty("evidence").EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!);
        told["商品.png"].GetProperty("verdict").GetProperty("reason").GetString().ShouldBe("blurred");
        told["重拍-标注.jpg"].GetProperty("original_id").GetGuid().ShouldBe(told["重拍.png"].GetProperty("id").GetGuid());
        told["重拍.png"].GetProperty("label").GetString().ShouldBe("photo of the goods");

        ILocator Piece(string name) => panel.First.Locator(".piece", new() { HasText = name });
    }

    [Fact]
    public async Task Photo_IsTakenLabelledAndLookedAtWithTwoFingers()
    {
        var store = await OwnStoreAsync("手机证据小店");
        var agent = await store.JoinAsync("林拍照", Role.AfterSales);
        var number = await store.Api.BuyerSaysAsync("拍照买家", "外箱破了");
        var bench = new Workbench(await Desk.SignInAsync(agent, width: 360, height: 740, touch: true));
        var page = bench.Page;
        await bench.OpenAsync(number);
        var photo = await page.ScreenshotAsync();
        await bench.Header.Locator("[data-key=e]").TapAsync();
        var panel = page.OpenDialog();
        var camera = panel.Button("拍照");
        await camera.WaitForAsync();
        (await panel.Locator("[data-from-camera]").GetAttributeAsync("capture")).ShouldBe("environment");
        IFileChooser? chooser = null;
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                chooser = await page.RunAndWaitForFileChooserAsync(() => camera.TapAsync(), new() { Timeout = 1_000 });
            }
            catch (TimeoutException)
            {
                // The tray is not alive yet.
            }
            return chooser is not null;
        }, Limit);
        await chooser!.SetFilesAsync(new FilePayload { Name = "外箱.png", MimeType = "image/png", Buffer = photo });
        await panel.GetByLabel("外箱.png 的标签").SelectOptionAsync(new SelectOptionValue { Label = "外包装" });
        await panel.Button("加入工单（1）").TapAsync();
        var piece = panel.Locator(".piece", new() { HasText = "外箱.png" });
        await piece.Locator(".thumb").TapAsync();

        var viewer = page.Locator("dialog.lightbox[open]");
        var shown = viewer.Locator("[data-stage] img");
        await Eventually.TrueAsync(() => shown.EvaluateAsync<bool>("img => img.complete && img.naturalWidth > 0"), Limit);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
        await PinchAsync(page, from: 30, to: 90);
        await Eventually.TrueAsync(async () => (await viewer.Locator("[data-scale]").TextContentAsync())!.Trim() != "100%", Limit);
        await viewer.Button("向右转").TapAsync();
        (await shown.EvaluateAsync<string>("img => img.style.transform")).ShouldContain("rotate(90deg)");
    }

    // Two fingers on the middle of the screen, going apart.
    private static async Task PinchAsync(IPage page, int from, int to)
    {
        var fingers = await page.Context.NewCDPSessionAsync(page);
        for (var apart = from; apart <= to; apart += 10)
            await TouchAsync(apart == from ? "touchStart" : "touchMove", [new { x = 180 - apart, y = 370, id = 1 }, new { x = 180 + apart, y = 370, id = 2 }]);
        await TouchAsync("touchEnd", []);

        Task TouchAsync(string type, object[] points) => fingers.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object> { ["type"] = type, ["touchPoints"] = points });
    }

    private static async Task BuyerSendsAsync(OwnStore store, string customer, string text, string name, byte[] picture)
    {
        using var answer = await store.Api.PostAsJsonAsync(new Uri("/api/v1/messages", UriKind.Relative), new
        {
            external_id = Path.GetRandomFileName(),
            channel = "qianniu",
            customer,
            direction = "inbound",
            text,
            sent_at = TimeProvider.System.GetUtcNow(),
            attachments = new[] { new { name, content_type = "image/png", base64 = Convert.ToBase64String(picture) } },
        });
        answer.EnsureSuccessStatusCode();
    }
}
