using AfterSales.Application.Remedies;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;

namespace AfterSales.Web.Remedies;

/// <summary>Remedies to agree, actions to take on, and their moves.</summary>
internal static class RemediesApi
{
    private const string IdempotencyKey = "Idempotency-Key";

    public static void MapRemedies(this IEndpointRouteBuilder api)
    {
        api.MapPost("/cases/{number}/actions", AgreeAsync).Accepts<AgreeJson>("application/json").Produces<ActionJson>(StatusCodes.Status201Created).Describe("PostAction", Permission.HandleCases);
        api.MapPost("/cases/{number}/actions/{id:guid}/moves", MoveAsync).Accepts<MoveJson>("application/json").Produces<ActionJson>().Describe("PostMove", Permission.HandleCases);
    }

    private static async Task<IResult> AgreeAsync(string number, HttpContext http, JsonBody body, AgreeRemedy agree, TakeOnAction takeOn, ActionQueries actions, TimeProvider time, CancellationToken ct)
    {
        var (json, problem) = await body.ReadAsync<AgreeJson>(http);
        if (json is null) return problem!;
        if (json.Remedy is { } remedy == json.Action is { }) return http.Problem(Refusal.Invalid("action.word_needed") with { Field = nameof(json.Remedy) });
        // Without a key of its own every call is a new one.
        var key = http.Request.Headers[IdempotencyKey] is [{ } given] ? given : Ids.New(time.GetUtcNow()).ToString("N");
        Result<Guid> done;
        if (json.Remedy is { } word)
        {
            var agreed = await agree.ExecuteAsync(new(number, word.Replace('_', ' '), json.Amount, json.Method, json.Payee, json.Note, key), http.Actor(), ct);
            done = agreed.Ok ? agreed.Value.ActionId : agreed.Refusal;
        }
        else
        {
            done = await takeOn.ExecuteAsync(new(number, json.Action!.Replace('_', ' '), json.By, json.Note, json.Done), http.Actor(), ct);
        }
        return done.Ok ? await AnswerAsync(number, done.Value, http, actions, StatusCodes.Status201Created, ct) : http.Problem(done.Refusal);
    }

    private static async Task<IResult> MoveAsync(string number, Guid id, HttpContext http, JsonBody body, MoveAction move, UndoAction undo, VoidAction @void, ActionQueries actions, CancellationToken ct)
    {
        var (json, problem) = await body.ReadAsync<MoveJson>(http);
        if (json is null) return problem!;
        if (json.Undo == json.To is not null) return http.Problem(Refusal.Invalid("action.move_needed") with { Field = nameof(json.To) });
        var moved = json switch
        {
            { Undo: true } => await undo.ExecuteAsync(new(number, id, json.Reason ?? "", json.Version), http.Actor(), ct),
            { To: ActionState.Voided } => await @void.ExecuteAsync(new(number, id, json.Reason ?? "", json.Version), http.Actor(), ct),
            _ => await move.ExecuteAsync(new(number, id, json.To!.Value, json.Details, json.Version), http.Actor(), ct),
        };
        return moved.Ok ? await AnswerAsync(number, id, http, actions, StatusCodes.Status200OK, ct) : http.Problem(moved.Refusal);
    }

    private static async Task<IResult> AnswerAsync(string number, Guid id, HttpContext http, ActionQueries actions, int status, CancellationToken ct)
    {
        var read = await actions.OfCaseAsync(http.Actor(), number, ct);
        return read.Ok ? Results.Json(ActionJson.Of(read.Value.All.Single(one => one.Action.Id == id)), statusCode: status) : http.Problem(read.Refusal);
    }
}

/// <summary>A remedy that was agreed, or an action that is taken on: one of them is named.</summary>
internal sealed record AgreeJson
{
    public string? Remedy { get; init; }

    /// <summary>Yuan, where the remedy is money.</summary>
    public decimal? Amount { get; init; }

    public PayoutMethod? Method { get; init; }
    public string? Payee { get; init; }

    public string? Action { get; init; }

    /// <summary>By when; left out: as the guidance says.</summary>
    public DateTimeOffset? By { get; init; }

    /// <summary>It was done already.</summary>
    public bool Done { get; init; }

    public string? Note { get; init; }
}

/// <summary>Where an action goes, or that its last move is taken back.</summary>
internal sealed record MoveJson
{
    public ActionState? To { get; init; }
    public bool Undo { get; init; }
    public decimal? Amount { get; init; }
    public string? Courier { get; init; }
    public string? Waybill { get; init; }
    public string? Reference { get; init; }
    public string? Reason { get; init; }
    public string? Note { get; init; }
    public Inspection? Inspection { get; init; }

    /// <summary>The version that was read; another one made meanwhile is not moved unseen.</summary>
    public int? Version { get; init; }

    internal ActionDetails Details => new() { Amount = Amount, Courier = Courier, Waybill = Waybill, Reference = Reference, Reason = Reason, Note = Note, Inspection = Inspection };
}
