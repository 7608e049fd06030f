namespace AfterSales.Domain.Clocks;

/// <summary>Why a clock stopped.</summary>
public enum StopCause
{
    HumanReply,
    Resolved,

    /// <summary>A newer clock of the same kind took over, for example a new promise.</summary>
    Replaced,

    /// <summary>The approval was granted or refused.</summary>
    Decided,

    /// <summary>The follow-up was recorded.</summary>
    Recorded,

    /// <summary>The platform's refund or dispute moved to its next status.</summary>
    MovedOn,
    Cancelled,
}
