using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using AfterSales.Application.Customers;
using AfterSales.Application.Insights;
using AfterSales.Application.Persistence;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.People;

/// <summary>Every page there is, live, as the owner of one store who holds the numbers and ids of another.</summary>
public sealed class StrangerJourney(BrowserDesk desk) : Journey(desk)
{
    private const string Mark = "墙内";

    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    [Fact]
    public async Task EveryPage_WithTheKeysOfAnotherStore_ShowsNothingOfIt()
    {
        var walled = await OwnStoreAsync($"{Mark}小店");
        await FillAsync(walled);
        var strangers = await OwnStoreAsync("墙外小店");
        await strangers.Api.BuyerSaysAsync("墙外买家", "发错货了");

        var page = await Desk.SignInAsync(strangers.OwnerSignIn);
        var insider = await Desk.SignInAsync(walled.OwnerSignIn);
        foreach (var route in Routes())
        {
            var address = AddressOf(route);
            await page.OpenAsync(address);
            (await page.ContentAsync()).ShouldNotContain(Mark, customMessage: address);
            // Every store has a playbook of each name; that its text stays inside is walked beneath the pages.
            if (!route.Contains('{', StringComparison.Ordinal) || route.Contains("{Token}", StringComparison.Ordinal) || route.Contains("{Name}", StringComparison.Ordinal)) continue;
            await insider.OpenAsync(address);
            await insider.Locator("#content").GetByText(Mark).Filter(new() { Visible = true }).First.WaitForAsync();
        }
        foreach (var search in new[] { $"/search?q={Uri.EscapeDataString(Mark + "买家")}", $"/search?q={_keys["{Number}"]}", $"/search?q={_keys["{OrderNo}"]}", $"/cases?view=all&q={Uri.EscapeDataString(Mark)}" })
        {
            await page.OpenAsync(search);
            await Assertions.Expect(page.Locator($"#content a:has-text('{Mark}'), #content a[href*='{_keys["{Number}"]}']")).ToHaveCountAsync(0);
        }
    }

    private async Task FillAsync(OwnStore store)
    {
        const string Order = "7400000000000000001";
        using var file = new MultipartFormDataContent { { new StringContent($"订单编号,买家会员名,宝贝标题,订单创建时间\n{Order},{Mark}买家,{Mark}裙子,2026-03-01 10:01:02\n7.4E+18,{Mark}买家,,\n"), "file", $"{Mark}.csv" } };
        using var import = await store.Api.PostAsync(new Uri("/api/v1/imports", UriKind.Relative), file);
        _keys["/imports/{Id:guid}"] = (await import.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("import").GetString()!;
        _keys["{OrderNo}"] = Order;
        _keys["{Number}"] = await store.Api.BuyerSaysAsync($"{Mark}买家", $"{Mark}的话，发错货了");
        _keys["/cases/{Number}/marked-lines"] = $"{_keys["{Number}"]}/marked-lines";
        _keys["{Token}"] = "guessed";
        _keys["/people/{Id:guid}/numbers"] = $"{store.Owner.Id}/numbers";
        _keys["/people/{Id:guid}/sheet"] = $"{store.Owner.Id}/sheet";
        _keys["/playbooks/{Name}"] = "WrongItem";
        _keys["/playbooks/{Name}/draft"] = "WrongItem/draft";
        _keys["/customers/{Id:guid}"] = (await Desk.Get<CustomerQueries>().ListAsync(null, null, store.Owner)).Value!.Rows[0].Id.ToString();
        _keys["/customers/{Id:guid}/personal-data"] = $"{_keys["/customers/{Id:guid}"]}/personal-data";
        await using (var db = Desk.Get<Databases>().For(store.Owner.StoreId))
        {
            var (subject, now) = (await db.Cases.SingleAsync(c => c.Number == _keys["{Number}"]), DateTimeOffset.UnixEpoch.AddYears(56));
            var action = CaseAction.Agree(Ids.New(now), subject.StoreId, subject.Id, 1, new(ActionCatalogue.Find("coupon")!, null, [], WaitsForReturn: false), null, now).Ask();
            var request = ApprovalRequest.Ask(Ids.New(now), action.Id, new(subject.StoreId, subject.Id, Order, "coupon", 20, PayoutMethod.Coupon, null, [], []), "supervisor", ["over the guide"], SignaturePlan.AnySupervisor, $"{Mark}申请", null, $"{Mark}客服", now);
            db.CaseActions.Add(action);
            db.Approvals.Add(request);
            db.RetentionPolicies.Add(new(new() { Version = 2 }, store.Owner, $"{Mark}主管", now));
            var item = FeedbackItem.Open(Ids.New(now), subject.StoreId, $"{Mark}款", "", CaseSubtype.Defect, FeedbackCause.Customers, now);
            db.FeedbackItems.Add(item);
            var nothing = new DigestFigures(0, 0, 0, 0, 0, 0, 0, 0);
            var digest = new Digest(Ids.New(now), subject.StoreId, new(DigestKind.Daily, new(new(2026, 1, 1), new(2026, 1, 1))), new(nothing, nothing, 0, null, null, [new($"{Mark}款", item.Id)], 1), now);
            db.Digests.Add(digest);
            var sample = QualitySample.Pick(subject.Id, store.Owner.Id!.Value, DateOnly.FromDateTime(now.UtcDateTime), $"{Mark}抽查", store.Owner, now).Value!;
            db.QualitySamples.Add(sample);
            await db.SaveChangesAsync();
            _keys["/people/quality/{Id:guid}"] = sample.Id.ToString();
            _keys["/feedback/{Id:guid}"] = item.Id.ToString();
            _keys["/dashboard/digests/{Id:guid}"] = digest.Id.ToString();
            _keys["/approvals/{Id:guid}"] = request.Id.ToString();
            var payout = await GrantedPayout.AddAsync(db, _keys["{Number}"], 15, now, $"{Mark}账号");
            var batch = PayoutBatch.Of(Ids.New(now), subject.StoreId, "taobao", PayoutMethod.SmallTransfer, "inside", [new(1, payout.Id, payout.AttemptKey, subject.Number, Order, $"{Mark}买家", payout.Payee, 15, payout.Remedy)], null, $"{Mark}客服", now);
            var parcel = CaseAction.Agree(Ids.New(now), subject.StoreId, subject.Id, 1, new(ActionCatalogue.Find("reship")!, null, [], WaitsForReturn: false), null, now);
            db.PayoutBatches.Add(batch);
            db.CaseActions.Add(parcel);
            await db.SaveChangesAsync();
            _keys["/dashboard/{Name}"] = "money";
            _keys["/warehouse/slip/{ActionId:guid}"] = parcel.Id.ToString();
            _keys["/payments/batches/{Id:guid}"] = batch.Id.ToString();
        }
        await Eventually.TrueAsync(async () =>
            (await store.Api.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/imports/{_keys["/imports/{Id:guid}"]}", UriKind.Relative))).GetProperty("state").GetString() == "Done", Limit);
    }

    private static IEnumerable<string> Routes() =>
        typeof(Web.Layout.App).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).Order(StringComparer.Ordinal);

    private string AddressOf(string route)
    {
        var start = route.IndexOf('{', StringComparison.Ordinal);
        if (start < 0) return route;
        if (_keys.TryGetValue(route, out var id)) return string.Concat(route.AsSpan(0, start), id);
        return _keys.TryGetValue(route[start..], out var key) ? string.Concat(route.AsSpan(0, start), key) : throw new InvalidOperationException($"Which key opens {route}?");
    }
}
