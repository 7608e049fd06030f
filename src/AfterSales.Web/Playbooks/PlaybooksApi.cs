using System.Text.Json;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>Facts of cases to say, and what playbooks make of them.</summary>
internal static class PlaybooksApi
{
    public static void MapPlaybooks(this IEndpointRouteBuilder api)
    {
        api.MapPost("/cases/{number}/facts", SayAsync).Accepts<Dictionary<string, JsonElement>>("application/json").Produces<GuidanceJson>().Describe("PostFacts", Permission.HandleCases);
        api.MapGet("/cases/{number}/guidance", GuideAsync).Produces<GuidanceJson>().Describe("GetGuidance", Permission.ViewCases);
        api.MapPost("/playbooks/{type}/evaluate", TryAsync).Accepts<Dictionary<string, JsonElement>>("application/json").Produces<GuidanceJson>().Describe("PostEvaluate", Permission.ViewPolicies);
    }

    private static async Task<IResult> SayAsync(string number, HttpContext http, JsonBody body, SayFacts say, GuidanceQueries guidance, Texts texts, CancellationToken ct)
    {
        var (json, problem) = await body.ReadAsync<Dictionary<string, JsonElement>>(http);
        if (json is null) return problem!;
        var facts = SaidJson.Read(json);
        if (!facts.Ok) return http.Problem(facts.Refusal);
        var said = await say.ExecuteAsync(new(number, facts.Value), http.Actor(), ct);
        return said.Ok ? await GuideAsync(number, http, guidance, texts, ct) : http.Problem(said.Refusal);
    }

    private static async Task<IResult> GuideAsync(string number, HttpContext http, GuidanceQueries guidance, Texts texts, CancellationToken ct)
    {
        var read = await guidance.OfCaseAsync(http.Actor(), number, ct);
        return read.Ok ? Results.Json(GuidanceJson.Of(read.Value, texts)) : http.Problem(read.Refusal);
    }

    private static async Task<IResult> TryAsync(string type, HttpContext http, JsonBody body, GuidanceQueries guidance, Texts texts, CancellationToken ct)
    {
        var query = new QueryWords();
        var caseType = query.Word<CaseType>(type, nameof(type));
        if (query.Refusal is { } refusal) return http.Problem(refusal with { Kind = RefusalKind.NotFound });
        var (json, problem) = await body.ReadAsync<Dictionary<string, JsonElement>>(http);
        if (json is null) return problem!;
        var facts = SaidJson.Read(json);
        if (!facts.Ok) return http.Problem(facts.Refusal);
        var known = facts.Value.Where(fact => fact.Value.IsKnown).ToDictionary(fact => fact.Key, fact => fact.Value, StringComparer.Ordinal);
        var tried = await guidance.TryAsync(http.Actor(), caseType!.Value, known, ct);
        return tried.Ok ? Results.Json(GuidanceJson.Of(tried.Value, texts)) : http.Problem(tried.Refusal);
    }
}
