using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Parcels;

public sealed class WarehouseJourney(BrowserDesk desk) : Journey(desk)
{
    private const string Waybill = "YT7788120099";
    private const string OrderNo = "2001000000000001";

    [Fact]
    public async Task Return_IsScannedAndInspectedOnAPhone_TheAgentKnowsAtOnce_AndTheExchangeIsPacked()
    {
        var store = await OwnStoreAsync("仓库小店");
        var agent = await store.JoinAsync("林仓前", Role.AfterSales);
        var warehouse = await store.JoinAsync("周仓后", Role.Warehouse);
        var number = await ExchangeAsync(store);
        var bench = new Workbench(await Desk.SignInAsync(agent));
        await bench.OpenAsync(number);
        var phone = await Desk.SignInAsync(warehouse, width: 360, height: 740, touch: true);
        await phone.OpenAsync("/warehouse");
        await Assertions.Expect(phone.Locator(".rail-entry", new() { HasText = "仓库" })).ToBeVisibleAsync();

        await ScanAsync(phone, "No: yt7788120099");
        var card = phone.Locator("section[aria-labelledby=card-title]");
        await card.Button("收下，等验收").TapAsync();
        await bench.SaysAsync("待验收");

        await card.GetByLabel("可换货").CheckAsync();
        await AddPhotoAsync(phone, card);
        var save = card.Button("完成验收");
        (await save.BoundingBoxAsync())!.Height.ShouldBeGreaterThanOrEqualTo(44);
        (await phone.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
        await save.TapAsync();

        // What the warehouse found is on the agent's screen, with its photo, without a reload.
        await phone.GetByText($"{number} 的验收结果已告诉客服。").WaitForAsync();
        await Assertions.Expect(bench.Action("inspect return")).ToContainTextAsync("可换货");
        await Assertions.Expect(bench.Conversation.Locator("button.thumb")).ToHaveCountAsync(1);

        await phone.Locator(".tabs a", new() { HasText = "待打包" }).TapAsync();
        await phone.Locator("[data-row]", new() { HasText = "换货" }).TapAsync();
        await card.Button("已打包").TapAsync();
        await bench.SaysAsync("已打包");
        await card.GetByLabel("运单号").FillAsync("SF1399002211");
        await card.Button("已发出").TapAsync();
        await phone.GetByText($"{number} 已发出。").WaitForAsync();
        await bench.SaysAsync("SF1399002211");
    }

    [Fact]
    public async Task Parcel_ThatNobodyExpects_IsTakenInAndMatched()
    {
        var store = await OwnStoreAsync("无主小店");
        var warehouse = await store.JoinAsync("周无主", Role.Warehouse);
        var number = await ExchangeAsync(store);
        var page = await Desk.SignInAsync(warehouse);
        await page.OpenAsync("/warehouse");

        // A scanner types wherever the focus is, once the box has shown that it listens.
        await Assertions.Expect(page.Locator("#scan")).ToBeFocusedAsync();
        await page.Locator("h1").ClickAsync();
        await page.Keyboard.TypeAsync("JT1234567890");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("没有事项属于 JT1234567890").WaitForAsync();
        await page.GetByLabel("寄件人").FillAsync("仓库买家 13800000999");
        await page.Button("收为无主件").ClickAsync();

        await page.GetByText("138****0999").First.WaitForAsync();
        await page.Button($"归到 {number}").ClickAsync();
        await page.GetByText($"已归到 {number}，退货已到仓，等验收。").WaitForAsync();
        await page.Locator(".tabs a", new() { HasText = "退货" }).ClickAsync();
        await page.Locator("[data-row]", new() { HasText = "待验收" }).WaitForAsync();
    }

    [Fact]
    public async Task Photo_ThatIsNone_IsRefusedOnTheSpot_AndAHalfOneIsKept()
    {
        var store = await OwnStoreAsync("假照片小店");
        var warehouse = await store.JoinAsync("周假图", Role.Warehouse);
        var number = await ExchangeAsync(store);
        var page = await Desk.SignInAsync(warehouse);
        await page.OpenAsync("/warehouse");
        await ScanAsync(page, Waybill);
        var card = page.Locator("section[aria-labelledby=card-title]");
        await card.Button("收下，等验收").ClickAsync();
        await card.GetByLabel("可换货").CheckAsync();
        // Pages that call themselves pictures, the second beginning as one; and a picture whose upload somebody cut off.
        var html = "<html><script>fetch('//evil.example')</script>"u8.ToArray();
        byte[] gif = [.. "GIF89a"u8, 8, 0, 6, 0, 0, 0, 0, (byte)'!', .. html];
        byte[] half = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF"u8, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xDB, 0, 67, .. new byte[20]];

        foreach (var (name, bytes) in new[] { ("照片.jpg", html), ("动图.gif", gif) })
        {
            await PickAsync(page, card, new() { Name = name, MimeType = "image/jpeg", Buffer = bytes });
            await card.GetByText("只收图片").First.WaitForAsync();
        }
        await PickAsync(page, card, new() { Name = "断了.jpg", MimeType = "image/jpeg", Buffer = half });
        await card.Locator(".file", new() { HasText = "断了" }).WaitForAsync();
        await card.Button("完成验收").ClickAsync();

        await page.GetByText($"{number} 的验收结果已告诉客服。").WaitForAsync();
        await using var db = Desk.Get<Application.Persistence.Databases>().For(store.Owner);
        db.Evidence.Select(e => new { e.Name, e.ContentType, e.HasThumbnail }).ToList().ShouldHaveSingleItem().ShouldBe(new { Name = "断了.jpg", ContentType = (string?)"image/jpeg", HasThumbnail = false });
    }

    private async Task<string> ExchangeAsync(OwnStore store)
    {
        // What the order was worth is the bound of an exchange.
        await store.ImportOrdersAsync((OrderNo, "仓库买家", "201.12"));
        var number = await store.Api.BuyerSaysAboutAsync("仓库买家", "收到的颜色不对", OrderNo);
        (await Desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.WrongShipped, null), store.Owner)).Ok.ShouldBeTrue();
        var facts = new Dictionary<string, Value>(StringComparer.Ordinal) { ["photo"] = Value.Of("confirms"), ["weigh slip"] = Value.Of("confirms"), ["stock"] = Value.True };
        (await Desk.Get<SayFacts>().ExecuteAsync(new(number, facts), store.Owner)).Ok.ShouldBeTrue();
        (await Desk.Get<AgreeRemedy>().ExecuteAsync(new(number, "exchange", null, null, null, null, number), store.Owner)).Refusal.ShouldBeNull();
        var back = (await Desk.Get<Application.Parcels.WarehouseQueries>().ListAsync(Application.Parcels.WarehouseList.Returns, null, store.Owner)).Value!.Rows.Single();
        (await Desk.Get<MoveAction>().ExecuteAsync(new(number, back.ActionId, ActionState.OnTheWay, new ActionDetails { Waybill = Waybill, Courier = "圆通速递" }), store.Owner)).Ok.ShouldBeTrue();
        return number;
    }

    // The box takes what is typed as soon as it is alive.
    private static async Task ScanAsync(IPage page, string text)
    {
        await page.Locator("#scan").FillAsync(text);
        await page.Locator("#scan").PressAsync("Enter");
    }

    private static async Task AddPhotoAsync(IPage page, ILocator card)
    {
        await PickAsync(page, card, new() { Name = "验收.png", MimeType = "image/png", Buffer = await page.ScreenshotAsync() });
        await card.Locator(".file img").WaitForAsync();
    }

    // The tray takes a file as soon as it is alive.
    private static async Task PickAsync(IPage page, ILocator card, FilePayload file)
    {
        IFileChooser? chooser = null;
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                chooser = await page.RunAndWaitForFileChooserAsync(() => card.Button("添加照片").ClickAsync(), new() { Timeout = 1_000 });
            }
            catch (TimeoutException)
            {
                // Not yet.
            }
            return chooser is not null;
        }, BrowserDesk.Patience);
        await chooser!.SetFilesAsync(file);
    }
}
