using System.Net;
using AfterSales.Application.Evidence;
using AfterSales.Application.Evidence.Packs;
using AfterSales.Application.Insights;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using AfterSales.Web.Tests.Hosting;
using AfterSales.Web.Tests.Integrations;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Web.Tests.People;

/// <summary>
/// Every page, API route and link there is, walked by a stranger: the owner of another store, or a key of it, with the numbers
/// and ids of this one. What the same addresses show to whom they belong proves that there is something to see.
/// </summary>
public sealed class StrangerTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    private const string Mark = "墙内";

    // What a stranger would send, aimed at this store wherever a body can aim.
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["/api/v1/messages"] = """{"external_id":"outside-1","channel":"qianniu","customer":"墙内买家","direction":"inbound","text":"墙外的话"}""",
        ["/api/v1/messages/batch"] = """{"messages":[{"external_id":"outside-2","channel":"qianniu","customer":"墙内买家","direction":"inbound","text":"墙外的话"}]}""",
        ["/api/v1/cases/{number}/replies"] = """{"agent":"客服甲","text":"墙外的话"}""",
        ["/api/v1/cases/{number}/follow-ups"] = """{"outcome":"NotReached","words":"墙外的话"}""",
        ["/api/v1/cases/{number}/actions"] = """{"remedy":"coupon","amount":"5.00"}""",
        ["/api/v1/cases/{number}/actions/{id:guid}/moves"] = """{"to":"Done"}""",
        ["/api/v1/cases/{number}/review"] = """{"rating":"Negative","text":"墙外的话"}""",
        ["/api/v1/cases/{number}/review/offers"] = """{"remedy":"apology"}""",
        ["/api/v1/cases/{number}/review/offers/{id:guid}/answers"] = """{"answer":"Refused"}""",
        ["/api/v1/cases/{number}/review/outcome"] = """{"outcome":"Kept"}""",
        ["/api/v1/cases/{number}/facts"] = """{"photo":"confirms"}""",
        ["/api/v1/playbooks/{type}/evaluate"] = """{"photo":"confirms"}""",
        ["/api/v1/payouts/{id:guid}/sent"] = "{}",
        ["/api/v1/payouts/{id:guid}/confirmed"] = """{"attempt_key":"guessed-1","receipt_no":"R-1"}""",
        ["/api/v1/payouts/{id:guid}/failed"] = """{"attempt_key":"guessed-1","reason":"墙外的话"}""",
        ["/api/v1/pay/amounts"] = """{"month":"2026-11","amounts":[{"person":"00000000-0000-7000-8000-000000000000","kind":"Extra","name":"墙外的话","yuan":"5.00"}]}""",
        ["/api/v1/shifts"] = """{"days":[{"person":"00000000-0000-7000-8000-000000000000","day":"2026-12-01","shifts":[{"from":"09:00","until":"17:00","name":"墙外班"}]}]}""",
        ["/api/v1/feedback/{id:guid}/answers"] = """{"answer":"墙外的话"}""",
        ["/api/v1/policies/clocks"] = """{"reply":{"limit":"PT7M"}}""",
    };

    // Every store has a playbook of each type and the same sections of its dashboard: a name leads to nothing of anybody's.
    private static readonly string[] OfEveryStore = ["type", "name", "version", "section", "table"];

    private string _number = "";
    private string _order = "";
    private readonly Dictionary<string, Guid> _ids = new(StringComparer.Ordinal);

    // Not the framework's own, nor files that are the same for everybody.
    private IEnumerable<RouteEndpoint> Routes => api.Web.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Distinct()
        .Where(route => Path(route) is var path && !path.StartsWith("/_", StringComparison.Ordinal) && !path.Contains('*', StringComparison.Ordinal) && (!path.Contains('.', StringComparison.Ordinal) || path.EndsWith(".csv", StringComparison.Ordinal) || path.EndsWith(".xlsx", StringComparison.Ordinal) || path.EndsWith(".zip", StringComparison.Ordinal)));

    [Fact]
    public async Task Stranger_OnEveryRoute_LearnsNothingAndChangesNothing()
    {
        await FillAsync();
        var stranger = await api.Web.StrangerAsync();
        var before = await SeenFromWithinAsync();
        var walked = Routes.ToList();
        walked.Count.ShouldBeGreaterThan(35);
        // Looks come first: what the stranger then writes into the own store bears the same nick.
        foreach (var (route, method) in walked.SelectMany(MethodsOf, (route, method) => (route, method)).OrderBy(x => x.method != "GET"))
        {
            using var answer = await SendAsync(stranger, api.Stranger, route, method);
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Mark, customMessage: $"{method} {Path(route)}");
            // What sends files wants to see a page's token before it looks at anything; PieceEndpointsTests has one.
            if (HasKey(route)) answer.StatusCode.ShouldBe(IsPiece(route) && method != "GET" ? HttpStatusCode.BadRequest : HttpStatusCode.NotFound, $"{method} {Path(route)}");
        }
        var after = await SeenFromWithinAsync();
        after.ShouldBe(before, WhereTheyPart(before, after));
    }

    private static string WhereTheyPart(string before, string after)
    {
        var place = Enumerable.Range(0, Math.Min(before.Length, after.Length)).FirstOrDefault(i => before[i] != after[i]);
        return $"…{Around(before)}… became …{Around(after)}…";

        string Around(string text) => text[Math.Max(0, place - 120)..Math.Min(text.Length, place + 120)];
    }

    [Fact]
    public async Task Insider_OnTheSameRoutes_SeesTheStore()
    {
        await FillAsync();
        await api.Web.JoinAsync("insider", Role.Owner, Role.AfterSales);
        var insider = await api.Web.SignedInAsync("insider");
        // A file on its way belongs to whoever sends it.
        foreach (var route in Routes.Where(r => HasKey(r) && MethodsOf(r).Contains("GET") && !IsPiece(r)))
        {
            using var answer = await SendAsync(insider, api.Client, route, "GET");
            if (answer.StatusCode == HttpStatusCode.Found) (await insider.GetAsync(answer.Headers.Location!.ToString())).StatusCode.ShouldBe(HttpStatusCode.OK, Path(route));
            else if (Path(route) == "/evidence/{id:guid}/original") answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, "a link that nobody made");
            else answer.StatusCode.ShouldBe(HttpStatusCode.OK, Path(route));
        }
    }

    [Fact]
    public async Task Nobody_OnARouteToSomethingOfAStore_IsTurnedAway()
    {
        await FillAsync();
        foreach (var route in Routes.Where(HasKey))
            foreach (var method in MethodsOf(route))
            {
                using var answer = await SendAsync(api.Web.Visit(), api.Anonymous, route, method);
                answer.StatusCode.ShouldBeOneOf([HttpStatusCode.Unauthorized, HttpStatusCode.Found], $"{method} {Path(route)}");
            }
    }

    private async Task FillAsync()
    {
        if (_number.Length > 0) return;
        _order = "7200000000000000001";
        using var message = await ApiDesk.PostAsync(api.Client, "/api/v1/messages", new
        {
            external_id = api.Next("inside"),
            channel = "qianniu",
            customer = $"{Mark}买家",
            order_no = _order,
            direction = "inbound",
            text = $"{Mark}的话，少了一件",
            attachments = new[] { new { name = $"{Mark}.gif", base64 = "R0lGODlhCAAGAIAAAExpcTPMMyH5BAUAAAAALAAAAAAIAAYAAAIGjI+py30FADs=" } },
        });
        _number = (await ApiDesk.JsonAsync(message)).GetProperty("case").GetString()!;
        using var file = new MultipartFormDataContent { { new StringContent($"订单编号,买家会员名,订单创建时间\n{_order},{Mark}买家,2026-03-01 10:01:02\n7.1E+18,{Mark}买家,2026-03-01 10:01:02\n"), "file", $"{Mark}.csv" } };
        using var import = await api.Client.PostAsync("/api/v1/imports", file);
        _ids["imports"] = (await ApiDesk.JsonAsync(import)).GetProperty("import").GetGuid();
        // What is drawn later would look like a change.
        await api.Desk.Get<SmallPictures>().MakeAsync(CancellationToken.None);
        await using var db = api.Desk.Db();
        _ids["evidence"] = await db.Evidence.Where(e => e.HasThumbnail).Select(e => e.Id).FirstAsync();
        _ids["people"] = api.Desk.Agent.Id!.Value;
        _ids["customers"] = await db.Cases.Where(c => c.Number == _number).Select(c => c.CustomerId).SingleAsync();
        _ids["packs"] = (await api.Desk.Get<RequestPack>().ExecuteAsync(_number, api.Desk.Agent)).Value;
        // All of them: that of another test here may be the first in the list, and what is ready later is a change.
        await Eventually.TrueAsync(async () => (await api.Desk.Get<PackQueries>().OfCaseAsync(_number, api.Desk.Agent)).Value!.All(pack => pack.State == PackState.Ready), TimeSpan.FromSeconds(30));
        // Something was agreed, for which somebody was asked.
        var coupon = new PlannedAction(ActionCatalogue.Find("coupon")!, null, [], WaitsForReturn: false);
        var (caseId, now) = (await db.Cases.Where(c => c.Number == _number).Select(c => c.Id).SingleAsync(), api.Desk.Time.Now);
        var action = CaseAction.Agree(Ids.New(now), api.Desk.StoreId, caseId, 1, coupon, api.Desk.Agent.Id, now).Ask();
        var request = ApprovalRequest.Ask(Ids.New(now), action.Id, new(api.Desk.StoreId, caseId, _order, "coupon", 20, PayoutMethod.Coupon, null, [], []), "supervisor", ["over the guide"], SignaturePlan.AnySupervisor, $"{Mark}申请", api.Desk.Agent.Id, $"{Mark}客服", now);
        db.CaseActions.Add(action);
        db.Approvals.Add(request);
        await db.SaveChangesAsync();
        var payout = await GrantedPayout.AddAsync(db, _number, 15, now, $"{Mark}账号");
        var batch = PayoutBatch.Of(Ids.New(now), api.Desk.StoreId, "taobao", PayoutMethod.SmallTransfer, api.Next("batch"), [new(1, payout.Id, payout.AttemptKey, _number, _order, $"{Mark}买家", payout.Payee, 15, payout.Remedy)], null, $"{Mark}客服", now);
        db.PayoutBatches.Add(batch);
        await db.SaveChangesAsync();
        (_ids["actions"], _ids["approvals"], _ids["payouts"], _ids["batches"]) = (action.Id, request.Id, payout.Id, batch.Id);
        // What was offered in a review case.
        var offer = ReviewOffer.Make(Ids.New(now), api.Desk.StoreId, caseId, "apology", null, api.Desk.Agent.Id, $"{Mark}客服", now).Value!;
        db.ReviewOffers.Add(offer);
        await db.SaveChangesAsync();
        _ids["offers"] = offer.Id;
        // What production is asked.
        var item = FeedbackItem.Open(Ids.New(now), api.Desk.StoreId, api.Next($"{Mark}款"), "", Domain.Cases.CaseSubtype.Defect, FeedbackCause.Customers, now);
        db.FeedbackItems.Add(item);
        await db.SaveChangesAsync();
        _ids["feedback"] = item.Id;
        // Of a day, one; each test here has its own.
        var day = new DateOnly(2026, 1, 1).AddDays(await db.Digests.CountAsync());
        var digest = new Digest(Ids.New(now), api.Desk.StoreId, new(DigestKind.Daily, new(day, day)), Told(item.Id), now);
        db.Digests.Add(digest);
        await db.SaveChangesAsync();
        _ids["digests"] = digest.Id;
        await Eventually.TrueAsync(async () => (await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/imports/{_ids["imports"]}"))).GetProperty("state").GetString() == "Done", TimeSpan.FromSeconds(30));
    }

    private static DigestContent Told(Guid item)
    {
        var nothing = new DigestFigures(0, 0, 0, 0, 0, 0, 0, 0);
        return new(nothing, nothing, 0, null, null, [new($"{Mark}款", item)], 1);
    }

    private async Task<string> SeenFromWithinAsync() => string.Join('\n', await Task.WhenAll(
        new[] { $"/api/v1/cases/{_number}", "/api/v1/policies/clocks", $"/api/v1/imports/{_ids["imports"]}", "/api/v1/cases?limit=200" }.Select(api.Client.GetStringAsync)));

    private async Task<HttpResponseMessage> SendAsync(Visitor person, HttpClient program, RouteEndpoint route, string method)
    {
        var address = AddressOf(route);
        if (!Path(route).StartsWith("/api/", StringComparison.Ordinal)) return method == "GET" ? await person.GetAsync(address) : await person.SendAsync(method, address);
        using var request = new HttpRequestMessage(new(method), Path(route).EndsWith("/numbers", StringComparison.Ordinal) ? $"{address}?from=2026-01-01&to=2027-12-31" : address);
        if (Path(route) == "/api/v1/imports") request.Content = new MultipartFormDataContent { { new StringContent("订单编号\n7300000000000000001\n"), "file", "outside.csv" } };
        else if (method != "GET") request.Content = new StringContent(Bodies.GetValueOrDefault(Path(route)) ?? throw new InvalidOperationException($"What would a stranger send to {Path(route)}?"), System.Text.Encoding.UTF8, "application/json");
        return await program.SendAsync(request);
    }

    private string AddressOf(RouteEndpoint route) => "/" + string.Join('/', route.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart { Name: var name } => name.ToLowerInvariant() switch
        {
            "number" => _number,
            "orderno" => _order,
            "token" => "guessed",
            "type" or "name" => "WrongItem",
            "section" => "service",
            "table" => "subtypes",
            "version" => "1",
            "actionid" => _ids["actions"].ToString(),
            "id" => _ids.First(id => Path(route).Contains($"/{id.Key}/", StringComparison.Ordinal)).Value.ToString(),
            _ => throw new InvalidOperationException($"What would a stranger put for {{{name}}} in {Path(route)}?"),
        },
        _ => "",
    }))));

    private static bool IsPiece(RouteEndpoint route) => Path(route).StartsWith("/evidence/uploads/pieces/", StringComparison.Ordinal);

    // A link to one thing of a store. Pages answer everybody alike and draw their data when they live; that is walked in a browser.
    private static bool HasKey(RouteEndpoint route) => route.RoutePattern.Parameters.Any(parameter => !OfEveryStore.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)) && route.Metadata.GetMetadata<ComponentTypeMetadata>() is null;

    private static IEnumerable<string> MethodsOf(RouteEndpoint route) => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Intersect(["GET", "POST", "PUT", "PATCH", "DELETE"]) ?? ["GET"];

    private static string Path(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.TrimStart('/');
}
