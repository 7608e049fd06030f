using System.Text.RegularExpressions;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Cases;

public sealed class KeyboardJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Case_IsFoundAnsweredNotedAndAssigned_WithoutAMouse()
    {
        var store = await OwnStoreAsync("键盘小店");
        var agent = await store.JoinAsync("林键盘", Role.AfterSales);
        var now = TimeProvider.System.GetUtcNow();
        await store.Api.BuyerSaysAsync("键盘买家一", "发错货了", now.AddMinutes(-3));
        var number = await store.Api.BuyerSaysAsync("键盘买家二", "少发了一件", now.AddMinutes(-2));
        await store.Api.BuyerSaysAsync("键盘买家三", "质量有问题", now.AddMinutes(-1));
        var bench = new Workbench(await Desk.SignInAsync(agent));
        var page = bench.Page;
        await bench.QueueAsync();
        await Assertions.Expect(page.Locator("[data-row]")).ToHaveCountAsync(3);

        await AskForKeysAsync(page);
        await page.OpenDialog().GetByText("Ctrl + Enter").WaitForAsync();
        await LeaveDialogAsync(page);

        foreach (var (key, buyer) in new[] { ("j", "一"), ("j", "二"), ("j", "三"), ("k", "二") })
        {
            await page.Keyboard.PressAsync(key);
            await Assertions.Expect(bench.Row($"键盘买家{buyer}")).ToBeFocusedAsync();
        }
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains(number, StringComparison.Ordinal));
        await bench.Composer.WaitForAsync();

        await page.Keyboard.PressAsync("r");
        await Assertions.Expect(bench.Composer).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("亲，漏发的给您补上");
        await bench.DraftKeptAsync("漏发的给您补上");
        await page.Keyboard.PressAsync("Control+Enter");
        await bench.Conversation.Locator(".bubble.reply", new() { HasText = "漏发的给您补上" }).WaitForAsync();

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.GetByLabel("内部备注", new() { Exact = true }).And(bench.Composer)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("已通知仓库");
        await bench.DraftKeptAsync("已通知仓库");
        await page.Keyboard.PressAsync("Control+Enter");
        await bench.Conversation.Locator(".bubble.note", new() { HasText = "已通知仓库" }).WaitForAsync();

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("a");
        await page.OpenDialog().GetByText("交给谁处理").WaitForAsync();
        await LeaveDialogAsync(page);

        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Locator("[data-search]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("键盘买家三");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new Regex("/search"));
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex(@"^键盘买家三\s*客户") }).WaitForAsync();
    }

    // Keys work once the workbench has come to life; asking twice opens nothing twice.
    private static Task AskForKeysAsync(IPage page) => Eventually.TrueAsync(async () =>
    {
        await page.Keyboard.PressAsync("?");
        return await page.OpenDialog().CountAsync() == 1;
    }, Limit);

    private static async Task LeaveDialogAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.OpenDialog()).ToHaveCountAsync(0);
    }
}
