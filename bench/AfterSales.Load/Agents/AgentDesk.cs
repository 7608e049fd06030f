using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Load.Running;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Load.Agents;

/// <summary>A store at work: its agents, and open cases that have been answered, each with somebody responsible.</summary>
internal sealed class AgentDesk(BenchDatabase database)
{
    public const int OpenCases = 500;
    public const string Password = "bench-agent-password";
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static string NameOf(int agent) => string.Create(CultureInfo.InvariantCulture, $"agent{agent:000}");

    public static string CustomerOf(int openCase) => string.Create(CultureInfo.InvariantCulture, $"买家{openCase:000}");

    /// <summary>The case numbers, by customer.</summary>
    public IReadOnlyList<string> Numbers { get; private set; } = [];

    public static HttpClient ApiClient(Uri product)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = product };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BenchDatabase.Secret);
        return http;
    }

    /// <summary>A message of a customer to the store.</summary>
    public static object Message(string id, string customer, string text, string direction = "inbound") =>
        new { external_id = id, channel = "qianniu", customer, direction, text, sent_at = TimeProvider.System.GetUtcNow(), agent = direction == "outbound" ? "bench" : null };

    public async Task FillAsync(Uri product, int agents, CancellationToken ct)
    {
        await HireAsync(agents, ct);
        using var http = ApiClient(product);
        await SendAsync(http, "first", "inbound", OpenCases, "我收到的衣服发错了，颜色不对，麻烦看一下", ct);
        await SendAsync(http, "reply", "outbound", OpenCases, "亲，您好，正在为您核实，请稍等", ct);
        await SendAsync(http, "again", "inbound", BuyerTalk.InSight, "在吗？什么时候给我处理", ct);
        await AssignAsync(agents, ct);
    }

    private async Task HireAsync(int agents, CancellationToken ct)
    {
        await using var db = Open();
        var now = TimeProvider.System.GetUtcNow();
        var hash = new PasswordHasher<Person>().HashPassword(new(), Password);
        for (var i = 0; i < agents; i++)
        {
            var person = new Person
            {
                Id = Ids.New(now),
                UserName = NameOf(i),
                NormalizedUserName = NameOf(i).ToUpperInvariant(),
                DisplayName = $"客服{i}",
                PasswordHash = hash,
                SecurityStamp = NameOf(i),
                LastStoreId = database.StoreId,
                CreatedAt = now,
            };
            db.Users.Add(person);
            db.Memberships.Add(new(database.StoreId, person.Id, Role.AfterSales, now));
        }
        await db.SaveChangesAsync(ct);
    }

    private static async Task SendAsync(HttpClient http, string id, string direction, int count, string text, CancellationToken ct)
    {
        var all = Enumerable.Range(0, count).Select(i => Message($"{id}{i}", CustomerOf(i), text, direction));
        using var answer = await http.PostAsJsonAsync("/api/v1/messages/batch", all, Json, ct);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        if (!body.TryGetProperty("accepted", out var accepted) || accepted.GetInt32() != count) throw new InvalidOperationException($"Not every message was taken: {body}");
    }

    // Nobody looks at the store yet: its board will be read with everybody in place.
    private async Task AssignAsync(int agents, CancellationToken ct)
    {
        await using var db = Open();
        var people = await db.Users.OrderBy(p => p.UserName).Take(agents).Select(p => p.Id).ToListAsync(ct);
        var cases = await db.Cases.OrderBy(c => c.CustomerNick).Select(c => new { c.Id, c.Number }).ToListAsync(ct);
        Numbers = cases.ConvertAll(c => c.Number);
        foreach (var (one, i) in cases.Select((c, i) => (c, i)))
            await db.Database.ExecuteSqlAsync($"update cases set assignee_id = {people[i % people.Count]} where id = {one.Id}", ct);
    }

    private SystemDb Open() => new(new DbContextOptionsBuilder<SystemDb>().UseNpgsql(database.ConnectionString).Options);
}
