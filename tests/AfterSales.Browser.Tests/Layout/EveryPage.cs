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

    /// <summary>The pictures of the documentation; only when asked for, see scripts/screenshots.sh.</summary>
    [Fact]
    public async Task Screenshots_OfTheDocumentation()
    {
        if (Environment.GetEnvironmentVariable("AFTERSALES_SCREENSHOTS") is not { Length: > 0 } folder) return;
        (string Name, string Path)[] shots =
            [("workbench", "/cases/" + await NumberOfAsync("tb88231_甜")), ("queue", "/cases?view=all"), ("board", "/board"), ("orders", "/orders"), ("imports", "/imports"), ("people", "/settings/people")];
        foreach (var (culture, language) in new[] { ("zh-CN", "zh"), ("en", "en") })
            foreach (var theme in new[] { "light", "dark" })
                foreach (var (width, height) in new[] { (1440, 900), (360, 740) })
                {
                    var page = await desk.SignInAsync("owner", culture, theme, width, height);
                    foreach (var (name, path) in shots)
                    {
                        await page.GotoAsync(path);
                        await SettleAsync(page);
                        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{language}-{theme}-{width}.png") });
                    }
                    await page.Context.CloseAsync();
                }
    }

    private async Task<string> NumberOfAsync(string nick)
    {
        var found = await System.Net.Http.Json.HttpClientJsonExtensions.GetFromJsonAsync<System.Text.Json.JsonElement>(desk.Api, new Uri($"/api/v1/cases?q={Uri.EscapeDataString(nick)}", UriKind.Relative));
        return found.GetProperty("cases")[0].GetProperty("case").GetProperty("number").GetString()!;
    }

    // The page is live and has drawn its data: no skeleton is left.
    private static async Task SettleAsync(IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.Load);
        await page.Locator("h1, h2, [data-row]").First.WaitForAsync();
        await Assertions.Expect(page.Locator(".skeleton")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
    }
}
