using System.Text.Json;
using AfterSales.Domain.People;

namespace AfterSales.Web.Tests.Integrations;

/// <summary>Facts said by programs, and what the playbooks answer them.</summary>
public sealed class PlaybooksApiTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    private async Task<string> MissingAsync()
    {
        using var posted = await ApiDesk.PostAsync(api.Client, "/api/v1/messages", ApiDesk.Message(api.Next("m"), api.Next("买家"), "少了一件"));
        return (await ApiDesk.JsonAsync(posted)).GetProperty("case").GetString()!;
    }

    private Task<HttpResponseMessage> SayAsync(string number, string json) => ApiDesk.PostTextAsync(api.Client, $"/api/v1/cases/{number}/facts", json);

    [Fact]
    public async Task Facts_AreSaid_AndAnsweredWithTheNewGuidance()
    {
        var number = await MissingAsync();
        var open = await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/cases/{number}/guidance"));
        open.GetProperty("responsibility").GetProperty("party").ValueKind.ShouldBe(JsonValueKind.Null);
        open.GetProperty("questions").EnumerateArray().ShouldContain(q => q.GetProperty("fact").GetString() == "photo" && q.GetProperty("next").GetBoolean() && q.GetProperty("answers").GetArrayLength() == 4);

        using var said = await SayAsync(number, """{"photo":"confirms","weigh_slip":"confirms","stock":true,"item paid":"268.00","piece paid":129}""");
        var guidance = await ApiDesk.JsonAsync(said);
        guidance.GetProperty("responsibility").GetProperty("party").GetString().ShouldBe("warehouse");
        var refund = guidance.GetProperty("remedies").EnumerateArray().Single(r => r.GetProperty("remedy").GetString() == "refund only");
        (refund.GetProperty("up_to").GetString(), refund.GetProperty("certain").GetBoolean()).ShouldBe(("129.00", true));
        var fact = guidance.GetProperty("facts").EnumerateArray().Single(f => f.GetProperty("fact").GetString() == "piece paid");
        (fact.GetProperty("value").GetString(), fact.GetProperty("origin").GetString(), fact.GetProperty("by").GetString()).ShouldBe(("129.00", "Said", "test"));
        var reason = guidance.GetProperty("reasons").EnumerateArray().Single(r => r.GetProperty("decision").GetString() == "situation");
        reason.GetProperty("rows_fired").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe("situation-short");
        reason.GetProperty("rows_not_fired")[0].GetProperty("because").GetProperty("input").GetString().ShouldBe("photo");
        guidance.GetProperty("playbook").GetProperty("version").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Facts_Null_TakesBack()
    {
        var number = await MissingAsync();
        await SayAsync(number, """{"photo":"contradicts"}""");
        using var back = await SayAsync(number, """{"facts":{"photo":null}}""");
        (await ApiDesk.JsonAsync(back)).GetProperty("facts").EnumerateArray().ShouldNotContain(f => f.GetProperty("fact").GetString() == "photo");
    }

    [Theory]
    [InlineData("""{"moon":true}""", 400, "fact.unknown")]
    [InlineData("""{"photo":"blue"}""", 400, "fact.not_allowed")]
    [InlineData("""{"photo":{"a":1}}""", 400, "fact.not_allowed")]
    [InlineData("""{"days since signed":-1}""", 400, "fact.not_allowed")]
    [InlineData("""{"days since signed":1e400}""", 400, "fact.not_allowed")]
    [InlineData("""{"margin":"100.00"}""", 422, "fact.guarded")]
    [InlineData("""{"subtype":"Lost"}""", 422, "fact.looked_up")]
    [InlineData("""{"photo":null}""", 422, "fact.not_said")]
    [InlineData("""{"weigh slip":"confirms","weigh_slip":"missing"}""", 400, "fact.twice")]
    [InlineData("""{"photo":"\ud800"}""", 400, "json.half_character")]
    [InlineData("""{"amount":"\udfff"}""", 400, "json.half_character")]
    [InlineData("""{"photo":"confirms\u0000"}""", 400, "fact.not_allowed")]
    [InlineData("""{"photo":"confirms","stock":"\ud800"}""", 400, "fact.not_allowed")]
    [InlineData("""{"amount":79228162514264337593543950336}""", 400, "fact.not_allowed")]
    [InlineData("""{"amount":"1.005"}""", 400, "fact.not_allowed")]
    [InlineData("""{"facts":{"photo":"confirms","photo":"unclear"}}""", 400, "json.name_twice")]
    [InlineData("""{"photo":"confirms","photo":"unclear"}""", 400, "json.name_twice")]
    [InlineData("{}", 400, "fact.count")]
    [InlineData("[]", 400, "json.object_needed")]
    public async Task Facts_ThatCannotBe_AreRefused_AndNoneIsKept(string json, int status, string code)
    {
        var number = await MissingAsync();
        using var answer = await SayAsync(number, json);
        await ApiDesk.ProblemAsync(answer, status, code);
        (await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/cases/{number}/guidance"))).GetProperty("facts").EnumerateArray().ShouldNotContain(f => f.GetProperty("origin").GetString() == "Said");
    }

    [Fact]
    public async Task Guidance_OfACaseWithoutAType_IsRefused_ButTheCaseIsWhole()
    {
        using var posted = await ApiDesk.PostAsync(api.Client, "/api/v1/messages", ApiDesk.Message(api.Next("m"), api.Next("买家"), "你好"));
        var number = (await ApiDesk.JsonAsync(posted)).GetProperty("case").GetString()!;
        await ApiDesk.ProblemAsync(await api.Client.GetAsync($"/api/v1/cases/{number}/guidance"), 422, "guidance.type_needed");
        (await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/cases/{number}"))).GetProperty("guidance").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Guidance_OfAnotherStoresCase_IsNotThere()
    {
        var number = await MissingAsync();
        await ApiDesk.ProblemAsync(await api.Stranger.GetAsync($"/api/v1/cases/{number}/guidance"), 404, "case.not_found");
        await ApiDesk.ProblemAsync(await ApiDesk.PostTextAsync(api.Stranger, $"/api/v1/cases/{number}/facts", """{"photo":"confirms"}"""), 404, "case.not_found");
    }

    [Fact]
    public async Task Evaluate_NeedsNoCase()
    {
        using var answer = await ApiDesk.PostTextAsync(api.Client, "/api/v1/playbooks/WrongItem/evaluate", """{"facts":{"subtype":"Missing","photo":"contradicts"}}""");
        var guidance = await ApiDesk.JsonAsync(answer);
        guidance.GetProperty("situation").GetString().ShouldBe("buyer mistaken");
        guidance.GetProperty("responsibility").GetProperty("party").GetString().ShouldBe("buyer");
        using var unknown = await ApiDesk.PostTextAsync(api.Client, "/api/v1/playbooks/Moon/evaluate", "{}");
        await ApiDesk.ProblemAsync(unknown, 404, "query.word_unknown");
        using var nothing = await ApiDesk.PostTextAsync(api.Client, "/api/v1/playbooks/logistics/evaluate", "{}");
        (await ApiDesk.JsonAsync(nothing)).GetProperty("questions").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Evaluate_ShowsTheCallersFactsAsGiven_AndThoseThatGuardMoneyToo()
    {
        using var answer = await ApiDesk.PostTextAsync(api.Client, "/api/v1/playbooks/WrongItem/evaluate", """{"photo":"confirms","item paid":"268.00","margin":"9.00"}""");
        var facts = (await ApiDesk.JsonAsync(answer)).GetProperty("facts").EnumerateArray().ToList();
        foreach (var name in (string[])["photo", "item paid", "margin"])
        {
            var fact = facts.Single(f => f.GetProperty("fact").GetString() == name);
            (fact.GetProperty("origin").GetString(), fact.GetProperty("by").ValueKind).ShouldBe(("Given", JsonValueKind.Null));
        }
        facts.ShouldNotContain(f => f.GetProperty("origin").GetString() == "LookedUp");
    }

    [Fact]
    public async Task AKeyThatOnlyReads_SaysNothing()
    {
        var number = await MissingAsync();
        using var reader = await api.ClientAsync(ApiScope.CasesRead);
        await ApiDesk.ProblemAsync(await ApiDesk.PostTextAsync(reader, $"/api/v1/cases/{number}/facts", """{"photo":"confirms"}"""), 403, "api.scope_missing");
    }

    [Theory]
    [InlineData("""{"\ud800":true}""")]
    [InlineData("""{"facts":{"\ud800":true}}""")]
    [InlineData("""{"photo":NaN}""")]
    public async Task Facts_InJsonThatIsNone_AreRefused(string json)
    {
        var number = await MissingAsync();
        using var answer = await SayAsync(number, json);
        ((int)answer.StatusCode).ShouldBe(400, await answer.Content.ReadAsStringAsync());
        using var tried = await ApiDesk.PostTextAsync(api.Client, "/api/v1/playbooks/WrongItem/evaluate", json);
        ((int)tried.StatusCode).ShouldBe(400, await tried.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("%ED%A0%80")]
    [InlineData("..%2f..%2f")]
    public async Task Guidance_OfANumberThatNoCaseHas_IsNotThere(string number)
    {
        using var read = await api.Client.GetAsync($"/api/v1/cases/{number}/guidance");
        ((int)read.StatusCode).ShouldBe(404, await read.Content.ReadAsStringAsync());
        using var said = await ApiDesk.PostTextAsync(api.Client, $"/api/v1/cases/{number}/facts", """{"photo":"confirms"}""");
        ((int)said.StatusCode).ShouldBe(404, await said.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Amount_AsLargeAsANumberGets_IsAnswered()
    {
        var number = await MissingAsync();
        using var said = await SayAsync(number, """{"amount":79228162514264337593543950335,"chosen remedy":"partial discount"}""");
        ((int)said.StatusCode).ShouldBe(200, await said.Content.ReadAsStringAsync());
    }
}
