using System.Text.Json;
using AfterSales.Application.Cases;
using AfterSales.Application.Reviews;
using AfterSales.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Web.Tests.Integrations;

/// <summary>Reviews read and recorded by programs.</summary>
public sealed class ReviewsApiTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    [Fact]
    public async Task Review_IsRecorded_Offered_AndConcluded()
    {
        var number = await ReviewCaseAsync();
        (await ReadAsync(number)).GetProperty("review").ValueKind.ShouldBe(JsonValueKind.Null);
        using (var early = await PostAsync(number, "/outcome", """{"outcome":"Removed"}""")) await ApiDesk.ProblemAsync(early, 422, "review.not_recorded");

        using (var recorded = await PostAsync(number, "", """{"rating":"Negative","stars":1,"text":"开线","cause":"Quality","version":0}"""))
            (await ApiDesk.JsonAsync(recorded)).GetProperty("review").GetProperty("version").GetInt32().ShouldBe(1);
        using (var again = await PostAsync(number, "", """{"rating":"Neutral","version":0}""")) await ApiDesk.ProblemAsync(again, 409, "review.stale");

        using var offered = await PostAsync(number, "/offers", """{"remedy":"apology"}""");
        var offer = (await ApiDesk.JsonAsync(offered)).GetProperty("id").GetString();
        using (var accepted = await PostAsync(number, $"/offers/{offer}/answers", """{"answer":"Accepted"}"""))
            (await ApiDesk.JsonAsync(accepted)).GetProperty("offers")[0].GetProperty("answer").GetString().ShouldBe("Accepted");

        using var concluded = await PostAsync(number, "/outcome", """{"outcome":"Changed","rating":"Positive","version":1}""");
        var review = (await ApiDesk.JsonAsync(concluded)).GetProperty("review");
        (review.GetProperty("outcome").GetString(), review.GetProperty("is_rescued").GetBoolean(), review.GetProperty("cause").GetString()).ShouldBe(("Changed", true, "Quality"));
        (await ReadAsync(number)).GetProperty("cost").GetString().ShouldBe("0.00");
    }

    [Theory]
    [InlineData("", "{}", 400, "review.rating_needed")]
    [InlineData("", """{"rating":"Negative","stars":6}""", 400, "review.stars_invalid")]
    [InlineData("", """{"rating":"Terrible"}""", 400, "json.wrong_type")]
    [InlineData("/offers", """{"remedy":"moon"}""", 400, "remedy.unknown")]
    [InlineData("/offers", """{"remedy":"coupon"}""", 400, "money.amount_invalid")]
    [InlineData("/outcome", "{}", 400, "review.outcome_needed")]
    [InlineData("/offers/00000000-0000-0000-0000-000000000000/answers", """{"answer":"Refused"}""", 404, "offer.not_found")]
    [InlineData("/offers/00000000-0000-0000-0000-000000000000/answers", "{}", 400, "offer.answer_needed")]
    public async Task Reviews_ThatCannotBe_AreRefused(string path, string json, int status, string code)
    {
        using var answer = await PostAsync(await ReviewCaseAsync(), path, json);
        await ApiDesk.ProblemAsync(answer, status, code);
    }

    [Fact]
    public async Task MarkedLines_AreListed_AsLinesAndAsOneText()
    {
        var number = await ReviewCaseAsync();
        await using (var db = api.Desk.Db())
        {
            var line = await db.Messages.Where(m => db.Cases.Any(c => c.Id == m.CaseId && c.Number == number)).Select(m => m.Id).FirstAsync();
            (await api.Desk.Get<MarkLine>().ExecuteAsync(new(number, line, true), api.Desk.Agent)).Refusal.ShouldBeNull();
        }
        using var answer = await api.Client.GetAsync($"/api/v1/cases/{number}/marked-lines");
        var marked = await ApiDesk.JsonAsync(answer);
        marked.GetProperty("lines")[0].GetProperty("text").GetString().ShouldBe("给了差评");
        marked.GetProperty("text").GetString()!.ShouldSatisfyAllConditions(text => text.ShouldContain(number), text => text.ShouldEndWith("：给了差评"));
    }

    private async Task<JsonElement> ReadAsync(string number)
    {
        using var answer = await api.Client.GetAsync($"/api/v1/cases/{number}/review");
        return await ApiDesk.JsonAsync(answer);
    }

    private Task<HttpResponseMessage> PostAsync(string number, string path, string json) => ApiDesk.PostTextAsync(api.Client, $"/api/v1/cases/{number}/review{path}", json);

    private async Task<string> ReviewCaseAsync()
    {
        using var posted = await ApiDesk.PostAsync(api.Client, "/api/v1/messages", ApiDesk.Message(api.Next("m"), api.Next("买家"), "给了差评"));
        var number = (await ApiDesk.JsonAsync(posted)).GetProperty("case").GetString()!;
        (await api.Desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Review, CaseSubtype.Negative, null), api.Desk.Agent)).Refusal.ShouldBeNull();
        return number;
    }
}
