using AfterSales.Browser.Tests.Shared;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Conversations;

/// <summary>What is being written: kept over a reload, between tabs and cases, and looked at before it leaves.</summary>
public sealed class DraftJourney(BrowserDesk desk) : Journey(desk)
{
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static ILocator Files(Workbench bench) => bench.Page.Locator("#composer .files li");

    private static ILocator Aside(Workbench bench) => bench.Page.Locator("[data-draft-aside] button");

    [Fact]
    public async Task Draft_WithFileNoteAndPromise_SurvivesAReload()
    {
        var bench = await OpenAsync("草稿买家一", "尺码不对");
        var page = bench.Page;
        await AttachAsync(bench, "面单.png");
        await page.Button("承诺回复时间").ClickAsync();
        await page.OpenDialog().Button("随回复发出").ClickAsync();
        await Assertions.Expect(page.Locator("#composer .chip.good")).ToBeVisibleAsync();
        await bench.TypeAsync("写到一半");
        await page.Locator("[data-key=n]").ClickAsync();
        await Assertions.Expect(page.Locator("#composer.as-note")).ToBeVisibleAsync();
        await bench.TypeAsync("备注一半");

        await page.ReloadAsync();

        await Assertions.Expect(page.Locator("#composer.as-note")).ToBeVisibleAsync();
        await Assertions.Expect(bench.Composer).ToHaveValueAsync("备注一半");
        await Assertions.Expect(Files(bench)).ToContainTextAsync(["面单.png"]);
        await page.Locator("[data-key=r]").ClickAsync();
        await Assertions.Expect(bench.Composer).ToHaveValueAsync("写到一半");
        await Assertions.Expect(page.Locator("#composer .chip.good")).ToBeVisibleAsync();
        await page.Locator("[data-send]").ClickAsync();
        await bench.Conversation.Locator(".bubble.reply", new() { HasText = "写到一半" }).WaitForAsync();
        await Assertions.Expect(bench.Conversation.Locator(".bubble.reply .grid li")).ToHaveCountAsync(1);
        await Assertions.Expect(Files(bench)).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Assertions.Expect(bench.Composer).ToHaveValueAsync("");
        await Assertions.Expect(Files(bench)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task TwoTabs_OnOneCase_KeepBothDrafts()
    {
        var one = await OpenAsync("草稿买家二", "色差很大");
        var two = new Workbench(await one.Page.Context.NewPageAsync());
        await two.Page.OpenAsync(one.Page.Url);
        await one.TypeAsync("第一份");
        await Assertions.Expect(two.Composer).ToHaveValueAsync("第一份");
        // Files are picked in the tab that one looks at.
        await one.Page.BringToFrontAsync();
        await AttachAsync(one, "色差.png");
        await Assertions.Expect(Files(two)).ToContainTextAsync(["色差.png"]);

        await WriteAsleepAsync(two, over: "第一份", "睡着时写的");
        await two.Composer.PressSequentiallyAsync("，第二份");
        await WriteAsleepAsync(two, over: "第一份，第二份", "又睡着时写的");
        await two.Composer.PressSequentiallyAsync("，第三份");
        foreach (var kept in new[] { "又睡着时写的", "睡着时写的", "第一份，第二份，第三份", "又睡着时写的" })
        {
            await Aside(two).ClickAsync();
            await Assertions.Expect(two.Composer).ToHaveValueAsync(kept);
        }
    }

    [Fact]
    public async Task Case_LeftBeforeItsComposerCameAlive_LeavesThePageWhole()
    {
        await Desk.Api.BuyerSaysAsync("草稿买家三", "少发了一件");
        var arrives = new TaskCompletionSource();
        var bench = await OpenAsync("草稿买家四", "少发了一件", page => page.RouteAsync("**/js/{composer,upload}.js*", async route =>
        {
            await arrives.Task;
            await route.ContinueAsync();
        }));
        await bench.Composer.WaitForAsync();

        await bench.Row("草稿买家三").ClickAsync();
        await bench.Header.GetByText("草稿买家三").WaitForAsync();
        arrives.SetResult();

        await bench.ReplyAsync("亲，马上查");
    }

    [Fact]
    public async Task Reply_SentOnTheWayToTheNextCase_TakesItsDraftAlong()
    {
        await Desk.Api.BuyerSaysAsync("草稿买家七", "少发了一件");
        var bench = await OpenAsync("草稿买家八", "少发了一件");
        var address = bench.Page.Url;
        await bench.TypeAsync("亲，马上补发");
        await bench.Row("草稿买家七").WaitForAsync();

        await bench.Page.EvaluateAsync("""
            next => {
              document.querySelector("[data-send]").click();
              [...document.querySelectorAll("[data-row]")].find(row => row.textContent.includes(next)).click();
            }
            """, "草稿买家七");
        await bench.Header.GetByText("草稿买家七").WaitForAsync();
        await bench.ReplyAsync("亲，这就查");

        await bench.Page.OpenAsync(address);
        await bench.Conversation.Locator(".bubble.reply", new() { HasText = "马上补发" }).WaitForAsync();
        await Assertions.Expect(bench.Composer).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Reply_WithAnotherBuyersOrder_IsStoppedAndMayBeSentAnyway()
    {
        await Desk.Api.BuyerSaysAboutAsync("草稿买家五", "没收到", "7700000000000555");
        var bench = await OpenAsync("草稿买家六", "少发了一件");
        await bench.TypeAsync("单号 7700000000000555");

        await bench.Page.Locator("[data-send]").ClickAsync();
        var warning = bench.Page.OpenDialog().Locator(".leaks");
        await Assertions.Expect(warning).ToContainTextAsync("草稿买家五");
        await bench.Page.Button("返回修改").ClickAsync();
        await Assertions.Expect(warning).ToHaveCountAsync(0);
        await Assertions.Expect(bench.Composer).ToHaveValueAsync("单号 7700000000000555");

        await bench.Page.Locator("[data-send]").ClickAsync();
        await bench.Page.Button("仍然发送").ClickAsync();
        await bench.Conversation.Locator(".bubble.reply", new() { HasText = "7700000000000555" }).WaitForAsync();
        await bench.SaysAsync("泄露提醒后仍发送");
    }

    // While the tab could not hear of it, as one that slept.
    private static async Task WriteAsleepAsync(Workbench bench, string over, string text) => await bench.Page.EvaluateAsync("""
        ([over, text]) => {
          const key = Object.keys(localStorage).find(k => k.startsWith("draft:") && JSON.parse(localStorage[k]).text === over);
          localStorage.setItem(key, JSON.stringify({ text, at: Date.now() }));
        }
        """, new[] { over, text });

    private async Task<Workbench> OpenAsync(string buyer, string text, Func<IPage, Task>? before = null)
    {
        var number = await Desk.Api.BuyerSaysAsync(buyer, text);
        var bench = new Workbench(await Desk.SignInAsync("agent"));
        if (before is not null) await before(bench.Page);
        await bench.OpenAsync(number);
        return bench;
    }

    private static async Task AttachAsync(Workbench bench, string name)
    {
        await bench.AttachAsync(new() { Name = name, MimeType = "image/png", Buffer = Picture });
        await bench.DraftKeptAsync(name);
    }
}
