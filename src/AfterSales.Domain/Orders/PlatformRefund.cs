using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Orders;

/// <summary>
/// A refund or dispute of the platform, as last exported (FORMATS 1.5). Money in yuan, times in UTC. It is written by imports (set-based, see
/// Application/Importing); here it finds its case and its clock.
/// </summary>
public sealed class PlatformRefund : IStoreOwned
{
    private PlatformRefund() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }

    /// <summary>The platform's number; a string end to end, unique in the store.</summary>
    public string RefundNo { get; private set; } = "";

    public string OrderNo { get; private set; } = "";

    /// <summary>Most exports leave it out; the order tells it.</summary>
    public string? BuyerNick { get; private set; }

    public RefundType Type { get; private set; }
    public string? TypeText { get; private set; }
    public RefundStatus Status { get; private set; }

    /// <summary>The status in the platform's own words.</summary>
    public string? StatusText { get; private set; }

    /// <summary>货物状态: whether the buyer has the goods.</summary>
    public string? GoodsStatus { get; private set; }

    public decimal? Amount { get; private set; }
    public string? Title { get; private set; }

    /// <summary>The reason the buyer picked.</summary>
    public string? Reason { get; private set; }

    /// <summary>What the buyer wrote about it.</summary>
    public string? Words { get; private set; }

    public string? ReturnWaybill { get; private set; }
    public string? ReturnCourier { get; private set; }
    public DateTimeOffset? AppliedAt { get; private set; }
    public DateTimeOffset? ReturnedAt { get; private set; }

    /// <summary>When it ended: paid back or closed.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>超时时间: by when the next step is due.</summary>
    public DateTimeOffset? Deadline { get; private set; }

    /// <summary>A deadline that is not told as a time, as it stood; no time is made up for it.</summary>
    public string? DeadlineText { get; private set; }

    /// <summary>举证超时: by when proofs must be handed in.</summary>
    public DateTimeOffset? ProofDeadline { get; private set; }

    public string? ProofDeadlineText { get; private set; }

    /// <summary>客服介入状态: whether the platform's own people have been called in.</summary>
    public string? Intervention { get; private set; }

    /// <summary>Columns of the export that have no field here, kept as they are.</summary>
    public Dictionary<string, string> Extra { get; private set; } = [];

    public DateTimeOffset ImportedAt { get; private set; }
    public RefundAttention Attention { get; private set; }

    /// <summary>The case that carries its deadline; null while none ever had to.</summary>
    public Guid? CaseId { get; private set; }

    /// <summary>The clock of the case that follows this refund; null while another one is nearer, or nothing is to be done.</summary>
    public Guid? ClockId { get; private set; }

    /// <summary>The status that the history of the case tells.</summary>
    public RefundStatus? ToldStatus { get; private set; }

    public bool IsOver => Status is RefundStatus.None or RefundStatus.Succeeded or RefundStatus.Closed;

    /// <summary>The next time by which the store must act; null when nothing is up to it, or the time is over.</summary>
    public PlatformDeadline? NextAfter(DateTimeOffset now) => Deadlines().Where(deadline => deadline.Missed.IsOurs() && deadline.At > now).MinBy(deadline => deadline.At);

    /// <summary>What happens by itself at this time; null when none of its deadlines is then.</summary>
    public DeadlineConsequence? MissedAt(DateTimeOffset due) => Deadlines().FirstOrDefault(deadline => deadline.At == due)?.Missed;

    /// <summary>It has found its case.</summary>
    /// <returns>Whether it is new there.</returns>
    public bool Join(Guid caseId)
    {
        var isNew = CaseId != caseId;
        CaseId = caseId;
        Attention = RefundAttention.None;
        return isNew;
    }

    /// <summary>Its case knows its status.</summary>
    /// <returns>Whether it is another than the one told before.</returns>
    public bool Tell()
    {
        var isNews = ToldStatus != Status;
        ToldStatus = Status;
        return isNews;
    }

    /// <summary>Nothing is to be done, or nobody knows for whom.</summary>
    public void Leave(DateTimeOffset now) => Attention = NextAfter(now) is null ? RefundAttention.None : RefundAttention.NoBuyer;

    /// <summary>A clock of its case follows it, or none any more.</summary>
    public void Follow(Guid? clockId) => ClockId = clockId;

    private IEnumerable<PlatformDeadline> Deadlines()
    {
        if (DeadlineConsequences.Of(Type, Status, RefundWords.HasIntervened(Intervention)) is not { } missed) yield break;
        if (Deadline is { } deadline) yield return new(deadline, missed);
        if (ProofDeadline is { } proof) yield return new(proof, DeadlineConsequence.Judge);
    }
}
