using System.Text.RegularExpressions;
using AfterSales.Browser.Tests.Shared;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Layout;

/// <summary>Every page as people see it: nothing serious for axe, nothing wider than the screen, nothing wrong in the console.</summary>
[Collection(BrowserJourneys.Name)]
public sealed class EveryPage(BrowserDesk desk)
{
    private static readonly string[] Pages =
        ["/cases", "/board", "/orders", "/customers", "/imports", "/settings", "/settings/people", "/settings/stores", "/settings/api-keys", "/account", "/api"];

    [Theory]
    [InlineData("zh-CN", "light", 1440, 900)]
    [InlineData("en", "dark", 360, 740)]
    public async Task Page_IsAccessibleAndFits(string culture, string theme, int width, int height)
    {
        var page = await desk.SignInAsync("owner", culture, theme, width, height);
        var errors = new List<string>();
        page.PageError += (_, e) => errors.Add($"{page.Url}: {e}");
        foreach (var path in Pages)
        {
            await page.GotoAsync(path);
            await SettleAsync(page);
            await Assertions.Expect(page).ToHaveTitleAsync(new Regex(@"\S"));
            (await Axe.FindingsAsync(page)).ShouldBeEmpty($"{path} in {culture}, {theme}, {width}");
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{path} at {width} is wider than the screen");
        }
        errors.ShouldBeEmpty();
    }

    // The page is live and has drawn its data: no skeleton is left.
    private static async Task SettleAsync(IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.Load);
        await page.Locator("h1, h2, [data-row]").First.WaitForAsync();
        await Assertions.Expect(page.Locator(".skeleton")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
    }
}
