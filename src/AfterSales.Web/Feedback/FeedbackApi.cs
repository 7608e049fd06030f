using AfterSales.Application.Feedback;
using AfterSales.Domain.People;
using AfterSales.Web.Integrations;

namespace AfterSales.Web.Feedback;

/// <summary>Feedback for production's own system: what is asked, and its answer.</summary>
internal static class FeedbackApi
{
    public static void MapFeedback(this IEndpointRouteBuilder api)
    {
        api.MapGet("/feedback", ListAsync).Produces<FeedbackListJson>().Describe("GetFeedbackList", Permission.ViewCases);
        api.MapGet("/feedback/{id:guid}", FindAsync).Produces<FeedbackJson>().Describe("GetFeedback", Permission.ViewCases);
        api.MapPost("/feedback/{id:guid}/answers", AnswerAsync).Accepts<AnswerFeedbackJson>("application/json").Produces<FeedbackAnsweredJson>().Describe("PostFeedbackAnswer", Permission.AnswerFeedback);
    }

    private static async Task<IResult> ListAsync(HttpContext http, FeedbackQueries feedback, CancellationToken ct, string? state = null, string? cursor = null)
    {
        var query = new QueryWords();
        var filter = query.Word<FeedbackFilter>(state, nameof(state)) ?? FeedbackFilter.UnderWay;
        if (query.Refusal is { } refusal) return http.Problem(refusal);
        var found = await feedback.ListAsync(http.Actor(), filter, string.IsNullOrEmpty(cursor) ? null : cursor, ct);
        return found.Ok ? Results.Json(new FeedbackListJson([.. found.Value.Rows.Select(row => FeedbackItemJson.Of(row.Item, row.Rate))], found.Value.Next)) : http.Problem(found.Refusal);
    }

    private static async Task<IResult> FindAsync(Guid id, HttpContext http, FeedbackQueries feedback, CancellationToken ct)
    {
        var found = await feedback.FindAsync(http.Actor(), id, ct);
        return found.Ok ? Results.Json(FeedbackJson.Of(found.Value)) : http.Problem(found.Refusal);
    }

    private static async Task<IResult> AnswerAsync(Guid id, HttpContext http, JsonBody body, AnswerFeedback answer, CancellationToken ct)
    {
        var (json, problem) = await body.ReadAsync<AnswerFeedbackJson>(http);
        if (json is null) return problem!;
        var answered = await answer.ExecuteAsync(new(id, json.Answer ?? "", json.Version), http.Actor(), ct);
        // A field by the name that the program knows it by.
        return answered.Ok ? Results.Json(new FeedbackAnsweredJson(id, answered.Value)) : http.Problem(answered.Refusal.Field is null ? answered.Refusal : answered.Refusal with { Field = nameof(json.Answer) });
    }
}
