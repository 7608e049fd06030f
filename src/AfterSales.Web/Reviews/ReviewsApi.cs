using AfterSales.Application.Reviews;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Reviews;

/// <summary>The review of a case: what was written, offered and achieved; and the chat lines that were marked for the platform.</summary>
internal static class ReviewsApi
{
    public static void MapReviews(this IEndpointRouteBuilder api)
    {
        api.MapGet("/cases/{number}/review", FindAsync).Produces<ReviewJson>().Describe("GetReview", Permission.ViewCases);
        api.MapPost("/cases/{number}/review", RecordAsync).Accepts<RecordReviewJson>("application/json").Produces<ReviewJson>().Describe("PostReview", Permission.HandleCases);
        api.MapPost("/cases/{number}/review/offers", OfferAsync).Accepts<MakeOfferJson>("application/json").Produces<OfferMadeJson>(StatusCodes.Status201Created).Describe("PostOffer", Permission.HandleCases);
        api.MapPost("/cases/{number}/review/offers/{id:guid}/answers", AnswerAsync).Accepts<AnswerOfferJson>("application/json").Produces<ReviewJson>().Describe("PostOfferAnswer", Permission.HandleCases);
        api.MapPost("/cases/{number}/review/outcome", ConcludeAsync).Accepts<ConcludeReviewJson>("application/json").Produces<ReviewJson>().Describe("PostReviewOutcome", Permission.HandleCases);
        api.MapGet("/cases/{number}/marked-lines", MarkedAsync).Produces<MarkedLinesJson>().Describe("GetMarkedLines", Permission.ViewCases);
    }

    private static async Task<IResult> FindAsync(string number, HttpContext http, ReviewQueries reviews, CancellationToken ct)
    {
        var found = await reviews.OfCaseAsync(http.Actor(), number, ct);
        return found.Ok ? Results.Json(ReviewJson.Of(found.Value)) : http.Problem(found.Refusal);
    }

    private static async Task<IResult> RecordAsync(string number, HttpContext http, JsonBody body, RecordReview record, ReviewQueries reviews, CancellationToken ct)
    {
        var (json, problem) = await body.ReadAsync<RecordReviewJson>(http);
        if (json is null) return problem!;
        if (json.Rating is null) return http.Problem(Refusal.Invalid("review.rating_needed") with { Field = nameof(json.Rating) });
        var recorded = await record.ExecuteAsync(new(number, json.Details, json.Version), http.Actor(), ct);
        return recorded.Ok ? await FindAsync(number, http, reviews, ct) : http.Problem(recorded.Refusal);
    }

    private static async Task<IResult> OfferAsync(string number, HttpContext http, JsonBody body, MakeOffer make, CancellationToken ct)
    {
        var (json, problem) = await body.ReadAsync<MakeOfferJson>(http);
        if (json is null) return problem!;
        var made = await make.ExecuteAsync(new(number, (json.Remedy ?? "").Replace('_', ' '), json.Amount), http.Actor(), ct);
        return made.Ok ? Results.Json(new OfferMadeJson(made.Value.OfferId, made.Value.Decider, made.Value.Causes), statusCode: StatusCodes.Status201Created) : http.Problem(made.Refusal);
    }

    private static async Task<IResult> AnswerAsync(string number, Guid id, HttpContext http, JsonBody body, AnswerOffer answer, ReviewQueries reviews, CancellationToken ct)
    {
        var (json, problem) = await body.ReadAsync<AnswerOfferJson>(http);
        if (json is null) return problem!;
        if (json.Answer is not { } said) return http.Problem(Refusal.Invalid("offer.answer_needed") with { Field = nameof(json.Answer) });
        var answered = await answer.ExecuteAsync(new(number, id, said), http.Actor(), ct);
        return answered.Ok ? await FindAsync(number, http, reviews, ct) : http.Problem(answered.Refusal);
    }

    private static async Task<IResult> ConcludeAsync(string number, HttpContext http, JsonBody body, ConcludeReview conclude, ReviewQueries reviews, CancellationToken ct)
    {
        var (json, problem) = await body.ReadAsync<ConcludeReviewJson>(http);
        if (json is null) return problem!;
        if (json.Outcome is not { } outcome) return http.Problem(Refusal.Invalid("review.outcome_needed") with { Field = nameof(json.Outcome) });
        var concluded = await conclude.ExecuteAsync(new(number, new(outcome, json.At, json.Rating, json.Stars, json.Text), json.Version), http.Actor(), ct);
        return concluded.Ok ? await FindAsync(number, http, reviews, ct) : http.Problem(concluded.Refusal);
    }

    private static async Task<IResult> MarkedAsync(string number, HttpContext http, ReviewQueries reviews, Texts texts, Formats formats, CancellationToken ct)
    {
        var found = await reviews.MarkedLinesAsync(http.Actor(), number, ct);
        return found.Ok ? Results.Json(MarkedLinesJson.Of(found.Value, texts.TextOf(found.Value, formats))) : http.Problem(found.Refusal);
    }
}
