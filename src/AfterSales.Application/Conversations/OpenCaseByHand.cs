using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Conversations;

/// <param name="Channel">phone or walk_in.</param>
/// <param name="Text">What the buyer said, typed by the agent.</param>
public sealed record OpenCaseByHandInput(string Channel, string Customer, string? OrderNo, string Text, CaseType? Type = null, CaseSubtype? Subtype = null, IReadOnlyList<Attachment>? Attachments = null);

/// <summary>
/// A buyer called or came in: an agent types what was said. It joins the buyer's open case for that order or opens one, as
/// any message does; the buyer has been spoken to, so no Reply clock starts.
/// </summary>
public sealed class OpenCaseByHand(ReceiveMessages receive, Cases.AssignCase assign, Cases.ClassifyCase classify)
{
    public static IReadOnlyList<string> Channels { get; } = [Domain.Conversations.Channels.Phone, Domain.Conversations.Channels.WalkIn];

    /// <summary>Answers the case's number and whether it is new.</summary>
    public async Task<Result<ReceivedMessage>> ExecuteAsync(OpenCaseByHandInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.HandleCases)) return Refusal.Forbidden();
        if (!Channels.Contains(input.Channel)) return Refusal.Invalid("message.channel_unknown", input.Channel) with { Field = nameof(input.Channel) };
        var message = new IncomingMessage(null, input.Channel, input.Customer, input.OrderNo, MessageKind.Buyer, null, input.Text, null, input.Attachments ?? [], Answered: true);
        var received = (await receive.ExecuteAsync([message], actor, ct))[0];
        if (!received.Ok || !received.Value.Opened) return received;
        await assign.ExecuteAsync(new(received.Value.Number, actor.PersonId, null), actor, ct);
        if (input is { Type: { } type, Subtype: { } subtype }) await classify.ExecuteAsync(new(received.Value.Number, type, subtype, null), actor, ct);
        return received;
    }
}
