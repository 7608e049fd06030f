using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Conversations;

namespace AfterSales.Application.Conversations;

/// <summary>What a message does to its case's clocks, the same for a reply from the desk and one from a chat feed.</summary>
internal static class MessageEffects
{
    public static void HumanReply(LockedCase work, Message message, DateTimeOffset? oldestLaterMessage)
    {
        if (HumanReply(work.Db, work.Clocks, work.Subject, message, oldestLaterMessage) is { } what) work.Record(what);
    }

    /// <summary>Answers the buyer: Reply and Promise stop at the time it was sent; a buyer message sent later starts Reply anew.</summary>
    public static CaseEvent? HumanReply(StoreDb db, CaseClocks clocks, Case subject, Message message, DateTimeOffset? oldestLaterMessage)
    {
        var waitedSince = subject.UnansweredSince;
        db.Messages.Add(message);
        clocks.Stop(subject.Id, ClockKind.Promise, message.SentAt, StopCause.HumanReply);
        if (!subject.ReplyByHuman(message.Text, message.SentAt, oldestLaterMessage)) return null;
        message.AnsweredAfter(message.SentAt - waitedSince!.Value);
        clocks.Stop(subject.Id, ClockKind.Reply, message.SentAt, StopCause.HumanReply);
        if (oldestLaterMessage is { } later) clocks.Start(subject, ClockKind.Reply, later);
        return CaseEvent.Of(CaseEventKind.Replied, ("by", message.AuthorName), ("after_seconds", message.AnsweredAfterSeconds));
    }

    /// <summary>A buyer message: starts the Reply clock, or counts as 催单.</summary>
    public static CaseEvent? FromBuyer(StoreDb db, CaseClocks clocks, Case subject, Message message, bool answered)
    {
        db.Messages.Add(message);
        switch (subject.ReceiveFromBuyer(message.Text, message.SentAt, answered))
        {
            case InboundEffect.AwaitsReply:
                clocks.Start(subject, ClockKind.Reply, message.SentAt, message.Id);
                return null;
            case InboundEffect.StartsEarlier:
                clocks.Stop(subject.Id, ClockKind.Reply, message.SentAt, StopCause.Replaced);
                clocks.Start(subject, ClockKind.Reply, message.SentAt, message.Id);
                return CaseEvent.Of(CaseEventKind.Nudged, ("count", subject.Nudges));
            case InboundEffect.Nudge:
                return CaseEvent.Of(CaseEventKind.Nudged, ("count", subject.Nudges));
            default:
                return null;
        }
    }

    public static void Attach(StoreDb db, Case subject, Message message, IReadOnlyList<Attachment>? attachments, Guid? addedBy)
    {
        if (attachments is not { Count: > 0 }) return;
        // Ids of one instant have no order: a microsecond apart, files stay in the order in which they were sent.
        db.Evidence.AddRange(attachments.Select((a, place) => a.ToEvidence(subject, message.Id, addedBy, message.ReceivedAt.AddMicroseconds(place))));
        subject.CountEvidence(attachments.Count);
    }
}
