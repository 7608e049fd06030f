namespace AfterSales.Domain.Cases;

/// <summary>What a message does to its case. Clocks follow from the answer; they are kept elsewhere.</summary>
public enum InboundEffect
{
    /// <summary>The first unanswered message: the Reply clock starts with it.</summary>
    AwaitsReply,
    /// <summary>催单: the buyer asks again; the running clock keeps its start.</summary>
    Nudge,
    /// <summary>It was sent before the message the Reply clock started with, and arrived after it: the clock starts earlier.</summary>
    StartsEarlier,
    /// <summary>It was sent before the last human reply (a late delivery): already answered.</summary>
    AlreadyAnswered,
}

public sealed partial class Case
{
    /// <summary>
    /// A buyer message sent at <paramref name="sentAt"/>. <paramref name="answered"/>: a person has answered it already, as
    /// on the phone. Reopen first where the case is resolved.
    /// </summary>
    public InboundEffect ReceiveFromBuyer(string text, DateTimeOffset sentAt, bool answered = false)
    {
        Note(text, sentAt, inbound: true);
        if (LastInboundAt is null || sentAt > LastInboundAt) LastInboundAt = sentAt;
        if (answered || sentAt < LastHumanReplyAt) return InboundEffect.AlreadyAnswered;
        if (WaitingFor == Waiting.Buyer) WaitingFor = null;
        if (UnansweredSince is { } since)
        {
            Nudges++;
            if (sentAt >= since) return InboundEffect.Nudge;
            UnansweredSince = sentAt;
            return InboundEffect.StartsEarlier;
        }
        UnansweredSince = sentAt;
        return InboundEffect.AwaitsReply;
    }

    /// <summary>
    /// A human reply sent at <paramref name="sentAt"/>: answers every buyer message sent until then. Answers true when it
    /// answered something; <paramref name="oldestLaterMessage"/> is the oldest buyer message sent after it (a reply that
    /// arrives late), or null.
    /// </summary>
    public bool ReplyByHuman(string text, DateTimeOffset sentAt, DateTimeOffset? oldestLaterMessage)
    {
        Note(text, sentAt, inbound: false);
        if (LastHumanReplyAt is null || sentAt > LastHumanReplyAt) LastHumanReplyAt = sentAt;
        if (State == CaseState.New) State = CaseState.Confirming;
        var answers = UnansweredSince <= sentAt;
        if (!answers) return false;
        UnansweredSince = oldestLaterMessage;
        Nudges = 0;
        return true;
    }

    /// <summary>An automatic reply: shown, but it never stops a clock (SPEC 2.3).</summary>
    public void ReplyAutomatically(string text, DateTimeOffset sentAt) => Note(text, sentAt, inbound: false);

    /// <summary>A photo, video or file was added.</summary>
    public void CountEvidence(int added) => EvidenceCount += added;

    private void Note(string text, DateTimeOffset sentAt, bool inbound)
    {
        if (sentAt < LastActivityAt && LastText.Length > 0) return;
        LastActivityAt = sentAt > LastActivityAt ? sentAt : LastActivityAt;
        LastText = Preview(text);
        LastIsInbound = inbound;
    }
}
