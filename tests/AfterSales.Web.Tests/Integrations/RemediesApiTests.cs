using System.Text.Json;

namespace AfterSales.Web.Tests.Integrations;

/// <summary>Remedies agreed and actions moved by programs.</summary>
public sealed class RemediesApiTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    [Fact]
    public async Task Exchange_IsAgreedOnce_AndWaitsForTheReturn()
    {
        var number = await WrongItemAsync();
        var agreed = await ActAsync(number, """{"remedy":"exchange","note":"发错颜色"}""");
        agreed.GetProperty("waits_for")[0].GetString().ShouldBe("inspect return");
        var exchange = agreed.GetProperty("id").GetString();
        await ApiDesk.ProblemAsync(await MoveAsync(number, exchange, """{"to":"Done","waybill":"SF9"}"""), 422, "action.waits");
        using (var again = await ApiDesk.PostTextAsync(api.Client, Actions(number), """{"remedy":"exchange"}""")) await ApiDesk.ProblemAsync(again, 422, "remedy.agreed_already");

        var record = await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/cases/{number}"));
        var returned = record.GetProperty("actions").EnumerateArray().Single(a => a.GetProperty("action").GetString() == "inspect return");
        var (id, version) = (returned.GetProperty("id").GetString(), returned.GetProperty("version").GetInt32());
        using var arrived = await MoveAsync(number, id, $$"""{"to":"Arrived","waybill":"YT1","version":{{version}}}""");
        (await ApiDesk.JsonAsync(arrived)).GetProperty("moves").EnumerateArray().Select(m => $"{m.GetProperty("to").GetString()} {m.GetProperty("needs")[0].GetString()}").ShouldBe(["Done inspection", "Failed inspection"]);
        await ApiDesk.ProblemAsync(await MoveAsync(number, id, $$"""{"to":"Done","version":{{version}}}"""), 409, "action.stale");
        await ApiDesk.ProblemAsync(await MoveAsync(number, id, """{"undo":true}"""), 400, "action.reason_needed");
        using (var undone = await MoveAsync(number, id, """{"undo":true,"reason":"扫错了"}""")) (await ApiDesk.JsonAsync(undone)).GetProperty("state").GetString().ShouldBe("Open");
        using (var voided = await MoveAsync(number, exchange, """{"to":"Voided","reason":"买家改主意"}""")) (await ApiDesk.JsonAsync(voided)).GetProperty("state").GetString().ShouldBe("Voided");
        await ApiDesk.ProblemAsync(await MoveAsync(number, Guid.Empty.ToString(), """{"to":"Done"}"""), 404, "action.not_found");
    }

    [Fact]
    public async Task Agree_AnotherRemedyUnderTheSameKey_IsRefused()
    {
        var number = await WrongItemAsync();
        var key = api.Next("key");
        (await AgreeAsync(number, key, """{"remedy":"exchange"}""")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
        (await AgreeAsync(number, key, """{"remedy":"exchange"}""")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Created, "told again");
        await ApiDesk.ProblemAsync(await AgreeAsync(number, key, """{"remedy":"partial discount","amount":"5.00"}"""), 409, "remedy.key_used");
    }

    [Fact]
    public async Task AProgram_SpendsNothingByItself()
    {
        var number = await WrongItemAsync();
        var asked = await ActAsync(number, """{"remedy":"partial discount","amount":"5.00","method":"SmallTransfer"}""");
        (asked.GetProperty("state").GetString(), asked.GetProperty("payout").GetProperty("state").GetString(), asked.GetProperty("payout").GetProperty("amount").GetString()).ShouldBe(("Asked", "Requested", "5.00"));
        var approval = (await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/cases/{number}"))).GetProperty("approvals")[0];
        (approval.GetProperty("id").GetString(), approval.GetProperty("state").GetString()).ShouldBe((asked.GetProperty("approval").GetString(), "Open"));
        // Of an order that nobody imported the margin is not known either.
        approval.GetProperty("decider").GetString().ShouldBe("owner");
    }

    [Theory]
    [InlineData("{}", 400, "action.word_needed")]
    [InlineData("""{"remedy":"exchange","action":"order memo"}""", 400, "action.word_needed")]
    [InlineData("""{"remedy":"moon"}""", 400, "remedy.unknown")]
    [InlineData("""{"remedy":"partial_discount"}""", 400, "money.amount_invalid")]
    [InlineData("""{"remedy":"partial discount","amount":5}""", 400, "json.wrong_type")]
    [InlineData("""{"remedy":"partial discount","amount":"300.00"}""", 422, "remedy.refused")]
    [InlineData("""{"action":"refund only"}""", 400, "action.unknown")]
    public async Task Actions_ThatCannotBe_AreRefused(string json, int status, string code)
    {
        var number = await WrongItemAsync();
        using var answer = await ApiDesk.PostTextAsync(api.Client, Actions(number), json);
        await ApiDesk.ProblemAsync(answer, status, code);
        (await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/cases/{number}"))).GetProperty("actions").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task AnotherStoresCase_IsNotThere()
    {
        var number = await WrongItemAsync();
        using var answer = await ApiDesk.PostTextAsync(api.Stranger, Actions(number), """{"action":"order memo"}""");
        await ApiDesk.ProblemAsync(answer, 404, "case.not_found");
    }

    private async Task<HttpResponseMessage> AgreeAsync(string number, string key, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Actions(number)) { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", key);
        return await api.Client.SendAsync(request);
    }

    private static string Actions(string number) => $"/api/v1/cases/{number}/actions";

    private async Task<string> WrongItemAsync()
    {
        using var posted = await ApiDesk.PostAsync(api.Client, "/api/v1/messages", ApiDesk.Message(api.Next("m"), api.Next("买家"), "发错颜色了"));
        var number = (await ApiDesk.JsonAsync(posted)).GetProperty("case").GetString()!;
        using var said = await ApiDesk.PostTextAsync(api.Client, $"/api/v1/cases/{number}/facts", """{"photo":"confirms","weigh slip":"confirms","order sheet":"as ordered","stock":true,"item paid":"199.00"}""");
        await ApiDesk.JsonAsync(said);
        return number;
    }

    private async Task<JsonElement> ActAsync(string number, string json)
    {
        using var answer = await ApiDesk.PostTextAsync(api.Client, Actions(number), json);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Content.ReadAsStringAsync());
        return await ApiDesk.JsonAsync(answer);
    }

    private Task<HttpResponseMessage> MoveAsync(string number, string? id, string json) => ApiDesk.PostTextAsync(api.Client, $"{Actions(number)}/{id}/moves", json);
}
