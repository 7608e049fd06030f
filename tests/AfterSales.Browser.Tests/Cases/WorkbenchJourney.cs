using AfterSales.Browser.Tests.Shared;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Cases;

[Collection(BrowserJourneys.Name)]
public sealed class WorkbenchJourney(BrowserDesk desk)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static ILocator Row(IPage page, string nick) => page.Locator("[data-row]", new() { HasText = nick });

    // The composer has come to life: what was typed is kept.
    private static async Task DraftKeptAsync(IPage page, string text) =>
        await page.WaitForFunctionAsync("text => Object.values(localStorage).some(v => v.includes(text))", text);

    [Fact]
    public async Task Message_ArrivesLive_ReplyStopsTheClock_ResolvedAndReopened()
    {
        var page = await desk.SignInAsync("agent");
        await page.GotoAsync("/cases?view=unclaimed");
        await page.Locator("[data-row]").First.WaitForAsync();

        var number = await desk.Api.BuyerSaysAsync("旅程买家一", "裙子开线了，怎么办");
        await Row(page, "旅程买家一").ClickAsync();
        await page.Locator("#composer-text").FillAsync("亲，非常抱歉，马上帮您处理");
        await DraftKeptAsync(page, "马上帮您处理");
        await page.Keyboard.PressAsync("Control+Enter");

        await Eventually.TrueAsync(async () => await desk.Api.StateAsync(number) == "Confirming", Limit);
        await page.GetByText("亲，非常抱歉，马上帮您处理").First.WaitForAsync();
        (await desk.Api.CaseAsync(number)).GetProperty("case").GetProperty("assignee").GetString().ShouldBe("林小满");
        (await page.Locator("#composer-text").InputValueAsync()).ShouldBeEmpty("the draft is gone once it is sent");

        await page.GetByRole(AriaRole.Button, new() { Name = "解决", Exact = true }).ClickAsync();
        await Eventually.TrueAsync(async () => await desk.Api.StateAsync(number) == "Resolved", Limit);

        await desk.Api.BuyerSaysAsync("旅程买家一", "又开线了");
        (await desk.Api.StateAsync(number)).ShouldBe("Confirming");
        await page.GetByText("又开线了").First.WaitForAsync();
    }

    [Fact]
    public async Task SecondBrowser_SeesTheClaimAndTheReply()
    {
        var number = await desk.Api.BuyerSaysAsync("旅程买家二", "少发了一件");
        var watcher = await desk.SignInAsync("agent2");
        await watcher.GotoAsync($"/cases/{number}?view=all");
        var page = await desk.SignInAsync("agent");
        await page.GotoAsync($"/cases/{number}?view=all");

        await page.Locator("#composer-text").FillAsync("亲，给您补发");
        await DraftKeptAsync(page, "亲，给您补发");
        await page.Keyboard.PressAsync("Control+Enter");

        await watcher.GetByText("亲，给您补发").First.WaitForAsync();
    }

    [Fact]
    public async Task Draft_SurvivesAReload()
    {
        var number = await desk.Api.BuyerSaysAsync("旅程买家三", "尺码不对");
        var page = await desk.SignInAsync("agent");
        await page.GotoAsync($"/cases/{number}");
        await page.Locator("#composer-text").PressSequentiallyAsync("写到一半");
        await DraftKeptAsync(page, "写到一半");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#composer-text")).ToHaveValueAsync("写到一半");
    }

    [Fact]
    public async Task Breach_AppearsInTheQueueAndIsRecorded()
    {
        var number = await desk.Api.BuyerSaysAsync("旅程买家四", "快递丢件了", TimeProvider.System.GetUtcNow().AddMinutes(-6));
        var page = await desk.SignInAsync("supervisor");
        await page.GotoAsync("/cases?view=all");
        await Row(page, "旅程买家四").Locator(".late").First.WaitForAsync();
        await page.GotoAsync($"/cases/{number}");
        await page.Locator("#content").GetByText("超时").First.WaitForAsync();
    }
}
