namespace AfterSales.Domain.Clocks;

/// <summary>What a clock measures.</summary>
public enum ClockKind
{
    /// <summary>The oldest buyer message that no human has answered yet.</summary>
    Reply,

    /// <summary>From opening (or reopening) to resolved.</summary>
    Resolution,

    /// <summary>A time that an agent promised to the buyer.</summary>
    Promise,

    /// <summary>From the request for approval to the decision.</summary>
    Approval,

    /// <summary>From resolved to the recorded follow-up.</summary>
    FollowUp,

    /// <summary>A deadline that the platform set.</summary>
    Platform,
}

public static class ClockKinds
{
    /// <summary>Whether the due time is given from outside when the clock starts. It is then an instant that somebody was told, so it
    /// follows no calendar and cannot be paused.</summary>
    public static bool IsDueGiven(this ClockKind kind) => kind is ClockKind.Promise or ClockKind.Platform;
}
