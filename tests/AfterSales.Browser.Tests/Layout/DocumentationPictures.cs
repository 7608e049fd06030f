using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AfterSales.Browser.Tests.Shared;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Layout;

/// <summary>
/// The pictures of the documentation, <c>&lt;page&gt;-&lt;zh|en&gt;-&lt;light|dark&gt;-&lt;1440|360&gt;.png</c>. scripts/screenshots.sh makes them all; a
/// test run makes each page once and keeps none, so that it shows when one cannot be made any more.
/// </summary>
[Collection(BrowserLooks.Name)]
public sealed class DocumentationPictures(BrowserDesk desk)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("AFTERSALES_SCREENSHOTS") is { Length: > 0 } named ? named : null;

    // A page is drawn, comes to life, and is drawn again: a picture is taken when it has stood still for a while, with its data and photos. Those that are hidden or below its edge may never come.
    private const string Still = """
        () => {
          const drawn = document.querySelector("h1, h2, [data-row]") && !document.querySelector(".skeleton") && [...document.images].every(i => i.complete || !i.checkVisibility() || i.getBoundingClientRect().top > innerHeight);
          const now = performance.now(), shape = drawn ? document.body.innerText.replace(/\d/g, "") : null;
          if (!drawn || window.stillShape !== shape) [window.stillShape, window.stillSince] = [shape, now];
          return drawn && now - window.stillSince > 700;
        }
        """;

    private static readonly (string Culture, string Language)[] Languages = Folder is null ? [("zh-CN", "zh")] : [("zh-CN", "zh"), ("en", "en")];
    private static readonly string[] Themes = Folder is null ? ["light"] : ["light", "dark"];
    private static readonly (int Width, int Height)[] Sizes = Folder is null ? [(1440, 900)] : [(1440, 900), (360, 740)];

    [Fact]
    public async Task EveryPage_CanBePictured()
    {
        var taken = 0;
        // First what shows running clocks, while the demo store is as it opens.
        await EachVariantAsync(async variant =>
        {
            var agent = await SignInAsync("agent", variant);
            taken += await TakeAsync(agent, variant, ("workbench", $"/cases/{await NumberOfAsync("tb88231_甜")}"), ("queue", "/cases?view=all"));
            taken += await TakeEvidenceAsync(agent, variant, $"/cases/{await NumberOfAsync("tb88231_甜")}");
            await agent.Context.CloseAsync();
            var supervisor = await SignInAsync("supervisor", variant);
            taken += await TakeAsync(supervisor, variant, ("approvals", "/approvals"), ("board", "/board"), ("playbooks", "/playbooks"), ("playbook", "/playbooks/WrongItem"), ("playbook-draft", "/playbooks/Shared/draft"));
            taken += await TakeAsync(supervisor, variant, ("payments", "/payments"), ("payments-claims", "/payments/claims"), ("payments-ledger", "/payments/ledger"), ("reviews", "/reviews"), ("archive", "/archive?view=grid"));
            taken += await TakeAsync(supervisor, variant, ("warehouse", "/warehouse?list=returns"), ("warehouse-parcel", await FirstParcelAsync(supervisor)));
            taken += await TakeAsync(supervisor, variant,
                ("dashboard", "/dashboard"), ("dashboard-quality", "/dashboard/quality"), ("feedback", "/feedback"), ("feedback-item", await FirstFeedbackAsync(supervisor)),
                ("shifts", "/people/shifts"), ("attendance", "/people/attendance"), ("numbers", "/people/numbers"), ("quality", "/people/quality"));
            await supervisor.Context.CloseAsync();
        });
        var exchange = await AgreeExchangeAsync("半夏微凉");
        await EachVariantAsync(async variant =>
        {
            var agent = await SignInAsync("agent", variant);
            taken += await TakeAsync(agent, variant, ("remedies", $"/cases/{exchange}?view=all"));
            await agent.Context.CloseAsync();
        });
        var import = await ImportSampleAsync();
        var order = (await FirstCaseAsync("tb88231_甜")).GetProperty("order_no").GetString();
        await EachVariantAsync(async variant =>
        {
            var owner = await SignInAsync("owner", variant);
            taken += await TakeAsync(owner, variant,
                ("orders", "/orders"), ("order", $"/orders/{order}"), ("customers", "/customers"), ("customer", await CustomerAsync(owner, "暴走的小怪兽")), ("imports", "/imports"), ("import", $"/imports/{import}"),
                ("people", "/settings/people"), ("clocks", "/settings/clocks"), ("spending", "/settings/spending"), ("api-keys", "/settings/api-keys"), ("account", "/account"), ("api", "/api"),
                ("pay", "/people/pay"), ("retention", "/settings/retention"), ("personal-data", "/settings/personal-data"));
            await owner.Context.CloseAsync();
            var visitor = await desk.VisitAsync(variant.Culture, variant.Theme, variant.Width, variant.Height);
            taken += await TakeAsync(visitor, variant, ("sign-in", "/sign-in"));
            await visitor.Context.CloseAsync();
        });
        taken += await WelcomeAsync();
        taken.ShouldBe(41 * Languages.Length * Themes.Length * Sizes.Length);
    }

    // A desk that nobody has set up yet.
    private async Task<int> WelcomeAsync()
    {
        var taken = 0;
        var folder = Directory.CreateTempSubdirectory("aftersales-welcome-");
        await using (var empty = await DeskProcess.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings__AfterSales"] = await TestPostgres.CreateDatabaseAsync(),
            ["AFTERSALES_DATA"] = folder.FullName,
            ["AFTERSALES_DEMO"] = "false",
        }))
        {
            await EachVariantAsync(async variant =>
            {
                var page = await desk.VisitAsync(variant.Culture, variant.Theme, variant.Width, variant.Height, empty.Address);
                taken += await TakeAsync(page, variant, ("welcome", "/"));
                await page.Context.CloseAsync();
            });
        }
        folder.Delete(recursive: true);
        return taken;
    }

    private static async Task EachVariantAsync(Func<Variant, Task> take)
    {
        foreach (var (culture, language) in Languages)
            foreach (var theme in Themes)
                foreach (var (width, height) in Sizes)
                    await take(new(culture, language, theme, width, height));
    }

    private static async Task<int> TakeAsync(IPage page, Variant variant, params (string Name, string Path)[] shots)
    {
        foreach (var (name, path) in shots)
        {
            await page.GotoAsync(path);
            await SettleAsync(page);
            await page.ScreenshotAsync(new() { Path = Folder is null ? null : Path.Combine(Folder, $"{name}-{variant.Language}-{variant.Theme}-{variant.Width}.png") });
        }
        return shots.Length;
    }

    // It opens over the case.
    private static async Task<int> TakeEvidenceAsync(IPage page, Variant variant, string path)
    {
        await page.GotoAsync(path);
        await SettleAsync(page);
        await page.Locator("[data-key=e]").ClickAsync();
        await page.OpenDialog().Locator(".piece").First.WaitForAsync();
        await SettleAsync(page);
        await page.ScreenshotAsync(new() { Path = Folder is null ? null : Path.Combine(Folder, $"evidence-{variant.Language}-{variant.Theme}-{variant.Width}.png") });
        return 1;
    }

    private static async Task SettleAsync(IPage page)
    {
        await page.WaitForFunctionAsync(Still);
    }

    private Task<IPage> SignInAsync(string signIn, Variant v) => desk.SignInAsync(signIn, v.Culture, v.Theme, v.Width, v.Height);

    private async Task<JsonElement> FirstCaseAsync(string customer) =>
        (await desk.Api.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/cases?customer={Uri.EscapeDataString(customer)}", UriKind.Relative))).GetProperty("cases")[0].GetProperty("case");

    private async Task<string> NumberOfAsync(string customer) => (await FirstCaseAsync(customer)).GetProperty("number").GetString()!;

    // The order was copied wrongly: what goes out waits for what comes back.
    private async Task<string> AgreeExchangeAsync(string customer)
    {
        var number = await NumberOfAsync(customer);
        foreach (var (what, json) in new[] { ("facts", """{"photo":"confirms","order sheet":"mis-transcribed","stock":true}"""), ("actions", """{"remedy":"exchange"}""") })
        {
            using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
            using var answer = await desk.Api.PostAsync(new Uri($"/api/v1/cases/{number}/{what}", UriKind.Relative), body);
            answer.EnsureSuccessStatusCode();
        }
        return number;
    }

    private static async Task<string> CustomerAsync(IPage page, string nick)
    {
        await page.GotoAsync($"/customers?q={Uri.EscapeDataString(nick)}");
        return await page.Locator("main a", new() { HasText = nick }).First.GetAttributeAsync("href") ?? "";
    }

    private static async Task<string> FirstParcelAsync(IPage page)
    {
        await page.GotoAsync("/warehouse?list=parcels");
        return await page.Locator("main [data-row] a").First.GetAttributeAsync("href") ?? "";
    }

    private static async Task<string> FirstFeedbackAsync(IPage page)
    {
        await page.GotoAsync("/feedback");
        return await page.Locator("main a[href^='/feedback/']:not([href$='opinions'])").First.GetAttributeAsync("href") ?? "";
    }

    // The sample that the guide speaks of: good rows, and three that are refused.
    private async Task<string> ImportSampleAsync([CallerFilePath] string here = "")
    {
        var sample = Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/guide/samples/ExportOrderList-sample.csv");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(await File.ReadAllBytesAsync(sample)), "file", "ExportOrderList202611231200.csv" } };
        using var answer = await desk.Api.PostAsync(new Uri("/api/v1/imports", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("import").GetString()!;
        await Eventually.TrueAsync(async () => await ImportAsync(id) is { } import && import.GetProperty("state").GetString() == "Done", TimeSpan.FromSeconds(30));
        (await ImportAsync(id)).GetProperty("refused").GetInt32().ShouldBe(3);
        return id;
    }

    private Task<JsonElement> ImportAsync(string id) => desk.Api.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/imports/{id}", UriKind.Relative));

    private sealed record Variant(string Culture, string Language, string Theme, int Width, int Height);
}
