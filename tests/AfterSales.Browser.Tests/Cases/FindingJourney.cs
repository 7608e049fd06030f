using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Cases;

public sealed class FindingJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task WhatABuyerSaid_IsFoundWhileTyping_AndOpensBesideTheQueue()
    {
        var store = await OwnStoreAsync("查找小店");
        var number = await store.Api.BuyerSaysAsync("查找买家", "裙子腰这里有个破洞");
        await store.Api.BuyerSaysAsync("别的买家", "收到了");
        var page = await Desk.SignInAsync(await store.JoinAsync("林查找", Role.AfterSales));
        var bench = new Workbench(page);
        await bench.QueueAsync();
        var (box, list) = (page.GetByRole(AriaRole.Combobox), page.GetByRole(AriaRole.Listbox));
        await bench.Row("查找买家").WaitForAsync();

        // Read in a moment after it was said.
        await Eventually.TrueAsync(async () =>
        {
            await page.Keyboard.PressAsync("Control+k");
            await box.FillAsync("");
            await box.PressSequentiallyAsync("破洞");
            await list.GetByText("全部结果").WaitForAsync();
            return await list.Locator("mark", new() { HasText = "破洞" }).CountAsync() > 0;
        }, Limit);
        (await Axe.FindingsAsync(page)).ShouldBeEmpty();

        await box.PressAsync("ArrowDown");
        var chosen = list.Locator("[aria-selected=true]");
        await Assertions.Expect(chosen).ToContainTextAsync("查找买家");
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-activedescendant", (await chosen.GetAttributeAsync("id"))!);
        await box.PressAsync("Enter");

        await page.WaitForURLAsync(url => url.Contains(number, StringComparison.Ordinal));
        await bench.SaysAsync("裙子腰这里有个破洞");
        await Assertions.Expect(bench.Row("别的买家")).ToBeVisibleAsync();
        await Assertions.Expect(list).ToHaveCountAsync(0);
        await Assertions.Expect(box).ToHaveValueAsync("");

        // What was looked for and opened waits in the empty box; on a phone it takes the screen.
        await page.SetViewportSizeAsync(360, 720);
        await box.ClickAsync();
        await list.GetByText("最近打开").WaitForAsync();
        await Assertions.Expect(list.GetByRole(AriaRole.Option, new() { Name = "破洞" }).First).ToBeVisibleAsync();
        (await page.Locator("[data-find-panel]").BoundingBoxAsync())!.ShouldSatisfyAllConditions(b => b.Width.ShouldBe(360), b => b.Height.ShouldBeGreaterThan(600));
        (await Axe.FindingsAsync(page)).ShouldBeEmpty();
        await page.Button("清空").ClickAsync();
        await Assertions.Expect(list.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(list).ToHaveCountAsync(0);
    }
}
