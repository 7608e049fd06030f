using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Domain.Stores;
using AfterSales.Web.Tests.Hosting;

namespace AfterSales.Web.Tests.Integrations;

/// <summary>The API of a running desk, a key with every scope, and a key of another store.</summary>
public sealed class ApiDesk : IAsyncLifetime
{
    private WebDesk _web = null!;
    private int _next;

    internal WebDesk Web => _web;
    public TestDesk Desk => _web.Desk;
    public HttpClient Client { get; private set; } = null!;
    public HttpClient Stranger { get; private set; } = null!;
    public HttpClient Anonymous { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _web = await WebDesk.CreateAsync();
        Client = await ClientAsync(Desk.StoreId, [.. ApiScope.All]);
        Stranger = await ClientAsync(await OtherStoreAsync(), [.. ApiScope.All]);
        Anonymous = _web.Server.CreateClient();
    }

    public async Task DisposeAsync() => await _web.DisposeAsync();

    /// <summary>A key of its own with these scopes.</summary>
    public async Task<HttpClient> ClientAsync(params string[] scopes) => await ClientAsync(Desk.StoreId, scopes);

    /// <summary>Ids that no other test of this desk uses.</summary>
    public string Next(string what) => $"{what}-{Interlocked.Increment(ref _next)}";

    public static object Message(string id, string customer, string text = "发错货了，我拍的是米白", string? orderNo = null) =>
        new { external_id = id, channel = "qianniu", customer, order_no = orderNo, direction = "inbound", text, sent_at = "2026-11-22T09:59:00+08:00" };

    /// <summary>A buyer message through the API; answers the case's number.</summary>
    public async Task<string> CaseAsync(string? customer = null)
    {
        using var answer = await PostAsync(Client, "/api/v1/messages", Message(Next("m"), customer ?? Next("买家")));
        return (await JsonAsync(answer)).GetProperty("case").GetString()!;
    }

    public static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object body) => PostAsync(client, path, JsonSerializer.SerializeToUtf8Bytes(body));

    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, byte[] body, string contentType = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return await client.PostAsync(path, content);
    }

    public static Task<HttpResponseMessage> PostTextAsync(HttpClient client, string path, string json) => PostAsync(client, path, Encoding.UTF8.GetBytes(json));

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsByteArrayAsync());

    /// <summary>Checks that it is a problem with this status and code, and answers it.</summary>
    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, int status, string code)
    {
        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await JsonAsync(answer);
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        return problem;
    }

    private async Task<HttpClient> ClientAsync(Guid storeId, string[] scopes)
    {
        var secret = Secrets.New("as_");
        await using var db = Desk.Get<Databases>().AcrossStores();
        db.ApiKeys.Add(new ApiKey(Ids.New(Desk.Time.Now), storeId, "test", secret[..6], Secrets.Hash(secret), scopes, Desk.Time.Now, null));
        await db.SaveChangesAsync();
        var client = _web.Server.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        return client;
    }

    private async Task<Guid> OtherStoreAsync()
    {
        var id = Ids.New(Desk.Time.Now);
        await using var db = Desk.Get<Databases>().AcrossStores();
        db.Stores.Add(new Store(id, "别家店", "Asia/Shanghai", Desk.Time.Now, isDemo: false));
        db.ClockPolicies.Add(new(id, 1, Domain.Clocks.ClockPolicy.Default, Desk.Time.Now, null, "system"));
        await db.SaveChangesAsync();
        await Desk.Get<FirstPlaybooks>().GiveAsync(CancellationToken.None);
        return id;
    }
}
