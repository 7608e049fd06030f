using System.Text.Json;
using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Conversations;

/// <summary>Messages in from a chat bridge, and replies out from one.</summary>
internal static class MessagesApi
{
    private const int MaxBatch = 1_000;
    private const int BodyLimit = 32 << 20;
    private const int BatchLimit = 64 << 20;

    public static void MapMessages(this IEndpointRouteBuilder api)
    {
        api.MapPost("/messages", ReceiveAsync).WithMetadata(new RequestLimit(BodyLimit))
            .Accepts<MessageJson>("application/json").Produces<ReceivedJson>(StatusCodes.Status201Created).Produces<ReceivedJson>()
            .Describe("PostMessage", Permission.ReceiveMessages);
        api.MapPost("/messages/batch", ReceiveManyAsync).WithMetadata(new RequestLimit(BatchLimit))
            .Accepts<MessageJson[]>("application/json").Produces<BatchJson>()
            .Describe("PostMessages", Permission.ReceiveMessages);
    }

    private static async Task<IResult> ReceiveAsync(HttpContext http, JsonBody body, MessageIntake intake, AttachmentReader attachments, CancellationToken ct)
    {
        var (json, problem) = await body.ReadAsync<MessageJson>(http, BodyLimit);
        if (json is null) return problem!;
        var message = await json.ReadAsync(attachments, ct);
        if (!message.Ok) return http.Problem(message.Refusal);
        var received = await intake.ReceiveAsync(message.Value, http.Actor(), ct);
        if (!received.Ok) return http.Problem(received.Refusal);
        return Results.Json(ReceivedJson.Of(received.Value, http), statusCode: StatusOf(received.Value));
    }

    private static async Task<IResult> ReceiveManyAsync(HttpContext http, JsonBody body, ReceiveMessages receive, AttachmentReader attachments, Texts texts, CancellationToken ct)
    {
        var (document, problem) = await body.ReadAsync<JsonDocument>(http, BatchLimit);
        if (document is null) return problem!;
        using var batch = document;
        if (ItemsOf(batch.RootElement) is not { } items) return http.Problem(Refusal.Invalid("batch.list_needed"));
        if (items.GetArrayLength() > MaxBatch) return http.Problem(Refusal.Invalid("batch.too_many", MaxBatch));

        var read = new List<Result<IncomingMessage>>();
        foreach (var item in items.EnumerateArray()) read.Add(await ReadAsync(item, body, attachments, ct));
        var good = read.Where(r => r.Ok).Select(r => r.Value!).ToList();
        var received = new Queue<Result<ReceivedMessage>>(await receive.ExecuteAsync(good, http.Actor(), ct));
        var results = read.Select((r, index) => Answer(index, r.Ok ? received.Dequeue() : r.Refusal, http, texts)).ToList();
        return Results.Json(new BatchJson(results.Count(r => r.Status == StatusCodes.Status201Created), results.Count(r => r.Status == StatusCodes.Status200OK), results.Count(r => r.Error is not null), results));
    }

    // A list, or an object that holds it.
    private static JsonElement? ItemsOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array ? root
        : root.ValueKind == JsonValueKind.Object && root.TryGetProperty("messages", out var messages) && messages.ValueKind == JsonValueKind.Array ? messages
        : null;

    private static async Task<Result<IncomingMessage>> ReadAsync(JsonElement item, JsonBody body, AttachmentReader attachments, CancellationToken ct)
    {
        var json = body.Read<MessageJson>(item);
        return json.Ok ? await json.Value.ReadAsync(attachments, ct) : json.Refusal;
    }

    private static BatchItemJson Answer(int index, Result<ReceivedMessage> result, HttpContext http, Texts texts)
    {
        if (!result.Ok)
        {
            var problem = ApiProblem.Of(result.Refusal, texts);
            return new(index, problem.Status, null, null, null, null, problem);
        }
        var json = ReceivedJson.Of(result.Value, http);
        return new(index, StatusOf(result.Value), json.Case, json.Opened, json.CaseUrl, json.Clocks, null);
    }

    private static int StatusOf(ReceivedMessage message) => message.Duplicate ? StatusCodes.Status200OK : StatusCodes.Status201Created;
}
