using AfterSales.Domain.Conversations;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Cases;

/// <summary>What was agreed by phone and stands: made of the steps of a case. A later agreement takes the place of an earlier one.</summary>
/// <param name="Words">What was agreed.</param>
/// <param name="MessageId">The buyer's message that confirms it; null while none does.</param>
public sealed record PhoneAgreement(string Words, string By, DateTimeOffset At, Guid? MessageId)
{
    /// <summary>Longest words of an agreement and of the reason for withdrawing one, in characters.</summary>
    public const int MaxWords = 500;

    public bool IsConfirmed => MessageId is not null;

    /// <param name="steps">In the order in which they happened.</param>
    /// <returns>Null when nothing was agreed, or it was withdrawn.</returns>
    public static PhoneAgreement? Of(IEnumerable<PhoneAgreementEntry> steps) =>
        steps.Aggregate((PhoneAgreement?)null, (standing, step) => step.Step switch
        {
            PhoneAgreementStep.Agreed => new PhoneAgreement(step.Words, step.ActorName, step.At, null),
            PhoneAgreementStep.Confirmed when standing is not null => standing with { MessageId = step.MessageId },
            _ => null,
        });

    /// <summary>Why a message does not confirm it; null when it does. It counts what the buyer wrote in the same case after it was agreed.</summary>
    public Refusal? WhyNot(MessageKind kind, string channel, DateTimeOffset sentAt) =>
        kind != MessageKind.Buyer ? Refusal.Rule("phone.not_from_buyer")
        : !Channels.IsChat(channel) ? Refusal.Rule("phone.not_written")
        : sentAt < At ? Refusal.Rule("phone.said_before")
        : null;
}
