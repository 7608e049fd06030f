using AfterSales.Application.Cases;
using AfterSales.Domain.Conversations;

namespace AfterSales.Application.Conversations;

/// <summary>One chat message as a channel delivers it, in or out.</summary>
/// <param name="ExternalId">The channel's id; the same id in the same channel is taken once. Null: always new.</param>
/// <param name="Customer">The buyer's nick.</param>
/// <param name="Kind">Buyer, Reply (a person of the store), Automatic or Event.</param>
/// <param name="Agent">Who replied, by display or sign-in name.</param>
/// <param name="SentAt">When it was sent; null or in the future means now.</param>
/// <param name="Answered">A person has answered it already, as on the phone: no Reply clock.</param>
public sealed record IncomingMessage(string? ExternalId, string Channel, string Customer, string? OrderNo, MessageKind Kind, string? Agent, string Text, DateTimeOffset? SentAt,
    IReadOnlyList<Attachment> Attachments, bool Answered = false);

/// <summary>Where a message went.</summary>
/// <param name="Opened">It opened the case.</param>
/// <param name="Duplicate">It had been taken before; nothing was done.</param>
public sealed record ReceivedMessage(Guid CaseId, string Number, bool Opened, bool Duplicate, IReadOnlyList<RunningClock> Clocks);
