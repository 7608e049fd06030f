namespace AfterSales.Domain.Evidence;

/// <summary>Why the evidence of a case stays beyond its time. Where several hold, the first.</summary>
public enum KeptBecause
{
    /// <summary>The case is under legal hold (<see cref="LegalHold"/>).</summary>
    LegalHold,

    /// <summary>Somebody asked to remove a piece, and nobody has decided yet.</summary>
    RemovalRequest,

    /// <summary>A request for approval is open.</summary>
    Approval,

    /// <summary>A payment is neither confirmed nor voided.</summary>
    Payout,

    /// <summary>A claim or an appeal is not over.</summary>
    Claim,
}
