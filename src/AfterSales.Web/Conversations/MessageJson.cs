using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;

namespace AfterSales.Web.Conversations;

/// <summary>One chat message as a bridge sends it.</summary>
internal sealed record MessageJson
{
    private const int MaxExternalId = 200;

    // Older than the platforms themselves: a clock that was never set.
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string? ExternalId { get; init; }
    public string? Channel { get; init; }
    public string? Customer { get; init; }
    public string? OrderNo { get; init; }
    public string? Direction { get; init; }
    public bool Automatic { get; init; }
    public string? Agent { get; init; }
    public string? Text { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public IReadOnlyList<AttachmentJson?>? Attachments { get; init; }

    /// <summary>The message with its files stored, or the first thing that is wrong with it.</summary>
    public async Task<Result<IncomingMessage>> ReadAsync(AttachmentReader reader, CancellationToken ct)
    {
        var message = ToMessage();
        if (!message.Ok || Attachments is not { Count: > 0 }) return message;
        if (Attachments.Count > EvidenceLimits.Default.FilesPerMessage) return Refusal.Invalid("message.too_many_files", EvidenceLimits.Default.FilesPerMessage) with { Field = nameof(Attachments) };
        var files = new List<Attachment>(Attachments.Count);
        for (var i = 0; i < Attachments.Count; i++)
        {
            var file = await reader.ReadAsync(Attachments[i]?.Name, Attachments[i]?.Base64, Attachments[i]?.Url, ct);
            if (!file.Ok) return file.Refusal with { Field = $"attachments[{i}]{(file.Refusal.Field is { } field ? "." + field : "")}" };
            files.Add(file.Value);
        }
        return message.Value with { Attachments = files };
    }

    private Result<IncomingMessage> ToMessage()
    {
        if (string.IsNullOrWhiteSpace(ExternalId) || ExternalId.Length > MaxExternalId) return Refusal.Invalid("message.external_id_needed", MaxExternalId) with { Field = nameof(ExternalId) };
        if (Kind is not { } kind) return Refusal.Invalid("message.direction_invalid") with { Field = nameof(Direction) };
        if (SentAt < Earliest) return Refusal.Invalid("message.sent_at_invalid") with { Field = nameof(SentAt) };
        return new IncomingMessage(ExternalId, Channel?.Trim() ?? "", Customer?.Trim() ?? "", string.IsNullOrWhiteSpace(OrderNo) ? null : OrderNo.Trim(), kind, Agent, Text ?? "", SentAt, []);
    }

    private MessageKind? Kind => Direction switch
    {
        "inbound" => MessageKind.Buyer,
        "outbound" => Automatic ? MessageKind.Automatic : MessageKind.Reply,
        _ => null,
    };
}

/// <summary>A file that came with a message: its bytes in base64, or a link to it. The content decides the type, not content_type.</summary>
internal sealed record AttachmentJson
{
    public string? Name { get; init; }
    public string? ContentType { get; init; }
    public string? Url { get; init; }
    public string? Base64 { get; init; }
}

/// <summary>Where a message went.</summary>
internal sealed record ReceivedJson(string Case, bool Opened, string CaseUrl, IReadOnlyList<RunningClockJson> Clocks)
{
    public static ReceivedJson Of(ReceivedMessage message, HttpContext http) =>
        new(message.Number, message.Opened, CaseLinks.Of(http, message.Number), [.. message.Clocks.Select(RunningClockJson.Of)]);
}

internal sealed record RunningClockJson(ClockKind Clock, DateTimeOffset StartedAt, DateTimeOffset DueAt, bool Paused)
{
    public static RunningClockJson Of(RunningClock clock) => new(clock.Kind, clock.StartedAt, clock.DueAt, clock.Paused);
}

/// <summary>What became of one message of a batch: where it went, or why it was refused.</summary>
internal sealed record BatchItemJson(int Index, int Status, string? Case, bool? Opened, string? CaseUrl, IReadOnlyList<RunningClockJson>? Clocks, ApiProblem? Error);

internal sealed record BatchJson(int Accepted, int Duplicates, int Refused, IReadOnlyList<BatchItemJson> Results);
