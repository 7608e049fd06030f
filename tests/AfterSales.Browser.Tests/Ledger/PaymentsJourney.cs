using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using AfterSales.Application.Persistence;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Ledger;

/// <summary>Somebody pays: one by hand, two in a batch whose receipts come back; and says who bears it.</summary>
public sealed class PaymentsJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Payments_ByHandAndInABatch_ArePaidOnce_AndTheirCostIsShared()
    {
        var store = await OwnStoreAsync("付款小店");
        var agent = await store.JoinAsync("小付", Role.AfterSales);
        var cases = new List<string>();
        for (var buyer = 1; buyer <= 3; buyer++) cases.Add(await GrantAsync(store, $"收款买家{buyer}", 10 * buyer, $"1380000000{buyer}"));
        var page = await Desk.SignInAsync(agent);
        await page.OpenAsync("/payments");
        await Assertions.Expect(page.Locator("[data-row]")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("[data-row]").First).ToContainTextAsync("138****0001");

        await page.Locator("[data-row]").First.FocusAsync();
        await page.Keyboard.PressAsync("p");
        await Assertions.Expect(page.OpenDialog()).ToContainTextAsync("13800000001");
        await page.OpenDialog().GetByLabel("凭证号").FillAsync("20261122200040011");
        await page.OpenDialog().Button("登记付款").ClickAsync();
        await page.GetByText("收款买家1的 ¥10.00 已登记付款").WaitForAsync();
        await Assertions.Expect(page.Locator("[data-row]")).ToHaveCountAsync(2);

        await page.Button("选满一批（2 笔）").ClickAsync();
        await page.GetByText("已选 2 笔 ¥50.00").WaitForAsync();
        await page.Button("生成批次").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "淘宝 · 小额打款 · 2 笔 ¥50.00" }).WaitForAsync();
        var files = new List<byte[]>();
        for (var time = 0; time < 2; time++)
        {
            var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "下载 XLSX" }).ClickAsync());
            files.Add(await File.ReadAllBytesAsync(await download.PathAsync()));
        }
        files[1].ShouldBe(files[0], "downloaded again, it is the same");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "凭证号" }).FillAsync("R-2\nR-3");
        await page.Locator("section[aria-labelledby=receipts-title]").Button("确认到账").ClickAsync();
        await page.GetByText("已确认 2 笔到账").WaitForAsync();

        await page.OpenAsync("/payments?show=done");
        await Assertions.Expect(page.Locator("[data-row]")).ToHaveCountAsync(3);
        await page.OpenAsync($"/cases/{cases[0]}");
        var card = page.Locator("section[aria-labelledby=payment-title]");
        await Assertions.Expect(card).ToContainTextAsync("快递 · 中通 70%");
        await card.Button("调整分摊").ClickAsync();
        await page.OpenDialog().GetByLabel("百分比").First.FillAsync("60");
        await Assertions.Expect(page.OpenDialog()).ToContainTextAsync("合计 90%");
        await page.OpenDialog().GetByLabel("百分比").Last.FillAsync("40");
        await page.OpenDialog().Button("保存").ClickAsync();
        await Assertions.Expect(card).ToContainTextAsync("快递 · 中通 60%");

        await page.OpenAsync("/payments/claims");
        await page.GetByRole(AriaRole.Heading, new() { Name = "快递 · 中通" }).WaitForAsync();
        await Assertions.Expect(page.Locator("tfoot")).ToContainTextAsync("¥41.00");
    }

    [Fact]
    public async Task Payment_ThatSomebodyIsPaying_SaysSo_AndIsTakenOverOnlyOnPurpose()
    {
        var store = await OwnStoreAsync("两人付款小店");
        await GrantAsync(store, "收款买家", 10, "13800000001");
        var first = await Desk.SignInAsync(await store.JoinAsync("小付", Role.AfterSales));
        var second = await Desk.SignInAsync(await store.JoinAsync("小钱", Role.AfterSales));
        await first.OpenAsync("/payments");
        await second.OpenAsync("/payments");

        await first.Button("已付款…").ClickAsync();
        await first.OpenDialog().GetByLabel("凭证号").WaitForAsync();
        await second.GetByText("小付 正在付款").WaitForAsync();
        await Assertions.Expect(second.GetByRole(AriaRole.Checkbox)).ToBeDisabledAsync();
        await second.Button("已付款…").ClickAsync();
        await Assertions.Expect(second.OpenDialog()).ToContainTextAsync("小付 正在付这一笔");
        await Assertions.Expect(second.OpenDialog().GetByLabel("凭证号")).ToHaveCountAsync(0);

        await second.OpenDialog().Button("仍由我来付").ClickAsync();
        await second.OpenDialog().GetByLabel("凭证号").FillAsync("2026112220004002");
        await first.OpenDialog().GetByLabel("凭证号").FillAsync("2026112220004003");
        await first.OpenDialog().Button("登记付款").ClickAsync();
        await Assertions.Expect(first.OpenDialog()).ToContainTextAsync("小钱 正在付这一笔");
        await first.OpenDialog().Button("取消").ClickAsync();
        await second.OpenDialog().Button("登记付款").ClickAsync();
        await second.GetByText("收款买家的 ¥10.00 已登记付款").WaitForAsync();
        await Assertions.Expect(first.Locator("[data-row]")).ToHaveCountAsync(0);
    }

    private async Task<string> GrantAsync(OwnStore store, string buyer, decimal amount, string payee)
    {
        using var said = await store.Api.PostAsJsonAsync(new Uri("/api/v1/messages", UriKind.Relative), new
        {
            external_id = buyer,
            channel = "qianniu",
            customer = buyer,
            direction = "inbound",
            text = "袖口开线了",
            sent_at = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        });
        var number = (await said.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("case").GetString()!;
        await using var db = Desk.Get<Databases>().For(store.Owner);
        Payout granted = await GrantedPayout.AddAsync(db, number, amount, TimeProvider.System.GetUtcNow(), payee);
        granted.State.ShouldBe(PayoutState.Approved);
        return number;
    }
}
