using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Shared;

/// <summary>What all pages have in common for somebody who looks at them.</summary>
internal static class Pages
{
    /// <summary>The page is live and has drawn its data: no skeleton is left.</summary>
    public static async Task SettleAsync(this IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.Load);
        await page.Locator("h1, h2, [data-row]").First.WaitForAsync();
        await Assertions.Expect(page.Locator(".skeleton")).ToHaveCountAsync(0, new() { Timeout = (float)BrowserDesk.Patience.TotalMilliseconds });
    }

    public static async Task OpenAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.SettleAsync();
    }

    public static async Task TypeSignInAsync(this IPage page, string name, string password)
    {
        await page.Locator("#name").FillAsync(name);
        await page.Locator("#password").FillAsync(password);
        await page.Locator("form[method=post] button[type=submit]").First.ClickAsync();
    }

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator OpenDialog(this IPage page) => page.Locator("dialog[open]");

    public static ILocator Button(this ILocator inside, string name) => inside.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Opens a menu (a native disclosure) and picks.</summary>
    public static async Task PickAsync(this ILocator menu, string choice)
    {
        await menu.Locator("summary").ClickAsync();
        await menu.Button(choice).ClickAsync();
    }
}
