using System.Net.Http.Json;
using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Persistence;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Layout;

/// <summary>What opens over a page, as people see it: nothing serious for axe, nothing wider than the screen.</summary>
[Collection(BrowserLooks.Name)]
public sealed class EveryDialog(BrowserDesk desk) : Journey(desk)
{
    private const string AnothersOrder = "7700000000000777";

    [Theory]
    [InlineData("light", 1440, 900)]
    [InlineData("dark", 360, 740)]
    public async Task Dialog_IsAccessibleAndFits(string theme, int width, int height)
    {
        var store = await OwnStoreAsync("弹窗小店");
        var agent = await store.JoinAsync("林弹窗", Role.AfterSales);
        var number = await ABrokenParcelAsync(store);
        await store.Api.BuyerSaysAboutAsync("别的买家", "没收到", AnothersOrder);
        var bench = new Workbench(await Desk.SignInAsync(agent, theme: theme, width: width, height: height));
        var page = bench.Page;
        await bench.OpenAsync(number);
        await bench.TypeAsync("亲，您稍等");

        (string Name, Func<Task> Open)[] dialogs =
        [
            ("type", () => bench.Header.GetByTitle("确认或修改类型").ClickAsync()),
            ("flag", () => bench.Header.GetByTitle("插旗并备注").ClickAsync()),
            ("owner", () => bench.Header.GetByTitle("指派、转交或释放").ClickAsync()),
            ("tags", () => bench.Header.GetByTitle("更多").Locator("..").PickAsync("编辑标签…")),
            ("evidence pack", () => bench.Header.GetByTitle("更多").Locator("..").PickAsync("举证包…")),
            ("keeping", () => bench.Header.GetByTitle("更多").Locator("..").PickAsync("移除与保全…")),
            ("agreed by phone", () => bench.Header.GetByTitle("更多").Locator("..").PickAsync("记下电话协议…")),
            ("withdraw what was agreed by phone", async () =>
            {
                (await Desk.Get<RecordPhoneAgreement>().ExecuteAsync(new(number, "退 15 元", null), store.Owner)).Ok.ShouldBeTrue();
                await page.Locator("[data-phone]").Button("撤回…").ClickAsync();
            }),
            ("stale save", async () =>
            {
                await bench.Header.GetByTitle("插旗并备注").ClickAsync();
                await page.OpenDialog().WaitForAsync();
                (await Desk.Get<FlagCase>().ExecuteAsync(new(number, FlagColour.Green, "已补发", SeenVersion: null), store.Owner)).Ok.ShouldBeTrue();
                await page.OpenDialog().Button("保存").ClickAsync();
                await page.Locator("dl.versions").WaitForAsync();
            }),
            ("leak", async () =>
            {
                await bench.TypeAsync($"单号 {AnothersOrder}");
                await page.Locator("[data-send]").ClickAsync();
                await page.OpenDialog().Locator(".leaks li").WaitForAsync();
            }),
            ("promise", () => page.Button("承诺回复时间").ClickAsync()),
            ("lightbox", () => bench.Conversation.Locator("button.thumb").ClickAsync()),
            ("evidence", async () =>
            {
                await bench.Header.Locator("[data-key=e]").ClickAsync();
                await page.OpenDialog().Locator(".piece").WaitForAsync();
            }),
            ("shortcuts", () => page.Keyboard.PressAsync("?")),
            ("clock story", async () =>
            {
                if (width < 600) await page.Button("详情").ClickAsync();
                await bench.RunningClock("Reply").ClickAsync();
            }),
            ("opinion", () => bench.Facts.Locator(".opinions").Button("记一条").ClickAsync()),
        ];
        foreach (var (name, open) in dialogs) await LookAsync(page, open, name);
        // On a phone the tab stays on the facts, where the last one was opened.
        await FitsAsync(page, "a case without a type");
        await bench.Facts.Locator(".type-needed").Button("漏发").ClickAsync();
        await bench.Facts.Locator(".guidance").WaitForAsync();
        foreach (var folded in await bench.Facts.Locator("details > summary").AllAsync()) await folded.ClickAsync();
        await FitsAsync(page, "guidance");
        await LookAsync(page, () => bench.Facts.GetByRole(AriaRole.Button, new() { Name = "为什么：责任" }).ClickAsync(), "reasons");

        (await Desk.Get<MoveCase>().ExecuteAsync(new(number, CaseState.Executing, null), store.Owner)).Ok.ShouldBeTrue();
        (await Desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "亲，已经补发"), store.Owner)).Ok.ShouldBeTrue();
        (await Desk.Get<ResolveCase>().ExecuteAsync(new(number, null), store.Owner)).Ok.ShouldBeTrue();
        await bench.Facts.Locator("[data-follow-up]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await FitsAsync(page, "follow-up");
        if (width < 600) await page.Button("对话").ClickAsync();
        await LookAsync(page, () => page.Locator(".steps").Button("关闭").ClickAsync(), "close without a follow-up");

        await bench.QueueAsync();
        var start = page.Locator("section.queue details[data-menu]");
        await LookAsync(page, () => start.PickAsync("电话或到店…"), "new case");
        await LookAsync(page, () => start.PickAsync("粘贴聊天记录…"), "paste a chat");
    }

    [Theory]
    [InlineData("dark", 1440, 900)]
    [InlineData("light", 360, 740)]
    public async Task DialogOfReviews_IsAccessibleAndFits(string theme, int width, int height)
    {
        var store = await OwnStoreAsync("评价弹窗小店");
        var number = await store.Api.BuyerSaysAsync("评价弹窗买家", "不给我 50 块钱红包就差评");
        (await Desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Review, CaseSubtype.Negative, null), store.Owner)).Ok.ShouldBeTrue();
        var bench = new Workbench(await Desk.SignInAsync(store.OwnerSignIn, theme: theme, width: width, height: height));
        var page = bench.Page;
        await bench.OpenAsync(number);
        if (width < 600) await page.Button("详情").ClickAsync();
        var review = bench.Facts.Locator("[data-review]");

        await LookAsync(page, () => review.Button("登记评价").ClickAsync(), "review");
        await review.Button("登记评价").ClickAsync();
        await page.OpenDialog().GetByLabel("评价内容").FillAsync("不给红包就差评");
        await page.OpenDialog().Button("保存").ClickAsync();
        await LookAsync(page, async () =>
        {
            await review.Button("记录方案…").ClickAsync();
            await page.OpenDialog().Locator("summary").ClickAsync();
            await Assertions.Expect(page.OpenDialog().Locator("li", new() { HasText = "优惠券" })).ToContainTextAsync("先答完");
        }, "offer, and why the rest is not there");
        await LookAsync(page, () => review.Button("追评或回复…").ClickAsync(), "reply to a review");
        await LookAsync(page, () => review.Button("登记结果…").ClickAsync(), "review outcome");
        await LookAsync(page, () => bench.Facts.Locator("[data-extortion-card]").Button("标记敲诈").ClickAsync(), "flag extortion");
        await bench.Facts.Locator("[data-extortion-card]").Button("标记敲诈").ClickAsync();
        await page.OpenDialog().GetByLabel("原因").FillAsync("索要红包");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.OpenDialog()).ToHaveCountAsync(0);
        if (width < 600) await page.Button("对话").ClickAsync();
        await LookAsync(page, () => page.Locator("[data-extortion]").Button("解除标记").ClickAsync(), "lift the extortion flag");
    }

    [Theory]
    [InlineData("light", 1440, 900)]
    [InlineData("dark", 360, 740)]
    public async Task DialogOfPayments_IsAccessibleAndFits(string theme, int width, int height)
    {
        var store = await OwnStoreAsync("付款弹窗小店");
        var (first, second) = (await store.Api.BuyerSaysAsync("付款弹窗买家", "袖口开线了"), await store.Api.BuyerSaysAsync("另一个收款人", "袖口也开线了"));
        foreach (var number in new[] { first, second }) await GrantAsync(store, number, "13800000001");
        var page = await Desk.SignInAsync(store.OwnerSignIn, theme: theme, width: width, height: height);
        await page.OpenAsync("/payments");
        var row = page.Locator("[data-row]", new() { HasText = "付款弹窗买家" });
        await LookAsync(page, () => row.Button("已付款…").ClickAsync(), "paid by hand");
        var ways = row.Locator("details[data-menu]");
        await LookAsync(page, () => ways.PickAsync("标记为已付待确认"), "on its way");
        await ways.PickAsync("标记为已付待确认");
        await page.OpenDialog().Locator("footer .primary").ClickAsync();
        await Assertions.Expect(page.OpenDialog()).ToHaveCountAsync(0);

        // The other one goes to the same account.
        await page.Locator("[data-row]", new() { HasText = "另一个收款人" }).Button("已付款…").ClickAsync();
        await Assertions.Expect(page.OpenDialog().Locator(".banner")).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("Escape");
        await LookAsync(page, () => page.Button("核对相似付款").ClickAsync(), "look-alikes");

        await page.OpenAsync("/payments?show=sent");
        await LookAsync(page, () => row.Button("确认到账").ClickAsync(), "arrived");
        await LookAsync(page, () => row.Button("没付成").ClickAsync(), "did not go");
        await page.OpenAsync($"/cases/{first}?view=all");
        if (width < 600) await page.Button("详情").ClickAsync();
        await LookAsync(page, () => page.Locator("section[aria-labelledby=payment-title]").Button("调整分摊").ClickAsync(), "shares");
    }

    [Theory]
    [InlineData("light", 1440, 900)]
    [InlineData("dark", 1024, 740)]
    public async Task DialogOfRules_IsAccessibleAndFits(string theme, int width, int height)
    {
        var store = await OwnStoreAsync("规则弹窗小店");
        var page = await Desk.SignInAsync(store.OwnerSignIn, theme: theme, width: width, height: height);
        await page.OpenAsync("/playbooks/Quality/draft");
        (string Name, Func<Task> Open)[] dialogs =
        [
            ("condition", () => page.Locator("#cell-situation-0-0").ClickAsync()),
            ("output", () => page.Locator("[id^='cell-remedies-1-']").Nth(-3).ClickAsync()),
            ("reason", () => page.Locator("[id='cell-situation-0--1']").ClickAsync()),
            ("column", () => page.Button("加一列条件").First.ClickAsync()),
        ];
        foreach (var (name, open) in dialogs) await LookAsync(page, open, name);

        await page.Locator("#number-quality-window").FillAsync("5");
        await page.Keyboard.PressAsync("Tab");
        await LookAsync(page, () => page.Button("提交发布…").ClickAsync(), "propose");
        await page.OpenAsync("/settings/phrases");
        await LookAsync(page, () => page.Locator("#content li button").First.ClickAsync(), "phrase");
        await LookAsync(page, () => page.Button("新话术…").ClickAsync(), "own phrase");
    }

    [Theory]
    [InlineData("dark", 1440, 900)]
    [InlineData("light", 360, 740)]
    public async Task Menu_IsAccessibleAndFits(string theme, int width, int height)
    {
        var store = await OwnStoreAsync("菜单小店");
        var supervisor = await store.JoinAsync("陈菜单", Role.Supervisor);
        var agent = await store.JoinAsync("许菜单", Role.AfterSales);
        var number = await ABrokenParcelAsync(store);
        var giver = new Workbench(await Desk.SignInAsync(supervisor, theme: theme, width: width, height: height));
        await giver.OpenAsync(number);
        await giver.Header.GetByTitle("指派、转交或释放").ClickAsync();
        await giver.Page.OpenDialog().GetByRole(AriaRole.Button, new() { Name = "许菜单" }).ClickAsync();
        await giver.SaysAsync("陈菜单 把工单交给 许菜单");

        var bench = new Workbench(await Desk.SignInAsync(agent, theme: theme, width: width, height: height));
        var page = bench.Page;
        await bench.OpenAsync(number);
        await Assertions.Expect(bench.Bell.Locator(".count")).ToHaveTextAsync("1");
        foreach (var menu in new[] { "details.bell", ".topbar details.menu:has(.person)", ".topbar details.menu:has(.plain-summary)", "article.case .actions details[data-menu]", "article.case .second details[data-menu]" })
        {
            var summary = page.Locator(menu).Locator("summary");
            await summary.ClickAsync();
            await Assertions.Expect(page.Locator(menu)).ToHaveAttributeAsync("open", "");
            await FitsAsync(page, menu);
            await page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(page.Locator(menu)).Not.ToHaveAttributeAsync("open", "");
        }

        var board = giver.Page;
        await board.OpenAsync("/board");
        await board.GetByLabel("选择 弹窗买家 的工单").CheckAsync();
        await LookAsync(board, () => board.Button("转交").ClickAsync(), "reassign");
    }

    private async Task GrantAsync(OwnStore store, string number, string payee)
    {
        await using var db = Desk.Get<Databases>().For(store.Owner);
        (await GrantedPayout.AddAsync(db, number, 20, TimeProvider.System.GetUtcNow(), payee)).State.ShouldBe(PayoutState.Approved);
    }

    private static async Task LookAsync(IPage page, Func<Task> open, string name)
    {
        await open();
        await OpenedAsync(page, name);
        await page.SettleAsync();
        await FitsAsync(page, name);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.OpenDialog()).ToHaveCountAsync(0);
    }

    private static async Task OpenedAsync(IPage page, string name)
    {
        try
        {
            await page.OpenDialog().WaitForAsync();
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{name} did not open", e);
        }
    }

    private static async Task FitsAsync(IPage page, string name)
    {
        (await Axe.FindingsAsync(page)).ShouldBeEmpty(name);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{name} is wider than the screen");
    }

    // With a picture, so that there is something to look at.
    private static async Task<string> ABrokenParcelAsync(OwnStore store)
    {
        using var answer = await store.Api.PostAsJsonAsync(new Uri("/api/v1/messages", UriKind.Relative), new
        {
            external_id = Path.GetRandomFileName(),
            channel = "qianniu",
            customer = "弹窗买家",
            direction = "inbound",
            text = "外箱破了，东西也压坏了",
            sent_at = TimeProvider.System.GetUtcNow(),
            attachments = new[] { new { name = "外箱.gif", content_type = "image/gif", base64 = "R0lGODlhCAAGAIAAAExpcTPMMyH5BAUAAAAALAAAAAAIAAYAAAIGjI+py30FADs=" } },
        });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("case").GetString()!;
    }
}
