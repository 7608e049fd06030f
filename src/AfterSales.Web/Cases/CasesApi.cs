using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Cases;

/// <summary>Cases to read, and replies to their buyers.</summary>
internal static class CasesApi
{
    private const string IdempotencyKey = "Idempotency-Key";

    public static void MapCases(this IEndpointRouteBuilder api)
    {
        api.MapGet("/cases", ListAsync).Produces<CaseListJson>().Describe("GetCases", Permission.ViewCases);
        api.MapGet("/cases/{number}", FindAsync).Produces<CaseRecordJson>().Describe("GetCase", Permission.ViewCases);
        api.MapPost("/cases/{number}/replies", ReplyAsync).Accepts<ReplyJson>("application/json").Produces<RepliedJson>(StatusCodes.Status201Created)
            .Describe("PostReply", Permission.HandleCases);
        api.MapPost("/cases/{number}/follow-ups", FollowUpAsync).Accepts<FollowUpJson>("application/json").Produces<RepliedJson>(StatusCodes.Status201Created)
            .Describe("PostFollowUp", Permission.HandleCases);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, CaseListQueries cases, CancellationToken ct,
        string? state = null, string? type = null, string? subtype = null, string? assignee = null, string? customer = null, string? order_no = null, string? q = null,
        string? sort = null, string? limit = null, string? cursor = null)
    {
        var query = new QueryWords();
        var filter = new CaseListFilter
        {
            States = query.States(state, nameof(state)),
            Type = query.Word<CaseType>(type, nameof(type)),
            Subtype = query.Word<CaseSubtype>(subtype, nameof(subtype)),
            Sort = query.Word<CaseSort>(sort, nameof(sort)) ?? CaseSort.Updated,
            Limit = query.Number(limit, nameof(limit)) ?? CaseListFilter.DefaultLimit,
            Assignee = query.Text(assignee, nameof(assignee)),
            Customer = query.Text(customer, nameof(customer)),
            OrderNo = query.Text(order_no, nameof(order_no)),
            Text = query.Text(q, nameof(q)),
            Cursor = query.Text(cursor, nameof(cursor)),
        };
        if (query.Refusal is { } refusal) return http.Problem(refusal);
        var list = await cases.ListAsync(filter, http.Actor(), ct);
        return list.Ok ? Results.Json(CaseListJson.Of(list.Value, http)) : http.Problem(list.Refusal);
    }

    private static async Task<IResult> FindAsync(string number, HttpContext http, CaseRecordQueries cases, GuidanceQueries guidance, ActionQueries actions, Texts texts, CancellationToken ct)
    {
        var found = await cases.FindAsync(number, http.Actor(), ct);
        if (!found.Ok) return http.Problem(found.Refusal);
        // A case without a type has no guidance yet, and is whole all the same.
        var guided = await guidance.OfCaseAsync(http.Actor(), number, ct);
        var acted = await actions.OfCaseAsync(http.Actor(), number, ct);
        return Results.Json(CaseRecordJson.Of(found.Value, guided.Ok ? GuidanceJson.Of(guided.Value, texts) : null, acted.Value ?? ActionsOnCase.None, http));
    }

    private static async Task<IResult> ReplyAsync(string number, HttpContext http, JsonBody body, ReplyToBuyer reply, CancellationToken ct)
    {
        var (json, problem) = await body.ReadAsync<ReplyJson>(http);
        if (json is null) return problem!;
        if (string.IsNullOrWhiteSpace(json.Agent)) return http.Problem(Refusal.Invalid("reply.agent_needed") with { Field = nameof(json.Agent) });
        var key = http.Request.Headers[IdempotencyKey] is [{ } given] ? given : null;
        var replied = await reply.ExecuteAsync(new(number, json.Text ?? "", Agent: json.Agent.Trim(), Key: key), http.Actor(), ct);
        return replied.Ok ? Results.Json(new RepliedJson(number, replied.Value, CaseLinks.Of(http, number)), statusCode: StatusCodes.Status201Created) : http.Problem(replied.Refusal);
    }

    // What a questionnaire or a robot call came to.
    private static async Task<IResult> FollowUpAsync(string number, HttpContext http, JsonBody body, RecordFollowUp record, CancellationToken ct)
    {
        var (json, problem) = await body.ReadAsync<FollowUpJson>(http);
        if (json is null) return problem!;
        if (json.Outcome is not { } outcome) return http.Problem(Refusal.Invalid("follow_up.outcome_needed") with { Field = nameof(json.Outcome) });
        var recorded = await record.ExecuteAsync(new(number, outcome, json.Satisfaction, json.Words, SeenVersion: null), http.Actor(), ct);
        return recorded.Ok ? Results.Json(new RepliedJson(number, recorded.Value, CaseLinks.Of(http, number)), statusCode: StatusCodes.Status201Created) : http.Problem(recorded.Refusal);
    }
}

/// <summary>A reply that a person of the store wrote.</summary>
internal sealed record ReplyJson
{
    public string? Agent { get; init; }
    public string? Text { get; init; }
}

/// <summary>What a buyer answered who was asked whether it is settled.</summary>
internal sealed record FollowUpJson
{
    public FollowUpOutcome? Outcome { get; init; }
    public int? Satisfaction { get; init; }
    public string? Words { get; init; }
}

internal sealed record RepliedJson(string Case, int Version, string CaseUrl);
