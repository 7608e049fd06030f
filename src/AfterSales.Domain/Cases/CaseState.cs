namespace AfterSales.Domain.Cases;

/// <summary>Life of a case (SPEC 2.2), in order.</summary>
public enum CaseState
{
    New,
    Confirming,
    Analysing,
    Negotiating,
    Executing,
    /// <summary>Every agreed action is done; the Resolution clock has stopped.</summary>
    Resolved,
    /// <summary>The buyer is being asked whether it is settled, or has said that it is.</summary>
    FollowUp,
    Closed,
}

/// <summary>Whom a case waits for; an overlay on its state (SPEC 2.2).</summary>
public enum Waiting
{
    Buyer,
    Courier,
    Warehouse,
    Approval,
}

/// <summary>How urgent beyond its clocks.</summary>
public enum Priority
{
    Normal,
    High,
    Urgent,
}
