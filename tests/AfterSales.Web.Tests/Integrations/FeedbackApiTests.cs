using System.Text.Json;
using AfterSales.Application.Feedback;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Shared;

namespace AfterSales.Web.Tests.Integrations;

/// <summary>What production's own system reads and answers.</summary>
public sealed class FeedbackApiTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    [Fact]
    public async Task Item_IsListed_Read_AndAnsweredOnceItIsVerified()
    {
        var id = await ItemAsync();
        using (var listed = await api.Client.GetAsync("/api/v1/feedback?state=open"))
            (await ApiDesk.JsonAsync(listed)).GetProperty("feedback").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()).ShouldContain(id);
        using (var early = await AnswerAsync(id, """{"answer":"换缝线"}""")) await ApiDesk.ProblemAsync(early, 422, "feedback.not_verified");
        (await api.Desk.Get<VerifyFeedback>().ExecuteAsync(new(id), api.Desk.Supervisor)).Refusal.ShouldBeNull();

        using (var stale = await AnswerAsync(id, """{"answer":"换缝线","version":1}""")) await ApiDesk.ProblemAsync(stale, 409, "feedback.stale");
        using (var answered = await AnswerAsync(id, """{"answer":"换缝线","version":2}""")) (await ApiDesk.JsonAsync(answered)).GetProperty("version").GetInt32().ShouldBe(3);

        using var read = await api.Client.GetAsync($"/api/v1/feedback/{id}");
        var item = await ApiDesk.JsonAsync(read);
        (item.GetProperty("feedback").GetProperty("state").GetString(), item.GetProperty("feedback").GetProperty("answer").GetString(), item.GetProperty("feedback").GetProperty("batch").ValueKind)
            .ShouldBe(("Answered", "换缝线", JsonValueKind.Null));
        item.GetProperty("history").EnumerateArray().Select(step => step.GetProperty("kind").GetString()).ShouldBe(["Answered", "Verified"]);
    }

    [Theory]
    [InlineData("?state=moon", 400, "query.word_unknown")]
    [InlineData("?cursor=moon", 400, "list.cursor_invalid")]
    [InlineData("/00000000-0000-0000-0000-000000000000", 404, "feedback.not_found")]
    public async Task Feedback_ThatIsNotThere_IsRefused(string path, int status, string code)
    {
        using var answer = await api.Client.GetAsync("/api/v1/feedback" + path);
        await ApiDesk.ProblemAsync(answer, status, code);
    }

    [Fact]
    public async Task Answer_OfNothing_IsRefused()
    {
        var id = await ItemAsync();
        (await api.Desk.Get<VerifyFeedback>().ExecuteAsync(new(id), api.Desk.Supervisor)).Refusal.ShouldBeNull();
        using var answer = await AnswerAsync(id, "{}");
        await ApiDesk.ProblemAsync(answer, 400, "feedback.answer_needed");
    }

    private async Task<Guid> ItemAsync()
    {
        var item = FeedbackItem.Open(Ids.New(api.Desk.Time.Now), api.Desk.StoreId, api.Next("QH"), "", CaseSubtype.Defect, FeedbackCause.Customers, api.Desk.Time.Now);
        await using var db = api.Desk.Db();
        db.FeedbackItems.Add(item);
        await db.SaveChangesAsync();
        return item.Id;
    }

    private Task<HttpResponseMessage> AnswerAsync(Guid id, string json) => ApiDesk.PostTextAsync(api.Client, $"/api/v1/feedback/{id}/answers", json);
}
