using AfterSales.Application;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Shared;

/// <summary>The product with its demo store, running as a process on a database of its own, and a Chromium to visit it with.</summary>
public sealed class BrowserDesk : IAsyncLifetime
{
    /// <summary>A full-scope key of the demo store.</summary>
    public const string ApiKey = "as_test_browser_0123456789abcdef0123456789abcdef";

    /// <summary>The one password of everybody in journeys, as it is that of the demo people.</summary>
    public const string Password = Application.Stores.Demo.DemoStore.Password;

    private static readonly string[] Quiet =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly Dictionary<string, IReadOnlyList<Cookie>> _sessions = new(StringComparer.Ordinal);
    private readonly List<IBrowserContext> _visits = [];
    private IPlaywright? _playwright;
    private ServiceProvider? _services;
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
        Api = ApiOf(ApiKey);
        var services = new ServiceCollection().AddLogging();
        _services = services.AddAfterSales(ConnectionString).BuildServiceProvider();
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
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

    /// <summary>A use case, to set the scene with what another journey shows in the browser.</summary>
    public T Get<T>() where T : notnull => _services!.GetRequiredService<T>();

    /// <summary>The API with a key.</summary>
    public HttpClient ApiOf(string key, Uri? address = null)
    {
        var client = new HttpClient { BaseAddress = address ?? Process.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    /// <summary>A fresh browser profile in a language, a theme and a size.</summary>
    public async Task<IPage> VisitAsync(string culture = "zh-CN", string theme = "light", int width = 1440, int height = 900, Uri? address = null, bool touch = false)
    {
        address ??= Process.Address;
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            Locale = culture,
            ReducedMotion = ReducedMotion.Reduce,
            HasTouch = touch,
            IsMobile = touch,
        });
        _visits.Add(context);
        await context.AddCookiesAsync(
        [
            new() { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString($"c={culture}|uic={culture}"), Url = address.ToString() },
            new() { Name = "theme", Value = theme, Url = address.ToString() },
        ]);
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return await context.NewPageAsync();
    }

    /// <summary>A browser in which a person is signed in; who has been here before brings the session along.</summary>
    public async Task<IPage> SignInAsync(string signIn, string culture = "zh-CN", string theme = "light", int width = 1440, int height = 900, Uri? address = null, bool touch = false)
    {
        var page = await VisitAsync(culture, theme, width, height, address, touch);
        if (_sessions.TryGetValue(signIn, out var session))
        {
            await page.Context.AddCookiesAsync(session);
            return page;
        }
        await page.GotoAsync("/sign-in");
        await page.TypeSignInAsync(signIn, Password);
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        var cookies = await page.Context.CookiesAsync();
        _sessions[signIn] = [.. cookies.Where(c => c.Name == "aftersales").Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path, HttpOnly = c.HttpOnly, Expires = c.Expires })];
        return page;
    }

    /// <summary>Closes every browser profile opened so far, so that one journey does not weigh on the next.</summary>
    public async Task LeaveAsync()
    {
        foreach (var visit in _visits) await visit.CloseAsync();
        _visits.Clear();
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
        Api.Dispose();
        if (_services is not null) await _services.DisposeAsync();
        await Process.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>How long anything may take on a slow machine; what is there sooner is gone on with sooner.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static string Chromium() =>
        Environment.GetEnvironmentVariable("AFTERSALES_CHROMIUM") is { Length: > 0 } set && File.Exists(set) ? set
        : new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" }
            .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("No Chromium: run ./test.sh once, or set AFTERSALES_CHROMIUM.");
}

/// <summary>One product and one browser for all journeys: they keep to stores, or at least cases, of their own.</summary>
/// <remarks>What only looks at pages has another product and browser (<see cref="BrowserLooks"/>), so that both go on while the other waits.</remarks>
[CollectionDefinition(Name)]
public sealed class BrowserJourneys : ICollectionFixture<BrowserDesk>
{
    public const string Name = "browser";
}

/// <summary>One product and one browser for everything that looks at page after page.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserLooks : ICollectionFixture<BrowserDesk>
{
    public const string Name = "looks";
}
