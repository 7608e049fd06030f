using System.Text;
using System.Text.Json;
using AfterSales.Domain.People;
using AfterSales.Web.Clocks;
using AfterSales.Web.Tests.Integrations;

namespace AfterSales.Web.Tests.Clocks;

public sealed class ClocksApiTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        return await client.PutAsync("/api/v1/policies/clocks", body);
    }

    [Fact]
    public async Task Policy_ChangedInOnePlace_KeepsTheRestAndHoldsForLaterClocks()
    {
        var before = await ApiDesk.JsonAsync(await api.Client.GetAsync("/api/v1/policies/clocks"));
        var version = before.GetProperty("version").GetInt32();

        var changed = await ApiDesk.JsonAsync(await PutAsync(api.Client, """{"reply":{"limit":"PT10M","warn":["PT6M"]}}"""));

        changed.GetProperty("version").GetInt32().ShouldBe(version + 1);
        var after = await ApiDesk.JsonAsync(await api.Client.GetAsync("/api/v1/policies/clocks"));
        after.GetProperty("reply").GetProperty("limit").GetString().ShouldBe("PT10M");
        after.GetProperty("resolution").GetRawText().ShouldBe(before.GetProperty("resolution").GetRawText());
        var number = await api.CaseAsync();
        var reply = (await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/cases/{number}"))).GetProperty("clocks").EnumerateArray().Single(c => c.GetProperty("clock").GetString() == "Reply");
        (reply.GetProperty("limit").GetString(), reply.GetProperty("policy_version").GetInt32()).ShouldBe(("PT10M", version + 1));
    }

    [Theory]
    [InlineData("""{"reply":null}""")]
    [InlineData("""{}""")]
    public async Task Policy_ChangedInNothing_KeepsItsVersion(string json)
    {
        var before = await ApiDesk.JsonAsync(await api.Client.GetAsync("/api/v1/policies/clocks"));
        var changed = await ApiDesk.JsonAsync(await PutAsync(api.Client, json));
        changed.GetProperty("version").GetInt32().ShouldBe(before.GetProperty("version").GetInt32());
        using var same = await PutAsync(api.Client, before.GetRawText());
        (await ApiDesk.JsonAsync(same)).GetProperty("version").GetInt32().ShouldBe(before.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Policy_BasedOnAnOldVersion_IsAConflict()
    {
        using var answer = await PutAsync(api.Client, """{"version":0,"reply":{"limit":"PT7M"}}""");
        await ApiDesk.ProblemAsync(answer, 409, "policy.stale");
    }

    [Theory]
    [InlineData("""{"reply":{"limit":"PT0S"}}""", 400)]
    [InlineData("""{"reply":{"limit":"PT0.001S"}}""", 400)]
    [InlineData("""{"reply":{"limit":"5 minutes"}}""", 400)]
    [InlineData("""{"reply":{"calendar":"nowhere"}}""", 400)]
    [InlineData("""{"overrides":[null]}""", 400)]
    [InlineData("""{"overrides":[{"clock":"Reply","case_type":"Logistics","rule":null}]}""", 400)]
    [InlineData("""{"overrides":[{"clock":"Reply","rule":{"limit":"PT9M"}}]}""", 400)]
    [InlineData("""{"overrides":[{"clock":"Reply","case_type":"Nonsense","rule":{"limit":"PT9M"}}]}""", 400)]
    [InlineData("""{"calendars":{"day":null}}""", 400)]
    [InlineData("""{"calendars":{"day":{"time_zone_id":null,"week":{"Monday":[{"from":"09:00","to":"18:00"}]}}}}""", 400)]
    [InlineData("""{"calendars":{"day":{"time_zone_id":"Asia/Shanghai","week":null}}}""", 400)]
    [InlineData("""{"calendars":{"day":{"time_zone_id":"Asia/Shanghai","week":{"Monday":null}}}}""", 400)]
    [InlineData("""{"calendars":{"day":{"time_zone_id":"Asia/Shanghai","week":{"Monday":[{"from":"09:00","to":"18:00"}]},"holidays":null}}}""", 400)]
    [InlineData("""{"calendars":{"day":{"time_zone_id":"Asia/Shanghai","week":{"Monday":[{"from":"09:00","to":"18:00"}]},"special_days":{"2026-10-01":null}}}}""", 400)]
    public async Task Policy_ThatCannotBe_IsRefused(string json, int status)
    {
        using var answer = await PutAsync(api.Client, json);
        ((int)answer.StatusCode).ShouldBe(status);
        var problem = await ApiDesk.JsonAsync(answer);
        problem.GetProperty("detail").GetString()!.ShouldNotBe(problem.GetProperty("code").GetString(), "it has a sentence");
    }

    [Fact]
    public void FieldOf_AProblemOfThePolicy_IsThePathThatTheProgramSent()
    {
        ClockPolicyJson.FieldOf("rules.FollowUp.warnAfter[0]").ShouldBe("follow_up.warn[0]");
        ClockPolicyJson.FieldOf("overrides[2].rule.pauseWhileWaitingBuyer").ShouldBe("overrides[2].rule.pause_while_waiting_buyer");
    }

    [Fact]
    public async Task Policy_OfAReader_IsReadNotWritten()
    {
        using var reader = await api.ClientAsync(ApiScope.PoliciesRead);
        (await reader.GetAsync("/api/v1/policies/clocks")).EnsureSuccessStatusCode();
        using var answer = await PutAsync(reader, """{"reply":{"limit":"PT7M"}}""");
        await ApiDesk.ProblemAsync(answer, 403, "api.scope_missing");
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("?since=0&limit=5", 200)]
    [InlineData("?since=2026-11-22T00:00:00Z", 200)]
    [InlineData("?since=yesterday", 400)]
    public async Task Events_SinceANumberOrATime_AreAPage(string query, int status)
    {
        using var answer = await api.Client.GetAsync("/api/v1/clock-events" + query);
        ((int)answer.StatusCode).ShouldBe(status);
        if (status == 200) (await ApiDesk.JsonAsync(answer)).GetProperty("events").ValueKind.ShouldBe(JsonValueKind.Array);
    }
}
