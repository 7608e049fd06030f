using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Web.Tests.Integrations;

/// <summary>Thousands of bodies that nobody meant: bytes flipped, cut, doubled, values of other types. Never our fault, never half done.</summary>
public sealed class MutationTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    private const int Bodies = 3_000;
    private const int Seed = 20261122;

    private static readonly string[] OddValues =
        ["null", "true", "-1", "1e400", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "[[[[]]]]", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"\\u202e甲\"", "\"" + new string('x', 9_000) + "\"", "{\"$type\":\"x\"}"];

    [Fact]
    public async Task Message_Mutated_IsTakenWholeOrRefusedClearly()
    {
        var random = new Random(Seed);
        var accepted = 0;
        for (var i = 0; i < Bodies; i++)
        {
            using var answer = await ApiDesk.PostAsync(api.Client, "/api/v1/messages", Mutate(Valid(i), random));
            var status = (int)answer.StatusCode;
            status.ShouldBeOneOf([200, 201, 400, 413, 415, 422]);
            var json = await ApiDesk.JsonAsync(answer);
            if (status == 201) accepted++;
            if (status < 300) json.GetProperty("case").GetString().ShouldNotBeNullOrEmpty();
            else json.GetProperty("code").GetString().ShouldNotBeNullOrEmpty();
        }
        accepted.ShouldBeGreaterThan(0);
        await NothingHalfWrittenAsync();
    }

    [Fact]
    public async Task Batch_WithMutatedItems_KeepsTheGoodOnes()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 10; round++)
        {
            var customer = api.Next("good");
            var items = Enumerable.Range(0, 100).Select(i => i % 10 == 0
                ? JsonSerializer.Serialize(ApiDesk.Message(api.Next("good"), customer))
                : Odd(Valid(1_000_000 + round * 1_000 + i), random)).ToList();
            using var answer = await ApiDesk.PostTextAsync(api.Client, "/api/v1/messages/batch", $"[{string.Join(',', items)}]");
            ((int)answer.StatusCode).ShouldBe(200);
            var results = (await ApiDesk.JsonAsync(answer)).GetProperty("results").EnumerateArray().ToList();
            results.Count.ShouldBe(100);
            results.Where((_, i) => i % 10 == 0).ShouldAllBe(r => r.GetProperty("status").GetInt32() == 201);
        }
        await NothingHalfWrittenAsync();
    }

    [Fact]
    public async Task Batch_MutatedAsAWhole_NeverFailsOnUs()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 300; i++)
        {
            var body = $"[{string.Join(',', Enumerable.Range(0, 5).Select(j => Valid(2_000_000 + i * 5 + j)))}]";
            using var answer = await ApiDesk.PostAsync(api.Client, "/api/v1/messages/batch", Mutate(body, random));
            ((int)answer.StatusCode).ShouldBeOneOf([200, 400]);
        }
        await NothingHalfWrittenAsync();
    }

    private static string Valid(int i) =>
        $$"""{"external_id":"mut-{{i}}","channel":"qianniu","customer":"变异{{i % 50}}","order_no":"35153{{i % 70}}","direction":"{{(i % 3 == 0 ? "outbound" : "inbound")}}","automatic":false,"agent":"客服甲","text":"少了一件 {{i}}","sent_at":"2026-11-22T09:{{i % 60:00}}:00+08:00","attachments":[{"name":"a.jpg","url":"https://example.com/{{i}}.jpg"}]}""";

    private static byte[] Mutate(string json, Random random)
    {
        if (json[0] == '{' && random.Next(3) == 0) return Encoding.UTF8.GetBytes(Odd(json, random));
        var bytes = Encoding.UTF8.GetBytes(json).ToList();
        for (var n = random.Next(1, 4); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)); break;
                case 2: bytes.RemoveRange(at, bytes.Count - at); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 20), bytes.Count - at))); break;
                default: bytes.Insert(at, (byte)"{}[]\",:0\\"[random.Next(9)]); break;
            }
        }
        return [.. bytes];
    }

    // One field gets a value that it should not have; the text stays JSON.
    private static string Odd(string json, Random random)
    {
        var fields = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!.ToDictionary(f => f.Key, f => f.Value.GetRawText());
        fields[fields.Keys.ElementAt(random.Next(fields.Count))] = OddValues[random.Next(OddValues.Length)];
        return "{" + string.Join(',', fields.Select(f => $"\"{f.Key}\":{f.Value}")) + "}";
    }

    private async Task NothingHalfWrittenAsync()
    {
        await using var db = api.Desk.Db();
        (await db.Cases.CountAsync(c => !db.Messages.Any(m => m.CaseId == c.Id))).ShouldBe(0, "a case without its message");
        (await db.Cases.CountAsync(c => !db.Clocks.Any(k => k.SubjectId == c.Id))).ShouldBe(0, "a case without a clock");
        (await db.Cases.CountAsync(c => !db.History.Any(h => h.CaseId == c.Id))).ShouldBe(0, "a case without history");
        (await db.Clocks.CountAsync(k => k.StoppedAt == null && !db.ClockTimers.Any(t => t.ClockId == k.Id))).ShouldBe(0, "a clock that nothing watches");
    }
}
