using AfterSales.Application.Insights;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Web.Insights;
using AfterSales.Web.Integrations;

namespace AfterSales.Web.People;

/// <summary>People's numbers for programs that keep them elsewhere.</summary>
internal static class NumbersApi
{
    public static void MapNumbers(this IEndpointRouteBuilder api)
    {
        api.MapGet("/people/numbers", TeamAsync).Produces<TeamNumbersJson>().Describe("GetPeopleNumbers", Permission.ViewReports);
        api.MapGet("/people/{id:guid}/numbers", PersonAsync).Produces<NumbersOfPersonJson>().Describe("GetPersonNumbers", Permission.ViewReports);
    }

    private static async Task<IResult> TeamAsync(HttpContext http, NumbersQueries numbers, CancellationToken ct, string? from = null, string? to = null)
    {
        var query = new QueryWords();
        var range = ReportsApi.RangeOf(query, from, to);
        if ((query.Refusal ?? range.Refusal) is { } refusal) return http.Problem(refusal);
        var found = await numbers.TeamAsync(range.Value, http.Actor(), ct);
        return found.Ok ? Results.Json(new TeamNumbersJson(range.Value.First, range.Value.Last, [.. found.Value.People.Select(PersonNumbersJson.Of)])) : http.Problem(found.Refusal);
    }

    private static async Task<IResult> PersonAsync(HttpContext http, Guid id, NumbersQueries numbers, CancellationToken ct, string? from = null, string? to = null)
    {
        var query = new QueryWords();
        var range = ReportsApi.RangeOf(query, from, to);
        if ((query.Refusal ?? range.Refusal) is { } refusal) return http.Problem(refusal);
        var found = await numbers.OfPersonAsync(id, range.Value, RollUpSpan.Day, http.Actor(), ct);
        return found.Ok ? Results.Json(NumbersOfPersonJson.Of(found.Value)) : http.Problem(found.Refusal);
    }
}

internal sealed record TeamNumbersJson(DateOnly From, DateOnly To, IReadOnlyList<PersonNumbersJson> People);

/// <summary>One person's numbers of a range, and of each day of it on which anything was counted, the latest first.</summary>
internal sealed record NumbersOfPersonJson(DateOnly From, DateOnly To, PersonNumbersJson Whole, IReadOnlyList<DayNumbersJson> Days)
{
    public static NumbersOfPersonJson Of(NumbersOfPerson of) => new(
        of.Range.First, of.Range.Last, PersonNumbersJson.Of(new(of.PersonId, of.Name, of.Whole)), [.. of.Parts.Select(day => new DayNumbersJson(day.Range.First, PersonNumbersJson.Of(new(of.PersonId, of.Name, day.Numbers))))]);
}

internal sealed record DayNumbersJson(DateOnly Day, PersonNumbersJson Numbers);

/// <summary>How long something took: whole seconds, from an hour on in whole minutes, rounded up.</summary>
internal sealed record TimesJson(long Count, int? MedianSeconds, int? Percentile90Seconds, long WithinFiveMinutes, long OverTwoMinutes)
{
    public static TimesJson Of(Distribution times) => new(times.Count, times.Median, times.Percentile(90), times.Count - times.Over(300), times.Over(120));
}

/// <summary>What a person did.</summary>
/// <param name="Name">Null: not of the store any more.</param>
/// <param name="Spent">What the remedies they agreed cost.</param>
/// <param name="Satisfaction">The mean mark, 1 to 5, rounded to one place, as a text such as 4.60; null where nobody gave one.</param>
internal sealed record PersonNumbersJson(
    Guid Person, string? Name, long Cases, long Resolved, long Reopened, TimesJson FirstReplies, TimesJson Replies, long UnansweredOver30Minutes, long UnansweredOver2Hours, long Missed, int? ResolutionMedianSeconds,
    long ApprovalsAsked, long ApprovalsRefused, decimal Spent, long FollowUps, decimal? Satisfaction, long ReviewsRescued)
{
    public static PersonNumbersJson Of(TeamMemberNumbers one) => new(
        one.PersonId, one.Name, one.Numbers.Cases, one.Numbers.Resolved, one.Numbers.Reopened, TimesJson.Of(one.Numbers.FirstReplies), TimesJson.Of(one.Numbers.Replies), one.Numbers.Waits.Over(1_800), one.Numbers.Waits.Over(7_200), one.Numbers.Missed,
        one.Numbers.Resolutions.Median, one.Numbers.ApprovalsAsked, one.Numbers.ApprovalsRefused, one.Numbers.Spent, one.Numbers.FollowUps, one.Numbers.Satisfaction, one.Numbers.ReviewsRescued);
}
