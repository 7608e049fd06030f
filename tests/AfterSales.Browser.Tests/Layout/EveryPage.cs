using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Layout;

/// <summary>Every page as people see it: nothing serious for axe, nothing wider than the screen, nothing wrong in the console.</summary>
[Collection(BrowserLooks.Name)]
public sealed class EveryPage(BrowserDesk desk) : Journey(desk)
{
    private static readonly string[] Pages =
    [
        "/cases", "/cases?view=followup", "/approvals", "/approvals/00000000-0000-7000-8000-000000000000", "/board", "/dashboard", "/dashboard?range=month", "/dashboard/service?range=month", "/dashboard/money?range=month", "/dashboard/quality?range=month", "/dashboard/couriers?range=month", "/dashboard/people?range=month", "/dashboard/reviews?range=month", "/dashboard/nothing", "/dashboard/digests", "/dashboard/digests?kind=weekly", "/dashboard/digests/00000000-0000-7000-8000-000000000000", "/dashboard/cases?of=Opened&from=2020-01-01&to=2029-12-31", "/dashboard/cases", "/people/numbers", "/people/numbers?range=month", "/people/00000000-0000-7000-8000-000000000000/numbers", "/people/00000000-0000-7000-8000-000000000000/sheet", "/people/pay", "/people/disputes", "/people/quality", "/people/quality?show=scored", "/people/quality?show=withdrawn", "/people/quality?show=people", "/people/quality?show=agreement", "/people/quality?show=draws", "/people/quality/00000000-0000-7000-8000-000000000000", "/settings/quality", "/settings/pay", "/reviews", "/reviews?outcome=removed", "/feedback", "/feedback?state=closed", "/feedback/opinions", "/feedback/opinions?range=week&style=QH", "/feedback/00000000-0000-7000-8000-000000000000", "/cases/AS-000000-0000/marked-lines", "/warehouse", "/warehouse?list=returns", "/warehouse?list=parcels", "/warehouse?list=packing", "/archive", "/archive?view=grid", "/archive?customer=nobody", "/archive?type=Quality", "/orders", "/customers", "/imports", "/playbooks", "/playbooks/Shared", "/playbooks/WrongItem?from=1&to=1", "/playbooks/WrongItem/draft", "/playbooks/Quality/draft?view=compare", "/playbooks/Quality/draft?view=replay", "/playbooks/Quality/draft?view=try", "/playbooks/Nothing", "/payments", "/payments?show=done&method=Coupon", "/payments/batches", "/payments/batches/00000000-0000-7000-8000-000000000000", "/payments/claims", "/payments/ledger", "/search", "/settings", "/settings/people", "/people/shifts", "/people/shifts?leave=all", "/people/mine", "/people/attendance", "/settings/clocks", "/settings/spending", "/settings/keywords", "/settings/phrases", "/settings/tags", "/settings/feedback", "/settings/evidence", "/settings/retention", "/settings/personal-data", "/settings/stores", "/settings/api-keys", "/account", "/api",
        "/error", "/not-found", "/nowhere", "/cases/AS-000000-0000", "/orders/0", "/customers/00000000-0000-7000-8000-000000000000", "/customers/00000000-0000-7000-8000-000000000000/personal-data", "/warehouse?list=parcels&parcel=00000000-0000-7000-8000-000000000000", "/warehouse/slip/00000000-0000-7000-8000-000000000000", "/imports/00000000-0000-7000-8000-000000000000",
    ];

    [Theory]
    [InlineData("zh-CN", "light", 1440, 900)]
    [InlineData("en", "dark", 360, 740)]
    public async Task Page_IsAccessibleAndFits(string culture, string theme, int width, int height)
    {
        var page = await Desk.SignInAsync("owner", culture, theme, width, height);
        await LookAsync(page, [.. Pages, .. await OneOfEachAsync(page)], $"{culture}, {theme}, {width}");
    }

    [Theory]
    [InlineData("zh-CN", "dark", 1440, 900)]
    [InlineData("en", "light", 360, 740)]
    public async Task Page_BeforeSigningIn_IsAccessibleAndFits(string culture, string theme, int width, int height)
    {
        var store = await OwnStoreAsync("门口小店");
        var owner = await Desk.SignInAsync(store.OwnerSignIn);
        await owner.OpenAsync("/settings/people");
        await owner.Button("邀请同事").ClickAsync();
        await owner.GetByLabel("邀请谁").FillAsync("门外的人");
        await owner.Locator("section[aria-labelledby=invite-title]").GetByLabel("仓库").CheckAsync();
        await owner.Button("生成邀请链接").ClickAsync();
        var invite = new Uri(await owner.Locator("#invite-link").InputValueAsync()).PathAndQuery;

        var page = await Desk.VisitAsync(culture, theme, width, height);
        await LookAsync(page, ["/sign-in", invite, "/invite/used", "/not-found", "/error", "/api"], $"{culture}, {theme}, {width}");
        await page.GotoAsync("/sign-in");
        await page.TypeSignInAsync("nobody", "wrong password");
        await page.GetByRole(AriaRole.Alert).First.WaitForAsync();
        (await Axe.FindingsAsync(page)).ShouldBeEmpty("a refused sign-in");
    }

