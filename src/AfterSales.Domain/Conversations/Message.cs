using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Conversations;

/// <summary>Who speaks, and to whom.</summary>
public enum MessageKind
{
    /// <summary>From the buyer.</summary>
    Buyer,
    /// <summary>From a person of the store to the buyer: stops the Reply clock.</summary>
    Reply,
    /// <summary>From a robot of the store: never stops a clock (SPEC 2.3).</summary>
    Automatic,
    /// <summary>Internal, visible to staff only.</summary>
    Note,
    /// <summary>Something the channel said about the conversation, e.g. a recalled message.</summary>
    Event,
}

/// <summary>One line of a conversation. Never changed once written.</summary>
public sealed class Message : IStoreOwned
{
    /// <summary>Longest text taken, in characters.</summary>
    public const int MaxText = 8_000;

    private Message() { }

    public Message(Guid id, Guid storeId, Guid caseId, MessageKind kind, string channel, string? externalId, string text,
        DateTimeOffset sentAt, DateTimeOffset receivedAt, Guid? authorId, string authorName)
    {
        Id = id;
        StoreId = storeId;
        CaseId = caseId;
        Kind = kind;
        Channel = channel;
        ExternalId = externalId;
        Text = text;
        SentAt = sentAt;
        ReceivedAt = receivedAt;
        AuthorId = authorId;
        AuthorName = authorName;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }
    public MessageKind Kind { get; private set; }

    /// <summary>Where it came from or went to, e.g. qianniu, phone, desk.</summary>
    public string Channel { get; private set; } = "";

    /// <summary>The channel's own id; with the channel unique in the store, so a repeat does nothing.</summary>
    public string? ExternalId { get; private set; }

    public string Text { get; private set; } = "";
    public DateTimeOffset SentAt { get; private set; }
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>The person of the store who wrote it; null for buyers, robots and people the store does not list.</summary>
    public Guid? AuthorId { get; private set; }

    public string AuthorName { get; private set; } = "";

    /// <summary>How long the buyer had waited when this reply came, in seconds; null where it answered nothing.</summary>
    public double? AnsweredAfterSeconds { get; private set; }

    /// <summary>The case was opened by this message.</summary>
    public bool OpenedCase { get; private set; }

    public void Opened() => OpenedCase = true;

    public void AnsweredAfter(TimeSpan wait) => AnsweredAfterSeconds = Math.Round(wait.TotalSeconds, 3);
}
