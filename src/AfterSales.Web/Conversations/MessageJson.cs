using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;

namespace AfterSales.Web.Conversations;

/// <summary>One chat message as a bridge sends it. What it must have is checked in one go, so that every gap is named at once.</summary>
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

    public Result<IncomingMessage> ToMessage(IReadOnlyList<Attachment> attachments)
    {
        if (string.IsNullOrWhiteSpace(ExternalId) || ExternalId.Length > MaxExternalId) return Refusal.Invalid("message.external_id_needed", MaxExternalId) with { Field = nameof(ExternalId) };
        if (Kind is not { } kind) return Refusal.Invalid("message.direction_invalid") with { Field = nameof(Direction) };
        if (SentAt < Earliest) return Refusal.Invalid("message.sent_at_invalid") with { Field = nameof(SentAt) };
        return new IncomingMessage(ExternalId, Channel?.Trim() ?? "", Customer?.Trim() ?? "", string.IsNullOrWhiteSpace(OrderNo) ? null : OrderNo.Trim(), kind, Agent, Text ?? "", SentAt, attachments);
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
