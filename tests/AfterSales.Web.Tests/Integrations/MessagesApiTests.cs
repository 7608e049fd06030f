using System.Text;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Web.Tests.Integrations;

public sealed class MessagesApiTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    private const string Messages = "/api/v1/messages";
    private const string Batch = "/api/v1/messages/batch";

    [Fact]
    public async Task Post_NewMessage_OpensACaseWithItsClocks()
    {
        using var answer = await ApiDesk.PostAsync(api.Client, Messages, ApiDesk.Message(api.Next("m"), api.Next("买家")));

        ((int)answer.StatusCode).ShouldBe(201);
        var json = await ApiDesk.JsonAsync(answer);
        json.GetProperty("opened").GetBoolean().ShouldBeTrue();
        json.GetProperty("case_url").GetString().ShouldEndWith("/cases/" + json.GetProperty("case").GetString());
        json.GetProperty("clocks").EnumerateArray().Select(c => c.GetProperty("clock").GetString()).ShouldBe(["Reply", "Resolution"]);
        json.GetProperty("clocks")[0].GetProperty("started_at").GetDateTimeOffset().ShouldBe(new(2026, 11, 22, 1, 59, 0, TimeSpan.Zero));
        json.GetProperty("clocks")[0].GetProperty("due_at").GetDateTimeOffset().ShouldBe(new(2026, 11, 22, 2, 4, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Post_SameMessageAgain_Answers200WithTheSameBody()
    {
        var message = ApiDesk.Message(api.Next("m"), api.Next("买家"));
        using var first = await ApiDesk.PostAsync(api.Client, Messages, message);
        using var second = await ApiDesk.PostAsync(api.Client, Messages, message);

        ((int)second.StatusCode).ShouldBe(200);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Post_Attachments_AreKeptAsEvidence()
    {
        var png = Convert.ToBase64String(TinyPng);
        using var answer = await ApiDesk.PostAsync(api.Client, Messages, new
        {
            external_id = api.Next("m"),
            channel = "qianniu",
            customer = api.Next("买家"),
            direction = "inbound",
            attachments = new object[] { new { name = "实物.png", content_type = "text/html", base64 = png }, new { name = "链接", url = "https://img.example.com/1.jpg" } },
        });
        var number = (await ApiDesk.JsonAsync(answer)).GetProperty("case").GetString();

        var evidence = (await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/cases/{number}"))).GetProperty("evidence");
        evidence.GetArrayLength().ShouldBe(2);
        var byName = evidence.EnumerateArray().ToDictionary(e => e.GetProperty("name").GetString()!);
        byName["实物.png"].GetProperty("content_type").GetString().ShouldBe("image/png");
        byName["链接"].GetProperty("url").GetString().ShouldBe("https://img.example.com/1.jpg");
    }

    [Fact]
    public async Task Post_UnknownFields_ArePassedOver()
    {
        using var answer = await ApiDesk.PostTextAsync(api.Client, Messages,
            $$$"""{"external_id":"{{{api.Next("m")}}}","channel":"qianniu","customer":"{{{api.Next("c")}}}","direction":"inbound","text":"你好","mood":{"angry":[1,2]}}""");
        ((int)answer.StatusCode).ShouldBe(201);
    }

    [Theory]
    [InlineData("external_id", "null", "message.external_id_needed")]
    [InlineData("direction", "\"sideways\"", "message.direction_invalid")]
    [InlineData("customer", "\"\"", "message.customer_needed")]
    [InlineData("channel", "null", "message.channel_needed")]
    [InlineData("text", "\"  \"", "message.empty")]
    [InlineData("text", "7", "json.wrong_type")]
    [InlineData("order_no", "3515310000000000001", "json.wrong_type")]
    [InlineData("automatic", "\"yes\"", "json.wrong_type")]
    [InlineData("sent_at", "\"yesterday\"", "json.wrong_type")]
    [InlineData("sent_at", "\"2026-11-22T10:00:00\"", "json.wrong_type")]
    [InlineData("sent_at", "\"0001-01-01T00:00:00Z\"", "message.sent_at_invalid")]
    [InlineData("attachments", "\"x\"", "json.wrong_type")]
    public async Task Post_BadField_Answers400NamingIt(string field, string value, string code)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["external_id"] = $"\"{api.Next("m")}\"",
            ["channel"] = "\"qianniu\"",
            ["customer"] = "\"somebody\"",
            ["direction"] = "\"inbound\"",
            ["text"] = "\"hello\"",
            [field] = value,
        };
        using var answer = await ApiDesk.PostTextAsync(api.Client, Messages, "{" + string.Join(',', fields.Select(f => $"\"{f.Key}\":{f.Value}")) + "}");

        var problem = await ApiDesk.ProblemAsync(answer, 400, code);
        problem.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(field);
    }

    [Fact]
    public async Task Post_BadAttachment_NamesWhichOne()
    {
        using var answer = await ApiDesk.PostAsync(api.Client, Messages, new
        {
            external_id = api.Next("m"),
            channel = "qianniu",
            customer = api.Next("c"),
            direction = "inbound",
            text = "看图",
            attachments = new object[] { new { url = "https://img.example.com/1.jpg" }, new { base64 = "not base64!" } },
        });
        var problem = await ApiDesk.ProblemAsync(answer, 400, "evidence.base64_invalid");
        problem.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe("attachments[1].base64");
    }

    [Theory]
    [InlineData("", "json.broken")]
    [InlineData("{", "json.broken")]
    [InlineData("{\"text\": }", "json.broken")]
    [InlineData("null", "json.object_needed")]
    [InlineData("[]", "json.object_needed")]
    [InlineData("\"text\"", "json.object_needed")]
    [InlineData("{\"customer\":\"\\ud800\"}", "json.wrong_type")]
    public async Task Post_BrokenJson_Answers400(string body, string code)
    {
        using var answer = await ApiDesk.PostTextAsync(api.Client, Messages, body);
        await ApiDesk.ProblemAsync(answer, 400, code);
    }

    [Fact]
    public async Task Post_OtherEncodings_AreNotGuessed()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var json = """{"external_id":"x","channel":"qianniu","customer":"小鹿","direction":"inbound","text":"破了"}""";

        using var gbk = await ApiDesk.PostAsync(api.Client, Messages, Encoding.GetEncoding("gb18030").GetBytes(json));
        await ApiDesk.ProblemAsync(gbk, 400, "json.not_utf8");
        using var utf16 = await ApiDesk.PostAsync(api.Client, Messages, Encoding.Unicode.GetBytes(json));
        ((int)utf16.StatusCode).ShouldBe(400);
        using var declared = await ApiDesk.PostAsync(api.Client, Messages, Encoding.UTF8.GetBytes(json), "application/json; charset=klingon");
        await ApiDesk.ProblemAsync(declared, 415, "api.media_unsupported");
        using var form = await ApiDesk.PostAsync(api.Client, Messages, Encoding.UTF8.GetBytes("a=b"), "application/x-www-form-urlencoded");
        await ApiDesk.ProblemAsync(form, 415, "api.media_unsupported");
    }

    [Fact]
    public async Task Post_HugeBody_Answers413AndKeepsNothing()
    {
        using var single = await ApiDesk.PostAsync(api.Client, Messages, new byte[(32 << 20) + 1]);
        await ApiDesk.ProblemAsync(single, 413, "api.body_too_large");
        using var batch = await ApiDesk.PostAsync(api.Client, Batch, new byte[(64 << 20) + 1]);
        await ApiDesk.ProblemAsync(batch, 413, "api.body_too_large");
    }

    [Fact]
    public async Task Batch_AThousandMistakesAndSomeGood_KeepsTheGoodAndAnswersEachInOrder()
    {
        var customer = api.Next("买家");
        var mistakes = new object?[] { 1, "x", null, true, Array.Empty<int>(), new { }, new { external_id = 5 }, new { external_id = "a", channel = "c", customer = "c", direction = "inbound" } };
        var items = Enumerable.Range(0, 1_000).Select(i => i % 100 == 7 ? ApiDesk.Message(api.Next("good"), customer, $"第 {i} 条") : mistakes[i % mistakes.Length]).ToArray();

        using var answer = await ApiDesk.PostAsync(api.Client, Batch, items);

        ((int)answer.StatusCode).ShouldBe(200);
        var json = await ApiDesk.JsonAsync(answer);
        json.GetProperty("accepted").GetInt32().ShouldBe(10);
        json.GetProperty("refused").GetInt32().ShouldBe(990);
        var results = json.GetProperty("results").EnumerateArray().ToList();
        results.Select(r => r.GetProperty("index").GetInt32()).ShouldBe(Enumerable.Range(0, 1_000));
        results.Where(r => r.GetProperty("status").GetInt32() == 201).Select(r => r.GetProperty("index").GetInt32()).ShouldBe(Enumerable.Range(0, 10).Select(i => i * 100 + 7));
        results[0].GetProperty("error").GetProperty("code").GetString().ShouldNotBeNullOrEmpty();
        await using var db = api.Desk.Db();
        (await db.Messages.CountAsync(m => m.AuthorName == customer)).ShouldBe(10);
    }

    [Fact]
    public async Task Batch_TooManyOrNoList_IsRefusedWhole()
    {
        using var many = await ApiDesk.PostAsync(api.Client, Batch, Enumerable.Repeat(new { }, 1_001).ToArray());
        await ApiDesk.ProblemAsync(many, 400, "batch.too_many");
        using var none = await ApiDesk.PostAsync(api.Client, Batch, new { messages = 5 });
        await ApiDesk.ProblemAsync(none, 400, "batch.list_needed");
    }

    [Fact]
    public async Task Post_KeyOfAnotherScope_Answers403()
    {
        using var reader = await api.ClientAsync(ApiScope.CasesRead, ApiScope.CasesWrite, ApiScope.ImportsWrite);
        using var answer = await ApiDesk.PostAsync(reader, Messages, ApiDesk.Message(api.Next("m"), api.Next("c")));
        var problem = await ApiDesk.ProblemAsync(answer, 403, "api.scope_missing");
        problem.GetProperty("detail").GetString()!.ShouldContain(ApiScope.MessagesWrite);
    }

    [Fact]
    public async Task Problem_SpeaksTheLanguageAskedFor()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Messages) { Content = new ByteArrayContent("{}"u8.ToArray()) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.AcceptLanguage.ParseAdd("en-GB,en;q=0.8,zh;q=0.1");
        using var answer = await api.Client.SendAsync(request);
        (await ApiDesk.ProblemAsync(answer, 400, "message.external_id_needed")).GetProperty("title").GetString().ShouldBe("The request is not right");
    }

    private static byte[] TinyPng => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
}
