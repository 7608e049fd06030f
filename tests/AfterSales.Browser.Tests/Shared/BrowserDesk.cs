using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Shared;

/// <summary>The product with its demo store, running as a process on a database of its own, and a Chromium to visit it with.</summary>
public sealed class BrowserDesk : IAsyncLifetime
{
    /// <summary>A full-scope key of the demo store.</summary>
    public const string ApiKey = "as_test_browser_0123456789abcdef0123456789abcdef";

    private static readonly string[] Quiet =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private string _data = "";

    public DeskProcess Process { get; private set; } = null!;
    public IBrowser Browser { get; private set; } = null!;
    public string ConnectionString { get; private set; } = "";
    public HttpClient Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _data = Directory.CreateTempSubdirectory("aftersales-browser-").FullName;
        ConnectionString = await TestPostgres.CreateDatabaseAsync();
        Process = await StartNodeAsync();
        Api = new HttpClient { BaseAddress = Process.Address };
        Api.DefaultRequestHeaders.Authorization = new("Bearer", ApiKey);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium(), Args = Quiet });
    }

    /// <summary>Another process on the same database and evidence.</summary>
    public Task<DeskProcess> StartNodeAsync() => DeskProcess.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["ConnectionStrings__AfterSales"] = ConnectionString,
        ["AFTERSALES_DATA"] = _data,
        ["AFTERSALES_DEMO"] = "true",
        ["AFTERSALES_API_KEY"] = ApiKey,
    });

    /// <summary>A fresh browser profile in a language, a theme and a size.</summary>
    public async Task<IPage> VisitAsync(string culture = "zh-CN", string theme = "light", int width = 1440, int height = 900, Uri? address = null)
    {
        address ??= Process.Address;
        var context = await Browser.NewContextAsync(new() { BaseURL = address.ToString(), ViewportSize = new() { Width = width, Height = height }, Locale = culture, ReducedMotion = ReducedMotion.Reduce });
        await context.AddCookiesAsync(
        [
            new() { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString($"c={culture}|uic={culture}"), Url = address.ToString() },
            new() { Name = "theme", Value = theme, Url = address.ToString() },
        ]);
        context.SetDefaultTimeout(20_000);
        return await context.NewPageAsync();
    }

    /// <summary>Signs a demo person in and waits for the desk to be live.</summary>
    public async Task<IPage> SignInAsync(string signIn, string culture = "zh-CN", string theme = "light", int width = 1440, int height = 900, Uri? address = null)
    {
        var page = await VisitAsync(culture, theme, width, height, address);
        await page.GotoAsync("/sign-in");
        await page.Locator("#name").FillAsync(signIn);
        await page.Locator("#password").FillAsync(Application.Stores.Demo.DemoStore.Password);
        await page.Locator("form[method=post] button[type=submit]").First.ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return page;
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
        Api.Dispose();
        await Process.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static string Chromium() =>
        Environment.GetEnvironmentVariable("AFTERSALES_CHROMIUM") is { Length: > 0 } set && File.Exists(set) ? set
        : new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" }
            .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("No Chromium: run ./test.sh once, or set AFTERSALES_CHROMIUM.");
}

/// <summary>One product and one browser for all journeys: they keep to cases of their own.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserJourneys : ICollectionFixture<BrowserDesk>
{
    public const string Name = "browser";
}
