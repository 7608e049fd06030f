using System.Net;
using System.Text.Json;
using AfterSales.Application.Cases;
using AfterSales.Domain.People;

namespace AfterSales.Web.Tests.Integrations;

public sealed class CasesApiTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    [Fact]
    public async Task Get_Case_HasEverything()
    {
        var number = await api.CaseAsync();
        await ReplyAsync(number, "您好，我看一下");

        var json = await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/cases/{number}"));

        json.GetProperty("case").GetProperty("state").GetString().ShouldBe("Confirming");
        json.GetProperty("case").GetProperty("type").GetString().ShouldNotBeNull();
        json.GetProperty("conversation").EnumerateArray().Select(m => m.GetProperty("kind").GetString()).ShouldBe(["Buyer", "Reply"]);
        json.GetProperty("conversation")[1].GetProperty("author").GetString().ShouldBe("客服甲");
        var reply = json.GetProperty("clocks").EnumerateArray().Single(c => c.GetProperty("clock").GetString() == "Reply");
        reply.GetProperty("limit").GetString().ShouldBe("PT5M");
        reply.GetProperty("stop_cause").GetString().ShouldBe("HumanReply");
        reply.GetProperty("story")[0].GetProperty("step").GetString().ShouldBe("started");
        json.GetProperty("history").EnumerateArray().First().GetProperty("kind").GetString().ShouldBe("Opened");
        json.GetProperty("guidance").GetProperty("playbook").GetProperty("version").GetInt32().ShouldBe(1);
        json.GetProperty("facts").GetProperty("subtype").GetString().ShouldBe("WrongShipped");
        json.GetProperty("actions").GetArrayLength().ShouldBe(0);
        json.GetProperty("approvals").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Post_FollowUp_IsRecorded_AndToldWithTheCase()
    {
        var number = await api.CaseAsync();
        await ReplyAsync(number, "您好，已经补发");
        await ApiDesk.ProblemAsync(await FollowUpAsync(number, new { outcome = "Settled" }), 422, "follow_up.not_resolved");
        (await api.Desk.Get<ResolveCase>().ExecuteAsync(new(number, null), api.Desk.Agent)).Ok.ShouldBeTrue();

        await ApiDesk.ProblemAsync(await FollowUpAsync(number, new { satisfaction = 5 }), 400, "follow_up.outcome_needed");
        await ApiDesk.ProblemAsync(await FollowUpAsync(number, new { outcome = "Settled", satisfaction = 6 }), 400, "follow_up.satisfaction_invalid");
        (await FollowUpAsync(number, new { outcome = "Settled", satisfaction = 5, words = "谢谢" })).StatusCode.ShouldBe(HttpStatusCode.Created);

        var json = await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/cases/{number}"));
        json.GetProperty("case").GetProperty("state").GetString().ShouldBe("FollowUp");
        var told = json.GetProperty("follow_ups").EnumerateArray().ShouldHaveSingleItem();
        (told.GetProperty("outcome").GetString(), told.GetProperty("satisfaction").GetInt32(), told.GetProperty("words").GetString()).ShouldBe(("Settled", 5, "谢谢"));
    }

    private Task<HttpResponseMessage> FollowUpAsync(string number, object body) => ApiDesk.PostAsync(api.Client, $"/api/v1/cases/{number}/follow-ups", body);

    [Theory]
    [InlineData("updated")]
    [InlineData("opened")]
    [InlineData("due")]
    public async Task List_PageByPage_ShowsEachCaseOnce(string sort)
    {
        var mine = new List<string>();
        for (var i = 0; i < 7; i++) mine.Add(await api.CaseAsync());

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/cases?sort={sort}&limit=3{(cursor is null ? "" : "&cursor=" + cursor)}"));
            seen.AddRange(page.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("case").GetProperty("number").GetString()!));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        seen.ShouldBeUnique();
        mine.ShouldBeSubsetOf(seen);
    }

    [Fact]
    public async Task List_Filters_FindTheCase()
    {
        var customer = api.Next("小鹿100%_早睡");
        var orderNo = api.Next("351531");
        using var posted = await ApiDesk.PostAsync(api.Client, "/api/v1/messages", ApiDesk.Message(api.Next("m"), customer, "发错货了", orderNo));
        var number = (await ApiDesk.JsonAsync(posted)).GetProperty("case").GetString()!;
        string[] queries =
        [
            $"customer={Uri.EscapeDataString(customer)}", $"order_no={orderNo}", $"q={number}", $"q={orderNo}", $"q={Uri.EscapeDataString(customer[2..])}",
            $"customer={Uri.EscapeDataString(customer)}&state=open", $"customer={Uri.EscapeDataString(customer)}&state=New,Confirming&type=WrongItem&assignee=none&sort=due",
        ];
        foreach (var query in queries) (await NumbersAsync(query)).ShouldBe([number], query);

        (await NumbersAsync($"q={Uri.EscapeDataString("100%早睡")}")).ShouldBeEmpty("% is a character, not a wildcard");
        (await NumbersAsync($"order_no={orderNo}&state=Closed")).ShouldBeEmpty();
        (await NumbersAsync($"order_no={orderNo}&assignee=nobody-of-that-name")).ShouldBeEmpty();
        await ReplyAsync(number, "马上换");
        (await NumbersAsync($"order_no={orderNo}&assignee={Uri.EscapeDataString("客服甲")}")).ShouldBe([number]);
    }

    [Theory]
    [InlineData("limit=0", "list.limit_invalid", "limit")]
    [InlineData("limit=201", "list.limit_invalid", "limit")]
    [InlineData("limit=ten", "query.number_needed", "limit")]
    [InlineData("state=Happy", "query.word_unknown", "state")]
    [InlineData("type=3", "query.word_unknown", "type")]
    [InlineData("sort=price", "query.word_unknown", "sort")]
    [InlineData("cursor=abc", "list.cursor_invalid", "cursor")]
    [InlineData("q=%00", "query.text_unreadable", "q")]
    public async Task List_BadQuery_Answers400NamingIt(string query, string code, string field)
    {
        using var answer = await api.Client.GetAsync($"/api/v1/cases?{query}");
        (await ApiDesk.ProblemAsync(answer, 400, code)).GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(field);
    }

    [Fact]
    public async Task Cursor_OfAnotherOrder_IsRefused()
    {
        for (var i = 0; i < 3; i++) await api.CaseAsync();
        var page = await ApiDesk.JsonAsync(await api.Client.GetAsync("/api/v1/cases?sort=updated&limit=1"));
        using var answer = await api.Client.GetAsync($"/api/v1/cases?sort=opened&cursor={page.GetProperty("next_cursor").GetString()}");
        await ApiDesk.ProblemAsync(answer, 400, "list.cursor_invalid");
    }

    [Fact]
    public async Task Stranger_SeesNothingOfAnotherStore()
    {
        var number = await api.CaseAsync();
        await ApiDesk.ProblemAsync(await api.Stranger.GetAsync($"/api/v1/cases/{number}"), 404, "case.not_found");
        await ApiDesk.ProblemAsync(await ApiDesk.PostAsync(api.Stranger, $"/api/v1/cases/{number}/replies", new { agent = "x", text = "x" }), 404, "case.not_found");
        (await ApiDesk.JsonAsync(await api.Stranger.GetAsync($"/api/v1/cases?q={number}"))).GetProperty("cases").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Reply_WithAKey_IsSentOnce()
    {
        var number = await api.CaseAsync();
        var other = await api.CaseAsync();
        var key = api.Next("key");
        using var first = await ReplyAsync(number, "好的", key);
        using var second = await ReplyAsync(number, "好的", key);

        ((int)first.StatusCode).ShouldBe(201);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        var conversation = (await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/cases/{number}"))).GetProperty("conversation");
        conversation.EnumerateArray().Count(m => m.GetProperty("kind").GetString() == "Reply").ShouldBe(1);
        using var elsewhere = await ReplyAsync(other, "好的", key);
        await ApiDesk.ProblemAsync(elsewhere, 409, "reply.key_used");
        using var otherwise = await ReplyAsync(number, "不好", key);
        await ApiDesk.ProblemAsync(otherwise, 409, "reply.key_used");
    }

    [Fact]
    public async Task Reply_BadInput_IsRefused()
    {
        var number = await api.CaseAsync();
        var path = $"/api/v1/cases/{number}/replies";
        await ApiDesk.ProblemAsync(await ApiDesk.PostAsync(api.Client, path, new { text = "x" }), 400, "reply.agent_needed");
        await ApiDesk.ProblemAsync(await ApiDesk.PostAsync(api.Client, path, new { agent = "客服甲" }), 400, "message.empty");
        await ApiDesk.ProblemAsync(await ApiDesk.PostAsync(api.Client, path, new { agent = "客服甲", text = new string('长', 8_001) }), 400, "message.too_long");
        await ApiDesk.ProblemAsync(await ApiDesk.PostAsync(api.Client, "/api/v1/cases/AS-000000-0000/replies", new { agent = "客服甲", text = "x" }), 404, "case.not_found");
        using var reader = await api.ClientAsync(ApiScope.CasesRead);
        await ApiDesk.ProblemAsync(await ApiDesk.PostAsync(reader, path, new { agent = "客服甲", text = "x" }), 403, "api.scope_missing");
    }

    private async Task<List<string>> NumbersAsync(string query) =>
        [.. (await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/cases?{query}"))).GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("case").GetProperty("number").GetString()!)];

    private async Task<HttpResponseMessage> ReplyAsync(string number, string text, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/cases/{number}/replies") { Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { agent = "客服甲", text })) };
        request.Content.Headers.ContentType = new("application/json");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await api.Client.SendAsync(request);
    }
}