    [Fact]
    public async Task Page_OfAStoreWithoutAnything_IsAccessible()
    {
        var store = await OwnStoreAsync("空空小店");
        var page = await Desk.SignInAsync(store.OwnerSignIn, "en", "dark");
        await LookAsync(page, ["/cases", "/cases?view=waiting", "/cases?view=followup", "/approvals", "/board", "/dashboard", "/dashboard/service", "/dashboard/digests", "/people/numbers", "/warehouse", "/warehouse?list=packing", "/archive", "/archive?view=grid", "/orders", "/customers", "/imports", "/search?q=nothing", "/settings/api-keys", "/people/quality", "/people/shifts", "/people/mine", "/people/attendance"], "an empty store");
        var warehouse = await Desk.SignInAsync(await store.JoinAsync("仓库员", Role.Warehouse));
        await LookAsync(warehouse, ["/board", "/imports", "/settings/people", "/settings/clocks"], "who may not");
    }

    // "Nothing here yet" would be a lie to somebody who may not look.
    [Theory]
    [InlineData(Role.Administrator, "/orders", "/orders?q=1", "/orders/0", "/customers", "/customers/00000000-0000-7000-8000-000000000000", "/imports", "/search?q=1")]
    [InlineData(Role.Warehouse, "/settings/personal-data", "/customers/00000000-0000-7000-8000-000000000000/personal-data", "/payments", "/payments/batches", "/payments/claims", "/payments/ledger", "/imports", "/settings/people", "/settings/stores", "/settings/api-keys", "/settings/clocks", "/playbooks", "/playbooks/WrongItem", "/playbooks/WrongItem/draft", "/settings/keywords", "/settings/phrases")]
    [InlineData(Role.AfterSales, "/settings/quality", "/people/pay", "/people/disputes", "/settings/pay", "/people/00000000-0000-7000-8000-000000000000/sheet", "/people/numbers", "/people/00000000-0000-7000-8000-000000000000/numbers", "/imports", "/settings/people", "/settings/stores", "/settings/api-keys", "/playbooks/WrongItem/draft")]
    public async Task Page_ForWhoMayNot_SaysSo(Role role, params string[] pages)
    {
        var store = await OwnStoreAsync("只看本分小店");
        var page = await Desk.SignInAsync(await store.JoinAsync("同事", role));
        foreach (var path in pages)
        {
            await page.OpenAsync(path);
            await Assertions.Expect(page.Locator("#content").GetByText("您的角色不能做这件事")).ToBeVisibleAsync();
        }
    }

    // A table that is drawn as something else, as small cards on a phone, is one to some screen readers only if it says so.
    private const string LostTables = """
        () => [...document.querySelectorAll("table, thead, tbody, tr, th, td")]
          .filter(e => !/^(table|none)/.test(getComputedStyle(e).display) && !e.hasAttribute("role")).map(e => e.outerHTML.slice(0, 80))
        """;

    private static async Task LookAsync(IPage page, IEnumerable<string> paths, string how)
    {
        var errors = new List<string>();
        page.PageError += (_, e) => errors.Add($"{page.Url}: {e}");
        foreach (var path in paths)
        {
            await page.OpenAsync(path);
            await Assertions.Expect(page).ToHaveTitleAsync(new Regex(@"\S"));
            (await Axe.FindingsAsync(page)).ShouldBeEmpty($"{path}: {how}");
            (await page.EvaluateAsync<string[]>(LostTables)).ShouldBeEmpty($"{path}: {how}");
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{path} is wider than the screen: {how}");
        }
        errors.ShouldBeEmpty();
    }

    // Cases, an order and its customer, marked lines, an import and a search with hits.
    private async Task<string[]> OneOfEachAsync(IPage page)
    {
        var number = await NumberOfAsync("tb88231_甜");
        var order = (await Desk.Api.CaseAsync(number)).GetProperty("case").GetProperty("order_no").GetString();
        await page.OpenAsync($"/orders/{order}");
        var customer = await page.Locator("#content a[href^='/customers/']").First.GetAttributeAsync("href");
        using var file = new MultipartFormDataContent { { new StringContent("订单编号,订单创建时间\n7100000000000000001,gone\n7100000000000000002,2026-03-01 10:01:02\n"), "file", "orders.csv" } };
        using var answer = await Desk.Api.PostAsync(new Uri("/api/v1/imports", UriKind.Relative), file);
        var import = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("import").GetString();
        var resolved = await NumberOfAsync("晚风轻拂");
        var extorted = await NumberOfAsync("暴走的小怪兽");
        await page.OpenAsync("/people/numbers?range=month");
        var person = await page.Locator("#content tbody a").First.GetAttributeAsync("href");
        // It opens by itself, a moment after the desk.
        var feedback = "";
        await Eventually.TrueAsync(async () => (feedback = await FirstFeedbackAsync()).Length > 0, Limit);
        await page.OpenAsync("/people/quality");
        var sample = await page.Locator("#content tbody a").First.GetAttributeAsync("href");
        return [person!, sample!, $"{person}&by=months", person!.Replace("/numbers", "/sheet", StringComparison.Ordinal), $"/cases/{number}?view=all", $"/cases/{extorted}?view=all", $"/cases/{extorted}/marked-lines", $"/cases/{resolved}?view=followup", $"/orders/{order}", customer!, $"{customer}/personal-data", $"/imports/{import}", $"/feedback/{feedback}", "/search?q=" + Uri.EscapeDataString("tb88231")];
    }

    private async Task<string> FirstFeedbackAsync()
    {
        var found = await Desk.Api.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/feedback", UriKind.Relative));
        return found.GetProperty("feedback").EnumerateArray().Select(item => item.GetProperty("id").GetString()!).FirstOrDefault("");
    }

    private async Task<string> NumberOfAsync(string nick)
    {
        var found = await Desk.Api.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/cases?q={Uri.EscapeDataString(nick)}", UriKind.Relative));
        return found.GetProperty("cases")[0].GetProperty("case").GetProperty("number").GetString()!;
    }
}
